import { Autocomplete, Button, Group, Modal, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { useApi } from '../../../api/client.ts'
import { INSIDE } from '../menu-props.ts'
import { type ReplayDialogProps, useReplayDialog } from './use-replay.ts'

/** Sends a request again with another name in the place of the one that was asked for. */
export function ModelDialog(props: ReplayDialogProps) {
  return (
    <Modal opened={props.opened} onClose={props.onClose} title="Replay with another model">
      <ModelForm {...props} />
    </Modal>
  )
}

function ModelForm(props: ReplayDialogProps) {
  const api = useApi()
  const [name, setName] = useState('')
  const { busy, send } = useReplayDialog(props)
  const models = useQuery(api.models.list.queryOptions())
  const aliases = useQuery(api.aliases.list.queryOptions())
  const names = useMemo(() => {
    const ids = (models.data?.rows ?? []).filter(row => row.enabled).map(row => row.id)
    const own = (aliases.data ?? []).filter(row => !row.pattern).map(row => row.name)
    return [...new Set([...own, ...ids])]
  }, [models.data, aliases.data])
  return (
    <form
      onSubmit={event => {
        event.preventDefault()
        if (name.trim() && !busy) void send({ model: name.trim() })
      }}
    >
      <Autocomplete
        size="xs"
        label="Model or alias"
        data-autofocus
        placeholder={props.detail.requested}
        data={names}
        limit={30}
        maxDropdownHeight={220}
        comboboxProps={INSIDE}
        value={name}
        onChange={setName}
      />
      <Text size="xs" c="dimmed" mt="xs">
        The client’s body is sent as it is, but for this name.
      </Text>
      <Group justify="flex-end" mt="md">
        <Button type="submit" size="xs" loading={busy} disabled={!name.trim()}>
          Replay
        </Button>
      </Group>
    </form>
  )
}
