import type { LogRow } from '../../../../src-main/control/contract/log.ts'
import { clientText, durationText, isCancelled } from './row-text.ts'

/** What the sentence is made from. */
export type Told = Omit<LogRow, 'attempts' | 'losses' | 'usage'>

/** The whole request in one sentence. */
export function sentenceOf(row: Told): string {
  const who = clientText(row.client) || 'A client'
  const wanted = row.requested ? `asked for ${row.requested}` : `called ${row.method} ${row.path}`
  const where = row.modelId && row.modelId !== row.requested ? `, which is ${row.modelId}` : ''
  const how =
    row.action === 'translate' && row.clientDialect && row.upstreamDialect
      ? `, translated from ${row.clientDialect} to ${row.upstreamDialect}`
      : row.action === 'pass'
        ? ', passed as it was'
        : ''
  return `${who} ${wanted}${where}${how}; ${ENDINGS[row.outcome](row)}.`
}

const took = (row: Told) => (row.durationMs === undefined ? '' : ` after ${durationText(row.durationMs)}`)
const ENDINGS: Readonly<Record<LogRow['outcome'], (row: Told) => string>> = {
  running: () => 'the answer is on its way',
  completed: row => `it was answered${took(row)}`,
  failed: row =>
    `it got an error (${row.status ?? 'no status'}${row.errorCode ? `, ${row.errorCode}` : ''})${took(row)}`,
  broken: row => `the answer was cut off${took(row)}`,
  aborted: row => (isCancelled(row) ? `it was cancelled here${took(row)}` : `the client left${took(row)}`),
}
