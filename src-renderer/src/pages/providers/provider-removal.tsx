import { Checkbox, Code, Stack, Text } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { ProviderView } from '../../../../src-main/control/contract.ts'
import { useApi } from '../../api/client.ts'
import { settle } from '../../api/settle.ts'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'

/** Asks before a provider leaves the settings, and whether its stored key goes too. */
export function ProviderRemoval(props: {
  readonly provider: ProviderView | undefined
  readonly onClose: () => void
}) {
  const { provider, onClose } = props
  const api = useApi()
  const remove = useMutation(api.providers.remove.mutationOptions())
  const [forgetKey, setForgetKey] = useState(false)
  const stored = provider?.key.source === 'keychain'
  return (
    <ConfirmDialog
      opened={provider !== undefined}
      title={`Remove the provider "${provider?.id ?? ''}"?`}
      confirm="Remove"
      onClose={onClose}
      onConfirm={() =>
        provider && settle(remove.mutateAsync({ id: provider.id, forgetKey: stored && forgetKey }))
      }
    >
      <Stack gap="xs">
        <Text size="sm">
          Names that lead to <Code>{provider?.id}/…</Code> lead nowhere then; aliases stay as they are.
        </Text>
        {stored && (
          <Checkbox
            size="xs"
            label="Its key leaves the keychain, too"
            checked={forgetKey}
            onChange={event => setForgetKey(event.currentTarget.checked)}
          />
        )}
      </Stack>
    </ConfirmDialog>
  )
}
