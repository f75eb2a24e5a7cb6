import { Text } from '@mantine/core'
import type { ProviderView } from '../../../../src-main/control/contract.ts'
import styles from './providers.module.css'
import type { CheckState } from './use-check.ts'

type Checked = Exclude<CheckState, 'running'>

/** What came of a check, or what keeps a provider from answering: one of them, said once. */
export function ProviderTrouble(props: {
  readonly provider: ProviderView
  readonly check: Checked | undefined
}) {
  const { provider, check } = props
  const took = check && `${Math.round(check.durationMs)} ms`
  if (check?.ok) {
    return (
      <Text size="sm" c="var(--patchbay-ink)">
        It answers: {check.models === 1 ? '1 model' : `${check.models} models`} listed in {took}.
      </Text>
    )
  }
  const trouble = troubleOf(provider, check)
  if (!trouble) return null
  return (
    <>
      <Text size="sm" c="var(--mantine-color-error)">
        {trouble.text}
        {took && ` (${took})`}
      </Text>
      {trouble.details && (
        <details className={styles.details}>
          <summary>Details</summary>
          <code>{trouble.details}</code>
        </details>
      )}
    </>
  )
}

/** Without its key, neither check nor list can be better; a check is younger than the list. */
function troubleOf(
  { key, list }: ProviderView,
  check: Extract<Checked, { ok: false }> | undefined,
): { readonly text: string; readonly details?: string } | undefined {
  if (key.found === false) return { text: key.problem ?? 'There is no key.', details: key.details }
  const text = check?.message ?? list.error
  return text === undefined ? undefined : { text }
}
