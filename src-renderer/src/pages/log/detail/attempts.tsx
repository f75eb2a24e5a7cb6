import type { LogDetail } from '../../../../../src-main/control/contract/log.ts'
import { durationText } from '../row-text.ts'
import styles from './detail.module.css'

/** Each try to have it answered, in order. */
export function Attempts({ detail }: { detail: LogDetail }) {
  const isWaiting = ({ errorCode }: LogDetail['attempts'][number]) =>
    detail.outcome === 'running' && errorCode === undefined
  return (
    <section aria-labelledby="detail-attempts">
      <h2 id="detail-attempts">{detail.attempts.length === 1 ? 'Attempt' : 'Attempts'}</h2>
      <ol className={styles.steps}>
        {detail.attempts.map((attempt, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: attempts have an order and no other identity
          <li key={index} data-outcome={attempt.errorCode ? 'miss' : 'match'}>
            <span>{index + 1}</span>
            <code>{attempt.status ?? (isWaiting(attempt) ? 'waits' : 'no answer')}</code>
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
