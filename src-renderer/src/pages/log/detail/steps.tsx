import type { LogDetail } from '../../../../../src-main/control/contract/log.ts'
import styles from './detail.module.css'

const MARKS = { match: ['✓', 'match'], miss: ['·', 'no match'], skip: ['–', 'skipped'] } as const

/** How the name was resolved, rule by rule, and what was done then. */
export function Steps({ detail }: { detail: LogDetail }) {
  return (
    <section aria-labelledby="detail-steps">
      <h2 id="detail-steps">Resolution and dispatch</h2>
      <ol className={styles.steps}>
        {detail.steps.map((step, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: steps have an order and no other identity
          <li key={index} data-outcome={step.outcome}>
            <span role="img" aria-label={MARKS[step.outcome][1]}>
              {MARKS[step.outcome][0]}
            </span>
            <code>{step.rule}</code>
            <span className="wrap-anywhere">
              {step.detail}
              {step.rejected?.map(({ id, reason }) => (
                <span key={id} className={styles.rejected}>
                  not <code>{id}</code>: {reason}
                </span>
              ))}
            </span>
          </li>
        ))}
        <Dispatch detail={detail} />
      </ol>
    </section>
  )
}

function Dispatch({ detail: { action, clientDialect, upstreamDialect, errorCode } }: { detail: LogDetail }) {
  if (!action && errorCode !== 'endpoint_unsupported') return null
  return (
    <li data-outcome={action ? 'match' : 'miss'}>
      <span role="img" aria-label={action ? 'done' : 'refused'}>
        {action ? '✓' : '×'}
      </span>
      <code>dispatch</code>
      <span>
        {!action && `refused: the model is not called as ${clientDialect ?? 'it was asked'}`}
        {action === 'pass' && `passed as it was${upstreamDialect ? `, as ${upstreamDialect}` : ''}`}
        {action === 'translate' && `translated from ${clientDialect} to ${upstreamDialect}`}
      </span>
    </li>
  )
}
