import type { LogRow } from '../../../../src-main/control/contract/log.ts'

/** Something went wrong, whoever's fault it is; a caller that left is no error. */
export const hasError = ({
  outcome,
  errorCode,
  status,
}: Pick<LogRow, 'outcome' | 'errorCode' | 'status'>): boolean =>
  outcome === 'failed' ||
  outcome === 'broken' ||
  errorCode !== undefined ||
  ((status ?? 0) >= 400 && outcome !== 'aborted')

/** It was ended from here, not by the client. */
export const isCancelled = ({ errorCode }: Pick<LogRow, 'errorCode'>): boolean => errorCode === 'cancelled'

/** What the status column says: the status, or why there is none yet. */
export function statusText({
  outcome,
  status,
  errorCode,
}: Pick<LogRow, 'outcome' | 'status' | 'errorCode'>): string {
  if (outcome === 'running') return status === undefined ? '…' : String(status)
  if (isCancelled({ errorCode })) return 'cancelled'
  if (outcome === 'aborted') return status === undefined || status === 499 ? 'left' : `${status} left`
  if (outcome === 'broken') return `${status ?? ''} cut`.trim()
  return String(status ?? '')
}

/** Until the first token; of requests without one (errors, lists), until the first byte. */
export const waitOf = ({ firstTokenMs, firstByteMs }: Pick<LogRow, 'firstTokenMs' | 'firstByteMs'>) =>
  firstTokenMs ?? firstByteMs

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

/** `$1.24`, `$0.0312`, `<$0.0001`: small prices keep the digits that say something. */
export function costText(usd: number | undefined): string {
  if (usd === undefined) return ''
  if (usd === 0) return '$0'
  if (usd < 0.0001) return '<$0.0001'
  return `$${usd.toFixed(usd < 0.1 ? 4 : 2)}`
}

/** `812 B`, `12.4 kB`, `1.2 MB`. */
export function sizeText(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`
  if (bytes < 999_950) return `${(bytes / 1000).toFixed(1)} kB`
  return `${(bytes / 1_000_000).toFixed(1)} MB`
}

/** The part of the input that came from a cache, 0 to 1; undefined where nobody said. `input` counts all of it. */
export function cacheShare({ usage }: Pick<LogRow, 'usage'>): number | undefined {
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
const DAY = new Intl.DateTimeFormat(undefined, { month: 'short', day: 'numeric' })
const DATE = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' })
export const timeText = (at: number): string => TIME.format(at)
export const dayText = (at: number): string => DAY.format(at)
export const dateText = (at: number): string => DATE.format(at)

/** How the name was resolved, in the words of the route header: `alias fast`, `id`. */
export const routeText = ({ route }: Pick<LogRow, 'route'>): string =>
  route ? [route.kind, route.name].filter(Boolean).join(' ') : ''

/** The provider of `provider/upstreamId`. */
export const providerOf = ({ modelId }: Pick<LogRow, 'modelId'>): string => modelId?.split('/', 1)[0] ?? ''
