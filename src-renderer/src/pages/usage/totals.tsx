import { Text } from '@mantine/core'
import type { UsageGroup } from '../../../../src-main/control/contract/usage.ts'
import { countText, durationText } from '../log/row-text.ts'
import { cacheShareOf, dollarText, percentText } from './measures.ts'
import styles from './usage.module.css'

/** The whole span in a row of numbers. */
export function Totals({ totals }: { totals: UsageGroup }) {
  const { requests, errors, input, output, cost, unpriced, firstToken, total } = totals
  const cached = cacheShareOf(totals)
  const tiles: readonly (readonly [name: string, value: string, more: string])[] = [
    [
      'Cost',
      cost === undefined ? '–' : dollarText(cost),
      unpriced > 0 ? `${unpriced.toLocaleString('en')} without a known price` : '',
    ],
    [
      'Requests',
      requests.toLocaleString('en'),
      errors > 0 ? `${errors.toLocaleString('en')} failed` : 'none failed',
    ],
    ['Tokens in', countText(input), cached === undefined ? '' : `${percentText(cached)} from caches`],
    [
      'Tokens out',
      countText(output),
      totals.reasoning > 0 ? `${countText(totals.reasoning)} of them reasoning` : '',
    ],
    [
      'TTFT',
      durationText(firstToken?.p50) || '–',
      firstToken ? `p90 ${durationText(firstToken.p90)}, p99 ${durationText(firstToken.p99)}` : '',
    ],
    [
      'Total time',
      durationText(total?.p50) || '–',
      total ? `p90 ${durationText(total.p90)}, p99 ${durationText(total.p99)}` : '',
    ],
  ]
  return (
    <section aria-label="Totals">
      <dl className={styles.totals}>
        {tiles.map(([name, value, more]) => (
          <div key={name}>
            <Text component="dt" size="xs" c="dimmed">
              {name}
            </Text>
            <dd>
              <span className={styles.number}>{value}</span>
              <Text span size="xs" c="dimmed" display="block">
                {more}
              </Text>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
