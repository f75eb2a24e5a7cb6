import { Button, Group, Select, Text, Textarea } from '@mantine/core'
import { type KeyboardEvent, useState } from 'react'
import { MODIFIER } from '../../ui/key-hints.tsx'
import { DIALECT_NAMES, type Dialect } from '../../ui/mode-badge.tsx'
import { Section } from '../../ui/section.tsx'
import styles from './connect.module.css'
import { NameInput } from './name-input.tsx'
import { TestResult } from './test-result.tsx'
import { usePromptTest } from './use-prompt-test.ts'

const ENDPOINTS: readonly (Dialect | '')[] = ['', 'chat', 'responses', 'messages']

/** A real request through the proxy, as a client would send it. */
export function TestSection({ initial, names }: { initial: string; names: readonly string[] }) {
  const [typed, setTyped] = useState<string>()
  const [endpoint, setEndpoint] = useState<Dialect | ''>('')
  const [prompt, setPrompt] = useState('Say hello in five words.')
  const { running, result, send, cancel } = usePromptTest()
  const model = typed ?? (initial || (names[0] ?? ''))
  const ready = model.trim() !== '' && prompt.trim() !== ''
  const start = () => void send({ model: model.trim(), prompt, ...(endpoint ? { endpoint } : {}) })
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && ready && !running) start()
  }
  return (
    <Section title="Send a test prompt">
      <form
        onKeyDown={onKeyDown}
        onSubmit={event => {
          event.preventDefault()
          if (ready) start()
        }}
      >
        <Group gap="xs" align="end" wrap="nowrap" mb={8}>
          <div style={{ flex: 1, minWidth: 0 }}>
            <NameInput label="Model" value={model} names={names} placeholder="any name" onChange={setTyped} />
          </div>
          <Select
            label="Called as"
            size="xs"
            w={128}
            data={ENDPOINTS.map(value => ({ value, label: value ? DIALECT_NAMES[value] : 'Its own mode' }))}
            value={endpoint}
            allowDeselect={false}
            onChange={value => setEndpoint(ENDPOINTS.find(known => known === value) ?? '')}
            comboboxProps={{ transitionProps: { duration: 0 } }}
          />
        </Group>
        <Textarea
          label="Prompt"
          size="xs"
          minRows={2}
          maxRows={2}
          value={prompt}
          onChange={event => setPrompt(event.currentTarget.value)}
        />
        <Group gap="xs" mt={8} justify="flex-end">
          {running && (
            <Button size="xs" variant="default" onClick={cancel}>
              Cancel
            </Button>
          )}
          <Button type="submit" size="xs" disabled={!ready} loading={running} title={`${MODIFIER} Enter`}>
            Send
          </Button>
        </Group>
      </form>
      <div aria-live="polite" className={styles.outcome}>
        {result ? (
          <TestResult result={result} model={model} />
        ) : (
          <Text size="xs" c="dimmed" className={styles.waiting}>
            {running
              ? 'Waiting for the first text…'
              : 'The answer comes here, with the time to its first text (TTFT). It is a real request and stands in the log.'}
          </Text>
        )}
      </div>
    </Section>
  )
}
