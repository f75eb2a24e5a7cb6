import type { LogRow } from '../../../../src-main/control/contract/log.ts'

/** Something went wrong, whoever's fault it is; a caller that left is no error. */
export const hasError = ({ outcome, errorCode, status }: LogRow): boolean =>
  outcome === 'failed' ||
  outcome === 'broken' ||
  errorCode !== undefined ||
  ((status ?? 0) >= 400 && outcome !== 'aborted')

/** What the status column says: the status, or why there is none yet. */
export function statusText({ outcome, status }: LogRow): string {
  if (outcome === 'running') return status === undefined ? '…' : String(status)
  if (outcome === 'aborted') return status === undefined || status === 499 ? 'left' : `${status} left`
  if (outcome === 'broken') return `${status ?? ''} cut`.trim()
  return String(status ?? '')
}

/** All tokens of a request, in and out; undefined while nobody said. */
export function tokensOf({ usage }: LogRow): number | undefined {
  if (!usage || (usage.input === undefined && usage.output === undefined)) return undefined
  return (usage.input ?? 0) + (usage.output ?? 0)
}

/** `12 ms`, `1.24 s`, `2 min 05 s`. */
export function durationText(milliseconds: number | undefined): string {
  if (milliseconds === undefined) return ''
  if (milliseconds < 999.5) return `${Math.round(milliseconds)} ms`
  if (milliseconds < 59_950) return `${(milliseconds / 1000).toFixed(milliseconds < 9_995 ? 2 : 1)} s`
  const seconds = Math.round(milliseconds / 1000)
  return `${Math.floor(seconds / 60)} min ${String(seconds % 60).padStart(2, '0')} s`
}

/** `812`, `12.4k`, `1.2M`. */
export function countText(count: number | undefined): string {
  if (count === undefined) return ''
  if (count < 1000) return String(count)
  if (count < 999_500) return `${(count / 1000).toFixed(count < 99_950 ? 1 : 0)}k`
  return `${(count / 1_000_000).toFixed(1)}M`
}

/** The part of the input that came from a cache, 0 to 1; undefined where nobody said. `input` counts all of it. */
export function cacheShare({ usage }: LogRow): number | undefined {
  if (!usage?.input || usage.cacheRead === undefined) return undefined
  return Math.min(1, usage.cacheRead / usage.input)
}

/** The first product of a user agent with its version's first two numbers: `claude-cli 2.1`. */
export function clientText(agent: string | undefined): string {
  if (!agent) return ''
  const [, name = agent, version] = /^([^\s/(]+)(?:\/v?(\d+(?:\.\d+)?))?/.exec(agent) ?? []
  return version ? `${name} ${version}` : name
}

const TIME = new Intl.DateTimeFormat(undefined, {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hour12: false,
})
const DATE = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' })
export const timeText = (at: number): string => TIME.format(at)
export const dateText = (at: number): string => DATE.format(at)

/** How the name was resolved, in the words of the route header: `alias fast`, `id`. */
export const routeText = ({ route }: Pick<LogRow, 'route'>): string =>
  route ? [route.kind, route.name].filter(Boolean).join(' ') : ''

/** The whole request in one sentence. */
export function sentenceOf(row: LogRow): string {
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

const took = (row: LogRow) => (row.durationMs === undefined ? '' : ` after ${durationText(row.durationMs)}`)
const ENDINGS: Readonly<Record<LogRow['outcome'], (row: LogRow) => string>> = {
  running: () => 'the answer is on its way',
  completed: row => `it was answered${took(row)}`,
  failed: row =>
    `it got an error (${row.status ?? 'no status'}${row.errorCode ? `, ${row.errorCode}` : ''})${took(row)}`,
  broken: row => `the answer was cut off${took(row)}`,
  aborted: row => `the client left${took(row)}`,
}
