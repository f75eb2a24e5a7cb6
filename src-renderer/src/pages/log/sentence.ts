import type { LogRow } from '../../../../src-main/control/contract/log.ts'
import { clientText, durationText, isCancelled } from './row-text.ts'

/** What the sentence is made from. */
export type Told = Omit<LogRow, 'attempts' | 'losses' | 'usage'>

/** The whole request in one sentence; how often it was tried, where once was not enough. */
export function sentenceOf(row: Told, attempts: number): string {
  const who = clientText(row.client) || 'A client'
  const wanted = row.requested ? `asked for ${row.requested}` : `called ${row.method} ${row.path}`
  const where = row.modelId && row.modelId !== row.requested ? `, which is ${row.modelId}` : ''
  const how =
    row.action === 'translate' && row.clientDialect && row.upstreamDialect
      ? `, translated from ${row.clientDialect} to ${row.upstreamDialect}`
      : row.action === 'pass'
        ? ', passed as it was'
        : ''
  return `${who} ${wanted}${where}${how}; ${ENDINGS[row.outcome](row, afterText(row, attempts))}.`
}

/** ` after 1.2 s and 3 attempts`. */
function afterText({ durationMs }: Told, attempts: number): string {
  const counted = [durationText(durationMs), attempts > 1 && `${attempts} attempts`].filter(Boolean)
  return counted.length > 0 ? ` after ${counted.join(' and ')}` : ''
}

const ENDINGS: Readonly<Record<LogRow['outcome'], (row: Told, after: string) => string>> = {
  running: () => 'the answer is on its way',
  completed: (_row, after) => `it was answered${after}`,
  failed: (row, after) =>
    `it got an error (${row.status ?? 'no status'}${row.errorCode ? `, ${row.errorCode}` : ''})${after}`,
  broken: (_row, after) => `the answer was cut off${after}`,
  aborted: (row, after) => `${isCancelled(row) ? 'it was cancelled here' : 'the client left'}${after}`,
}
