import { Alert, Button, Checkbox, Group, Stack, Text, TextInput } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { useApi } from '../../api/client.ts'
import { settle } from '../../api/settle.ts'
import { moveEntry } from '../../ui/move-entry.ts'
import { type AliasDraft, inputOf, isBlank, problemsByField } from './alias-draft.ts'
import { CheckResult } from './check-result.tsx'
import { TargetField } from './target-field.tsx'
import { useAliasCheck } from './use-alias-check.ts'

/** A new alias, or one that is changed. What is wrong is said while it is typed; what is wrong cannot be saved. */
export function AliasForm(props: { readonly start: AliasDraft; readonly onClose: () => void }) {
  const { start, onClose } = props
  const api = useApi()
  const [draft, setDraft] = useState(start)
  const [refused, setRefused] = useState<string>()
  const save = useMutation(api.aliases.save.mutationOptions())
  const suggestions = useSuggestions(draft.previousName)
  const { check, current, error } = useAliasCheck(draft)
  const problems = problemsByField(check?.problems ?? [])
  const change = (fields: Partial<AliasDraft>) => {
    setRefused(undefined)
    setDraft({ ...draft, ...fields })
  }
  const submit = async () => {
    const saved = await settle(save.mutateAsync(inputOf(draft)), {
      quiet: true,
      done: `The alias "${draft.name}" is in force.`,
    })
    if (saved.ok) onClose()
    else setRefused(saved.message)
  }
  const shown = draft.latest ? draft.targets.slice(0, 1) : draft.targets
  return (
    <form
      aria-label={draft.previousName === undefined ? 'New alias' : `Change ${draft.previousName}`}
      onSubmit={event => {
        event.preventDefault()
        if (check?.ok && current) submit()
      }}
    >
      <Stack gap="sm">
        <TextInput
          size="xs"
          label="Name or pattern"
          description="What clients ask for. A * stands for any run of characters and fills the target's *."
          placeholder="fast, or claude-*"
          data-autofocus={start.name === '' || undefined}
          spellCheck={false}
          value={draft.name}
          error={problems.name}
          onChange={event => change({ name: event.currentTarget.value })}
          styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
        />
        {shown.map((target, index) => (
          <TargetField
            // biome-ignore lint/suspicious/noArrayIndexKey: a field is its place; its text changes with each key
            key={index}
            value={target}
            index={index}
            count={shown.length}
            error={problems.targets[index]}
            suggestions={suggestions}
            onChange={value => change({ targets: draft.targets.with(index, value) })}
            onMove={to => change({ targets: moveEntry(draft.targets, index, to) })}
            onRemove={() => change({ targets: draft.targets.toSpliced(index, 1) })}
          />
        ))}
        {!draft.latest && (
          <Button
            size="compact-xs"
            variant="subtle"
            leftSection={<IconPlus size={13} />}
            style={{ alignSelf: 'start' }}
            onClick={() => change({ targets: [...draft.targets, ''] })}
          >
            Add a target for while this one is down, busy or out of quota
          </Button>
        )}
        <Checkbox
          size="xs"
          label="Always the newest release of this family"
          checked={draft.latest}
          onChange={event => change({ latest: event.currentTarget.checked })}
        />
        {draft.latest && (
          <Checkbox
            size="xs"
            ml="lg"
            label="Previews and betas count, too"
            checked={draft.prerelease}
            onChange={event => change({ prerelease: event.currentTarget.checked })}
          />
        )}
        <Checkbox
          size="xs"
          label="Hidden: it can be called, but /v1/models does not list it"
          checked={draft.hidden}
          onChange={event => change({ hidden: event.currentTarget.checked })}
        />
        <div aria-live="polite">
          {!isBlank(draft) && check && <CheckResult check={check} others={problems.others} />}
          {(refused ?? error) && (
            <Alert color="red" p="xs" role="alert">
              <Text size="sm">{refused ?? error}</Text>
            </Alert>
          )}
        </div>
        <Group justify="flex-end" gap="xs">
          <Button size="xs" variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" size="xs" loading={save.isPending} disabled={!check?.ok || !current}>
            Save
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

/** All model ids, then the other aliases. */
function useSuggestions(own: string | undefined): readonly string[] {
  const api = useApi()
  const models = useQuery(api.models.list.queryOptions())
  const aliases = useQuery(api.aliases.list.queryOptions())
  return useMemo(() => {
    const ids = (models.data?.rows ?? []).filter(row => row.enabled).map(row => row.id)
    const names = (aliases.data ?? []).filter(row => !row.pattern && row.name !== own).map(row => row.name)
    return [...new Set([...ids, ...names])]
  }, [models.data, aliases.data, own])
}
