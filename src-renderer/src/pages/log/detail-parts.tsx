import type { ReactNode } from 'react'
import type { LogDetail, LogRow } from '../../../../src-main/control/contract/log.ts'
import styles from './log.module.css'
import { cacheShare, dateText, durationText, routeText } from './row-text.ts'

/** What was measured and used, as far as it is known. */
export function Facts({ detail, row }: { detail: LogDetail; row: LogRow }) {
  const { usage } = detail
  const share = cacheShare(row)
  const facts: readonly (readonly [name: string, value: ReactNode])[] = [
    ['Began', dateText(detail.startedAt)],
    ['Path', <code key="path">{`${detail.method} ${detail.path}`}</code>],
    ['Route', routeText(detail)],
    ['Local key', detail.keyName],
    ['Client', detail.client],
    ['First byte', durationText(detail.firstByteMs)],
    ['Duration', durationText(detail.durationMs)],
    ['Stopped', detail.stop && <code key="stop">{detail.stop}</code>],
    [
      'Tokens in',
      usage?.input !== undefined &&
        `${usage.input.toLocaleString()}${share ? `, ${Math.round(share * 100)} % from the cache` : ''}`,
    ],
    [
      'Tokens out',
      usage?.output !== undefined &&
        `${usage.output.toLocaleString()}${usage.reasoning ? `, ${usage.reasoning.toLocaleString()} of them reasoning` : ''}`,
    ],
    [
      'Bytes',
      `${detail.bytesIn.toLocaleString()} in${detail.bytesOut === undefined ? '' : `, ${detail.bytesOut.toLocaleString()} out`}`,
    ],
  ]
  return (
    <section aria-label="Facts">
      <dl className={styles.facts}>
        {facts.map(
          ([name, value]) =>
            value && (
              <Fact key={name} name={name}>
                {value}
              </Fact>
            ),
        )}
      </dl>
    </section>
  )
}

const Fact = ({ name, children }: { name: string; children: ReactNode }) => (
  <>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </>
)

const MARKS = { match: ['✓', 'match'], miss: ['·', 'no match'], skip: ['–', 'skipped'] } as const

/** How the name was resolved, rule by rule. */
export function Steps({ detail }: { detail: LogDetail }) {
  return (
    <section aria-labelledby="detail-steps">
      <h2 id="detail-steps">Resolution</h2>
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
      </ol>
    </section>
  )
}

/** Each try to have it answered, in order. */
export function Attempts({ detail }: { detail: LogDetail }) {
  return (
    <section aria-labelledby="detail-attempts">
      <h2 id="detail-attempts">{detail.attempts.length === 1 ? 'Attempt' : 'Attempts'}</h2>
      <ol className={styles.steps}>
        {detail.attempts.map((attempt, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: attempts have an order and no other identity
          <li key={index} data-outcome={attempt.errorCode ? 'miss' : 'match'}>
            <span>{index + 1}</span>
            <code>{attempt.status ?? 'no answer'}</code>
            <span>
              <code>{attempt.modelId}</code>
              <span className={styles.rejected}>
                {attempt.action === 'pass' ? 'passed' : 'translated'} as {attempt.dialect},{' '}
                {durationText(attempt.durationMs)}
                {attempt.errorCode && `, ${attempt.errorCode}`}
                {attempt.upstreamId && (
                  <>
                    , provider’s id <code>{attempt.upstreamId}</code>
                  </>
                )}
              </span>
            </span>
          </li>
        ))}
      </ol>
    </section>
  )
}
