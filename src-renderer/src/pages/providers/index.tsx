import { Button, Modal } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useSearchParams } from 'wouter'
import type { ProviderView } from '../../../../src-main/control/contract.ts'
import { useApi } from '../../api/client.ts'
import { useControlState } from '../../api/live-state.tsx'
import { settle } from '../../api/settle.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Page } from '../../ui/page.tsx'
import { EnvironmentKeys } from './environment-keys.tsx'
import { PresetPicker } from './preset-picker.tsx'
import { customDraft, draftOfPreset, draftOfProvider, type ProviderDraft } from './provider-draft.ts'
import { ProviderForm } from './provider-form.tsx'
import { ProviderList } from './provider-list.tsx'
import { ProviderRemoval } from './provider-removal.tsx'
import { useChecks } from './use-check.ts'

/** What the dialog shows: the choice of a preset, or the form. */
type Dialog = 'presets' | ProviderDraft

/** The upstreams in order of priority: add, check, order, change, remove, and where their keys lie. */
export default function ProvidersPage() {
  const { providers } = useControlState()
  const api = useApi()
  const [query] = useSearchParams()
  const presets = useQuery(api.providers.presets.queryOptions())
  const environment = useQuery(api.providers.environmentKeys.queryOptions())
  const reorder = useMutation(api.providers.reorder.mutationOptions())
  const { checks, check } = useChecks()
  const [dialog, setDialog] = useState<Dialog>()
  const [removed, setRemoved] = useState<ProviderView>()
  const taken = providers.map(({ id }) => id)
  const presetOf = (name: string | null | undefined) => presets.data?.find(known => known.preset === name)
  const close = () => setDialog(undefined)
  const addButton = (
    <Button size="xs" leftSection={<IconPlus size={14} />} onClick={() => setDialog('presets')}>
      Add provider
    </Button>
  )
  return (
    <Page
      title="Providers"
      about="order is priority where several list the same name"
      actions={providers.length > 0 && addButton}
    >
      {providers.length > 0 ? (
        <ProviderList
          providers={providers}
          checks={checks}
          marked={query.get('provider')}
          onOrder={ids => settle(reorder.mutateAsync({ ids: [...ids] }))}
          onCheck={check}
          onEdit={provider => setDialog(draftOfProvider(provider, presetOf(provider.preset)))}
          onRemove={setRemoved}
        />
      ) : (
        <EmptyState title="Add your first provider" actions={addButton}>
          A provider is where models are: a vendor's API, a reseller, or a server on this machine. Its list of
          models is fetched as soon as it is added.
        </EmptyState>
      )}
      <EnvironmentKeys
        keys={environment.data ?? []}
        onAdopt={key => {
          const preset = presetOf(key.preset)
          if (preset) setDialog({ ...draftOfPreset(preset, taken, true), variable: key.variable })
        }}
      />
      <Modal opened={dialog !== undefined} onClose={close} size="lg" title={titleOf(dialog, presetOf)}>
        {dialog === 'presets' && (
          <PresetPicker
            presets={presets.data ?? []}
            onPick={preset => setDialog(draftOfPreset(preset, taken))}
            onCustom={() => setDialog(customDraft(taken))}
          />
        )}
        {dialog !== undefined && dialog !== 'presets' && (
          <ProviderForm
            start={dialog}
            preset={presetOf(dialog.preset)}
            taken={taken}
            onClose={close}
            onSaved={id => {
              close()
              check(id)
            }}
          />
        )}
      </Modal>
      <ProviderRemoval provider={removed} onClose={() => setRemoved(undefined)} />
    </Page>
  )
}

function titleOf(
  dialog: Dialog | undefined,
  presetOf: (name: string | null) => { readonly name: string } | undefined,
): string {
  if (dialog === undefined || dialog === 'presets') return 'Add a provider'
  if (dialog.exists) return `Change "${dialog.id}"`
  return `Add ${presetOf(dialog.preset)?.name ?? 'a provider by its address'}`
}
