import { Button, Group, Modal, Text } from '@mantine/core'
import { type ReactNode, useState } from 'react'

export interface ConfirmDialogProps {
  readonly opened: boolean
  /** The question, e.g. `Revoke the key "codex"?`. */
  readonly title: string
  /** What happens then. */
  readonly children: ReactNode
  /** The verb, e.g. `Revoke`. */
  readonly confirm: string
  readonly onClose: () => void
  /** The dialog waits for it and then closes. */
  readonly onConfirm: () => unknown
}

/** Asks before something that cannot be taken back. The safe button has the focus. */
export function ConfirmDialog({ opened, title, children, confirm, onClose, onConfirm }: ConfirmDialogProps) {
  const [busy, setBusy] = useState(false)
  const run = async () => {
    setBusy(true)
    try {
      await onConfirm()
    } finally {
      setBusy(false)
      onClose()
    }
  }
  return (
    <Modal opened={opened} onClose={onClose} title={title} centered size="md">
      <Text size="sm" component="div">
        {children}
      </Text>
      <Group justify="flex-end" gap="xs" mt="lg">
        <Button size="xs" variant="default" onClick={onClose} data-autofocus>
          Cancel
        </Button>
        <Button size="xs" color="red.8" loading={busy} onClick={run}>
          {confirm}
        </Button>
      </Group>
    </Modal>
  )
}
