import { Autocomplete, Button, Group, Modal, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import type { LogDetail } from '../../../../../src-main/control/contract/log.ts'
import { useApi } from '../../../api/client.ts'
import { INSIDE } from '../menu-props.ts'
import { useReplay } from './use-replay.ts'

export interface ReplayDialogProps {
  readonly opened: boolean
  readonly detail: LogDetail
  readonly onClose: () => void
  readonly onReplayed: (id: string) => void
}

/** Sends a request again with another name in the place of the one that was asked for. */
export function ModelDialog(props: ReplayDialogProps) {
  return (
    <Modal
      opened={props.opened}
      onClose={props.onClose}
      title="Replay with another model"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <ModelForm {...props} />
    </Modal>
  )
}

function ModelForm({ detail, onClose, onReplayed }: ReplayDialogProps) {
  const api = useApi()
  const [name, setName] = useState('')
  const [busy, setBusy] = useState(false)
  const replay = useReplay(detail, onReplayed)
  const models = useQuery(api.models.list.queryOptions())
  const aliases = useQuery(api.aliases.list.queryOptions())
  const names = useMemo(() => {
    const ids = (models.data?.rows ?? []).filter(row => row.enabled).map(row => row.id)
    const own = (aliases.data ?? []).filter(row => !row.pattern).map(row => row.name)
    return [...new Set([...own, ...ids])]
  }, [models.data, aliases.data])
  const send = async () => {
    setBusy(true)
    const sent = await replay({ model: name.trim() })
    setBusy(false)
    if (sent) onClose()
  }
  return (
    <form
      onSubmit={event => {
        event.preventDefault()
        if (name.trim() && !busy) void send()
      }}
    >
      <Autocomplete
        size="xs"
        label="Model or alias"
        data-autofocus
        placeholder={detail.requested}
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
