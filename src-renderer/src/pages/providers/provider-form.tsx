import { Alert, Button, Checkbox, Group, Stack, Text, TextInput } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { PresetView } from '../../../../src-main/control/contract/providers.ts'
import { useApi } from '../../api/client.ts'
import { settle } from '../../api/settle.ts'
import { DIALECT_NAMES, type Dialect } from '../../ui/mode-badge.tsx'
import { KeyFields } from './key-fields.tsx'
import { inputOf, type ProviderDraft, problemsOf } from './provider-draft.ts'

const DIALECTS: readonly Dialect[] = ['chat', 'responses', 'messages']

export interface ProviderFormProps {
  readonly start: ProviderDraft
  readonly preset: PresetView | undefined
  /** Ids that a new provider cannot have. */
  readonly taken: readonly string[]
  readonly onClose: () => void
  /** It stands in the settings, with its key where one was typed. */
  readonly onSaved: (id: string) => void
}

/** A provider that is added or changed, with the place of its key. */
export function ProviderForm({ start, preset, taken, onClose, onSaved }: ProviderFormProps) {
  const api = useApi()
  const keychain = useQuery(api.providers.keychain.queryOptions())
  const save = useMutation(api.providers.save.mutationOptions())
  const storeKey = useMutation(api.providers.storeKey.mutationOptions())
  const [draft, setDraft] = useState(start)
  const [tried, setTried] = useState(false)
  const [refused, setRefused] = useState<string>()
  const problems = problemsOf(draft, taken)
  const shown = tried ? problems : {}
  const change = (fields: Partial<ProviderDraft>) => setDraft({ ...draft, ...fields })

  const submit = async () => {
    setTried(true)
    setRefused(undefined)
    if (Object.keys(problems).length > 0) return
    const saved = await settle(save.mutateAsync(inputOf(draft, preset)), { quiet: true })
    if (!saved.ok) return setRefused(saved.message)
    // What is saved now exists: another try changes it.
    change({ exists: true })
    if (draft.keyKind === 'keychain' && draft.secret !== '') {
      const stored = await settle(storeKey.mutateAsync({ id: draft.id, key: draft.secret }), { quiet: true })
      if (!stored.ok) return setRefused(stored.message)
    }
    onSaved(draft.id)
  }

  return (
    <form
      noValidate
      onSubmit={event => {
        event.preventDefault()
        submit()
      }}
    >
      <Stack gap="sm">
        <TextInput
          size="xs"
          label="Id"
          description="Model ids begin with it: id/model."
          disabled={start.exists}
          spellCheck={false}
          value={draft.id}
          error={shown.id}
          onChange={event => change({ id: event.currentTarget.value })}
        />
        <TextInput
          size="xs"
          label="Base URL"
          description="Ends where /chat/completions, /responses, /messages and /models begin."
          placeholder={preset?.baseUrl ?? 'http://127.0.0.1:8000/v1'}
          spellCheck={false}
          value={draft.baseUrl}
          error={shown.baseUrl}
          onChange={event => change({ baseUrl: event.currentTarget.value })}
        />
        <Checkbox.Group
          size="xs"
          label="Endpoints that it serves"
          value={[...draft.endpoints]}
          error={shown.endpoints}
          onChange={chosen => change({ endpoints: DIALECTS.filter(dialect => chosen.includes(dialect)) })}
        >
          <Group gap="md" mt={4}>
            {DIALECTS.map(dialect => (
              <Checkbox key={dialect} size="xs" value={dialect} label={DIALECT_NAMES[dialect]} />
            ))}
          </Group>
        </Checkbox.Group>
        <KeyFields draft={draft} problems={shown} keychain={keychain.data} onChange={change} />
        {refused && (
          <Alert color="red" p="xs" role="alert">
            <Text size="sm">{refused}</Text>
          </Alert>
        )}
        <Group justify="flex-end" gap="xs">
          <Button size="xs" variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" size="xs" loading={save.isPending || storeKey.isPending}>
            {start.exists ? 'Save' : 'Add and check'}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
