import { Alert, Button, Code, Group, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { useApi } from '../../api/client.ts'
import { desktop } from '../../api/desktop.ts'
import { useControlState } from '../../api/live-state.tsx'
import { CopyButton } from '../../ui/copy-button.tsx'
import { Section } from '../../ui/section.tsx'
import styles from './settings.module.css'

/** settings.jsonc as it stands, read only, with its error marked where it is. */
export function FileSection() {
  const api = useApi()
  const { settings } = useControlState()
  const { problem, path } = settings
  const file = useQuery(api.settings.text.queryOptions())
  const marked = useRef<HTMLLIElement>(null)
  const found = file.data?.text !== undefined
  // biome-ignore lint/correctness/useExhaustiveDependencies: it moves when another line is marked or the text came
  useEffect(() => {
    // Braces: newer browsers give a promise, which is no clean-up.
    void marked.current?.scrollIntoView({ block: 'nearest' })
  }, [problem?.line, found])
  return (
    <Section
      title="Settings file"
      actions={
        desktop && (
          <Button size="compact-xs" variant="default" onClick={() => desktop?.showInFolder('settings')}>
            Show in folder
          </Button>
        )
      }
    >
      <Group gap={4} mb={6} wrap="nowrap">
        <Code className="wrap-anywhere">{path}</Code>
        <CopyButton value={path} what="path of the settings file" />
      </Group>
      <Text size="xs" c="dimmed" mb={6}>
        Edit it with any editor: a good file counts at once, and one with an error is never touched.
      </Text>
      {problem && (
        <Alert
          color="red"
          p="xs"
          mb={8}
          title={problem.line === undefined ? 'Error' : `Line ${problem.line}`}
        >
          <Text size="sm" className="wrap-anywhere">
            {problem.path && <Code mr={6}>{problem.path}</Code>}
            {problem.message}
          </Text>
        </Alert>
      )}
      {file.error && <Alert color="red">{file.error.message}</Alert>}
      {file.data &&
        (file.data.text === undefined ? (
          <Text size="sm">
            There is no file yet: every setting is the default. The first choice above makes one.
          </Text>
        ) : (
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
          <section className={styles.file} tabIndex={0} aria-label="Text of the settings file" id="file">
            <ol>
              {file.data.text.split('\n').map((line, index) => {
                const isMarked = problem?.line === index + 1
                return (
                  <li
                    // biome-ignore lint/suspicious/noArrayIndexKey: a line is known by its number
                    key={index}
                    ref={isMarked ? marked : undefined}
                    data-marked={isMarked || undefined}
                    aria-current={isMarked || undefined}
                  >
                    {line}
                  </li>
                )
              })}
            </ol>
          </section>
        ))}
    </Section>
  )
}
