import { Alert, Button, Group, MultiSelect, Text, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useApiClient } from '../../api/client.ts'
import { useControlState } from '../../api/live-state.tsx'
import { CodeBlock } from '../../ui/code-block.tsx'

/** Makes a named key; its token is shown until it is put away, and never again. */
export function CreateKey({ onCreated }: { onCreated: () => unknown }) {
  const client = useApiClient()
  const { providers } = useControlState()
  const [name, setName] = useState('')
  const [allowed, setAllowed] = useState<string[]>([])
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<string>()
  const [created, setCreated] = useState<{ name: string; token: string }>()

  const create = async (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    setError(undefined)
    try {
      const answer = await client.keys.create.mutate({
        name,
        ...(allowed.length > 0 ? { providers: allowed } : {}),
      })
      if (!answer.ok) return setError(answer.message)
      setCreated({ name, token: answer.token })
      setName('')
      setAllowed([])
      await onCreated()
    } catch (failure) {
      setError(failure instanceof Error ? failure.message : String(failure))
    } finally {
      setBusy(false)
    }
  }

  if (created) {
    return (
      <Alert color="accent" title={`The key “${created.name}”`} role="status">
        <Text size="sm" mb={6}>
          Copy it now: it is not shown again.
        </Text>
        <CodeBlock text={created.token} what="key" />
        <Button size="xs" variant="default" mt={8} onClick={() => setCreated(undefined)}>
          I have it
        </Button>
      </Alert>
    )
  }
  return (
    <form onSubmit={create}>
      <Group gap="xs" align="start" wrap="nowrap">
        <TextInput
          label="New key"
          size="xs"
          flex={1}
          placeholder="codex on this laptop"
          value={name}
          error={error}
          onChange={event => setName(event.currentTarget.value)}
        />
        <MultiSelect
          label="May use"
          size="xs"
          flex={1}
          placeholder={allowed.length === 0 ? 'all providers' : undefined}
          data={providers.map(provider => provider.id)}
          value={allowed}
          onChange={setAllowed}
          comboboxProps={{ transitionProps: { duration: 0 } }}
        />
        <Button type="submit" size="xs" mt={25} loading={busy} disabled={!name.trim()}>
          Create
        </Button>
      </Group>
    </form>
  )
}
