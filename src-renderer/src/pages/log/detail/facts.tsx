import { Anchor } from '@mantine/core'
import type { LogDetail } from '../../../../../src-main/control/contract/log.ts'
import { type Fact, FactList } from '../../../ui/fact-list.tsx'
import { filterWord } from '../filter/suggest.ts'
import { cacheShare, costText, dateText, durationText, routeText } from '../row-text.ts'
import styles from './detail.module.css'

const PRICES: Readonly<Record<NonNullable<LogDetail['cost']>['source'], string>> = {
  reply: 'as the reply says',
  list: 'by the price in the provider’s live list',
  bundled: 'by a bundled price list',
}

/** What was measured, used and paid, as far as it is known. */
export function Facts({ detail, onFilter }: { detail: LogDetail; onFilter: (filter: string) => void }) {
  const { usage, cost, session, thread } = detail
  const share = cacheShare(detail)
  const filtering = (key: 'session' | 'thread', value: string) => (
    <Anchor
      component="button"
      size="xs"
      ff="monospace"
      className="wrap-anywhere"
      ta="left"
      onClick={() => onFilter(filterWord(key, value))}
    >
      {value}
    </Anchor>
  )
  const facts: readonly Fact[] = [
    ['Began', dateText(detail.startedAt)],
    ['Path', <code key="path">{`${detail.method} ${detail.path}`}</code>],
    ['Route', routeText(detail)],
    ['Session', session && filtering('session', session)],
    ['Thread', thread && filtering('thread', thread)],
    ['Local key', detail.keyName],
    ['Client', detail.client],
    ['First byte', durationText(detail.firstByteMs)],
    ['First token', durationText(detail.firstTokenMs)],
    ['Duration', durationText(detail.durationMs)],
    ['Stopped', detail.stop && <code key="stop">{detail.stop}</code>],
    [
      'Tokens in',
      usage?.input !== undefined &&
        `${usage.input.toLocaleString('en')}${share ? `, ${Math.round(share * 100)} % from the cache` : ''}`,
    ],
    [
      'Tokens out',
      usage?.output !== undefined &&
        `${usage.output.toLocaleString('en')}${usage.reasoning ? `, ${usage.reasoning.toLocaleString('en')} of them reasoning` : ''}`,
    ],
    ['Cost', cost && `${costText(cost.usd)}, ${PRICES[cost.source]}`],
    ['Has', detail.features?.join(', ')],
    [
      'Bytes',
      `${detail.bytesIn.toLocaleString('en')} in${detail.bytesOut === undefined ? '' : `, ${detail.bytesOut.toLocaleString('en')} out`}`,
    ],
  ]
  return (
    <section aria-label="Facts">
      <FactList facts={facts} className={styles.facts} />
    </section>
  )
}
