import { Alert, Anchor, PasswordInput, Select, Stack, Text, TextInput } from '@mantine/core'
import type { KeychainView } from '../../../../src-main/control/contract/providers.ts'
import { type DraftProblems, KEY_KINDS, type KeyKind, type ProviderDraft } from './provider-draft.ts'

export interface KeyFieldsProps {
  readonly draft: ProviderDraft
  readonly problems: DraftProblems
  /** Undefined while it is looked for. */
  readonly keychain: KeychainView | undefined
  readonly onChange: (fields: Partial<ProviderDraft>) => void
}

/** Where the key lies: each way with what it needs. A key that is typed here goes to the keychain and is not shown again. */
export function KeyFields({ draft, problems, keychain, onChange }: KeyFieldsProps) {
  const noKeychain = keychain?.available === false
  const names: Readonly<Record<KeyKind, string>> = {
    keychain: keychain ? `Keychain (${keychain.name})` : 'Keychain',
    env: 'Environment variable',
    file: 'File',
    client: "The caller's own key is forwarded",
    none: 'None',
  }
  return (
    <Stack gap="xs">
      <Select
        size="xs"
        label="Key"
        allowDeselect={false}
        data={KEY_KINDS.map(value => ({ value, label: names[value] }))}
        value={draft.keyKind}
        onChange={value => onChange({ keyKind: KEY_KINDS.find(known => known === value) ?? 'none' })}
        comboboxProps={{ transitionProps: { duration: 0 } }}
      />
      {draft.keyKind === 'keychain' && noKeychain && (
        <Alert color="orange" p="xs" role="alert">
          <Text size="sm">
            No keychain answers{keychain.reason ? ` (${keychain.reason})` : ''}. Use an{' '}
            <Anchor component="button" type="button" size="sm" onClick={() => onChange({ keyKind: 'env' })}>
              environment variable
            </Anchor>{' '}
            or a{' '}
            <Anchor component="button" type="button" size="sm" onClick={() => onChange({ keyKind: 'file' })}>
              file
            </Anchor>{' '}
            instead.
          </Text>
        </Alert>
      )}
      {draft.keyKind === 'keychain' && !noKeychain && (
        <PasswordInput
          size="xs"
          label="API key"
          description={`Typed once, kept in ${keychain?.name ?? 'the keychain'}, shown never.`}
          placeholder={draft.exists ? 'leave empty to keep the one that is stored' : 'paste it here'}
          autoComplete="off"
          value={draft.secret}
          onChange={event => onChange({ secret: event.currentTarget.value })}
        />
      )}
      {draft.keyKind === 'env' && (
        <TextInput
          size="xs"
          label="Name of the variable"
          placeholder="OPENAI_API_KEY"
          spellCheck={false}
          value={draft.variable}
          error={problems.variable}
          onChange={event => onChange({ variable: event.currentTarget.value })}
        />
      )}
      {draft.keyKind === 'file' && (
        <TextInput
          size="xs"
          label="Path of the file"
          description="Its first line is the key; it is read anew for every request."
          placeholder="/run/secrets/openai"
          spellCheck={false}
          value={draft.file}
          error={problems.file}
          onChange={event => onChange({ file: event.currentTarget.value })}
        />
      )}
      {draft.preset === 'github-copilot' && (
        <Text size="xs" c="dimmed">
          Copilot wants the token of your Copilot plan, as your editor's sign-in got it. Put it into an
          environment variable such as COPILOT_GITHUB_TOKEN before Patchbay starts, or paste it into the
          keychain here.
        </Text>
      )}
    </Stack>
  )
}
