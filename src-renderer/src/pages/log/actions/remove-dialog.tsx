import { useApiClient } from '../../../api/client.ts'
import { settle } from '../../../api/settle.ts'
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx'

export interface RemoveDialogProps {
  readonly opened: boolean
  readonly id: string
  readonly onClose: () => void
  readonly onRemoved: () => void
}

/** Asks before a request leaves the log. */
export function RemoveDialog({ opened, id, onClose, onRemoved }: RemoveDialogProps) {
  const client = useApiClient()
  const remove = async () => {
    const answer = await settle(client.log.remove.mutate({ ids: [id] }), { done: 'The request is deleted.' })
    if (answer.ok) onRemoved()
  }
  return (
    <ConfirmDialog
      opened={opened}
      title="Delete this request from the log?"
      confirm="Delete"
      onClose={onClose}
      onConfirm={remove}
    >
      Its row and its messages are gone then, and it no longer counts in Usage.
    </ConfirmDialog>
  )
}
