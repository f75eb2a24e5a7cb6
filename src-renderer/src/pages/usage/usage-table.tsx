import { Anchor, Table } from '@mantine/core'
import { Link } from 'wouter'
import type { UsageGroup, UsageKey } from '../../../../src-main/control/contract/usage.ts'
import { logLink } from '../../frame/links.ts'
import { countText, durationText } from '../log/row-text.ts'
import { NONE } from './chart-data.ts'
import { filterFor } from './group-filter.ts'
import { cacheShareOf, dollarText, percentText } from './measures.ts'
import styles from './usage.module.css'

const COLUMNS: readonly (readonly [name: string, text: (group: UsageGroup) => string])[] = [
  ['Cost', costText],
  ['Requests', group => group.requests.toLocaleString('en')],
  ['Errors', group => (group.errors > 0 ? group.errors.toLocaleString('en') : '')],
  ['Tokens in', group => countText(group.input)],
  ['Cached', group => percentText(cacheShareOf(group))],
  ['Tokens out', group => countText(group.output)],
  ['TTFT p50 · p90', group => timesText(group.firstToken)],
  ['Total p50 · p90', group => timesText(group.total)],
]

function costText({ cost, unpriced }: UsageGroup): string {
  if (cost !== undefined) return dollarText(cost)
  return unpriced > 0 ? 'unknown' : ''
}

const timesText = (times: UsageGroup['total']): string =>
  times ? `${durationText(times.p50)} · ${durationText(times.p90)}` : ''

export interface UsageTableProps {
  readonly by: UsageKey
  readonly title: string
  readonly groups: readonly UsageGroup[]
}

/** Every group with its numbers, the costliest first; its name leads to its requests in the log. */
export function UsageTable({ by, title, groups }: UsageTableProps) {
  const ordered = [...groups].sort(
    (one, other) => (other.cost ?? 0) - (one.cost ?? 0) || other.requests - one.requests,
  )
  return (
    <Table.ScrollContainer minWidth={760}>
      <Table className={styles.table} verticalSpacing={4} horizontalSpacing={8} fz="xs" highlightOnHover>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{title}</Table.Th>
            {COLUMNS.map(([name]) => (
              <Table.Th key={name} scope="col">
                {name}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {ordered.map(group => (
            <Table.Tr key={group.keys[0]}>
              <Table.Th scope="row">
                {group.keys[0] ? (
                  <Anchor
                    component={Link}
                    href={logLink(filterFor(by, group.keys[0]))}
                    fz="xs"
                    ff="monospace"
                  >
                    {group.keys[0]}
                  </Anchor>
                ) : (
                  NONE
                )}
              </Table.Th>
              {COLUMNS.map(([name, text]) => (
                <Table.Td key={name}>{text(group)}</Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  )
}
