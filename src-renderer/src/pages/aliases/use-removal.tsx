import { Button, Group, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation } from '@tanstack/react-query'
import type { AliasRow } from '../../../../src-main/control/contract/aliases.ts'
import { useApi } from '../../api/client.ts'
import { settle } from '../../api/settle.ts'
import { restoreInput } from './alias-draft.ts'

/** Milliseconds in which a removal can be taken back. */
const UNDO_TIME = 10_000

/** Removes an alias at once and offers to put it back. */
export function useRemoval(): (row: AliasRow) => Promise<void> {
  const api = useApi()
  const { mutateAsync: remove } = useMutation(api.aliases.remove.mutationOptions())
  const { mutateAsync: save } = useMutation(api.aliases.save.mutationOptions())
  return async row => {
    const removed = await settle(remove({ name: row.name }))
    if (!removed.ok) return
    const id = `removed ${row.name}`
    const undo = () => {
      notifications.hide(id)
      settle(save(restoreInput(row)), { done: `The alias "${row.name}" is back.` })
    }
    notifications.show({
      id,
      autoClose: UNDO_TIME,
      message: (
        <Group justify="space-between" wrap="nowrap">
          <Text size="sm">The alias "{row.name}" is removed.</Text>
          <Button size="compact-xs" variant="default" onClick={undo}>
            Undo
          </Button>
        </Group>
      ),
    })
  }
}
