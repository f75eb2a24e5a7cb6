import { Text } from '@mantine/core'
import type { LogDetail } from '../../../../../src-main/control/contract/log.ts'
import { useNow } from '../list/use-now.ts'
import { durationText } from '../row-text.ts'
import styles from './timing.module.css'
import { type SpanKind, timingSpans } from './timing-spans.ts'

const NAMES: Readonly<Record<SpanKind, readonly [name: string, meaning: string]>> = {
  queue: ['Before it was sent on', 'body read, name resolved, key fetched'],
  connect: ['Connecting', 'address, TCP and TLS; nothing where a connection was there'],
  wait: ['Waiting for the provider', 'until the head of its reply'],
  failed: ['Waiting for the provider', 'until it failed or was given up'],
  'first-byte': ['Head to first byte', 'of the reply'],
  'first-token': ['First byte to first token', 'text, reasoning or input of a tool'],
  stream: ['Reply', 'until its last byte'],
}

/** Milliseconds below which tokens a second say nothing. */
const WORTH_A_RATE = 100

/** Where the time went, as a waterfall. */
export function TimingTab({ detail }: { detail: LogDetail }) {
  const now = useNow(detail.outcome === 'running')
  const end = detail.durationMs ?? Math.max(1, now - detail.startedAt)
  const spans = timingSpans(detail, end)
  const { usage, firstTokenMs } = detail
  const streamed = firstTokenMs === undefined ? 0 : end - firstTokenMs
  const share = (milliseconds: number) => `${(milliseconds / Math.max(1, end)) * 100}%`
  return (
    <>
      <table className={styles.spans} aria-label="Timing">
        <thead>
          <tr>
            <th scope="col">What</th>
            <th scope="col">When</th>
            <th scope="col">From</th>
            <th scope="col">Took</th>
          </tr>
        </thead>
        <tbody>
          {spans.map(({ kind, from, to, attempt }) => (
            <tr key={`${kind} ${from}`}>
              <th scope="row" title={NAMES[kind][1]}>
                {NAMES[kind][0]}
                {attempt !== undefined && <span className={styles.attempt}>attempt {attempt}</span>}
              </th>
              <td aria-hidden="true">
                <span className={styles.track}>
                  <span
                    className={styles.bar}
                    data-kind={kind}
                    style={{ marginLeft: share(from), width: share(to - from) }}
                  />
                </span>
              </td>
              <td>{durationText(from)}</td>
              <td>{durationText(to - from)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{detail.outcome === 'running' ? 'So far' : 'In all'}</th>
            <td />
            <td />
            <td>{durationText(end)}</td>
          </tr>
        </tfoot>
      </table>
      <Text size="xs" c="dimmed">
        {detail.firstTokenMs !== undefined && `First token after ${durationText(detail.firstTokenMs)}. `}
        {usage?.output !== undefined &&
          streamed >= WORTH_A_RATE &&
          `${(usage.output / (streamed / 1000)).toFixed(1)} tokens a second from then on. `}
        {detail.attempts.length > 1 && `It was tried ${detail.attempts.length} times.`}
      </Text>
    </>
  )
}
