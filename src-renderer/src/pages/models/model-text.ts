import type { ModelRow } from '../../../../src-main/control/contract/models.ts'
import { agoText, clockText } from '../../ui/time-text.ts'

type Source = ModelRow['endpoints']['source']

/** One word for who says how a model is called. */
export const SOURCE_WORDS: Readonly<Record<Source, string>> = {
  user: 'pinned',
  live: 'live list',
  learned: 'learned',
  facts: 'known',
  name: 'by name',
  provider: 'default',
}

/** Who says how a model is called, and when: "live list, 2 min ago". `now` in milliseconds since the epoch. */
export function evidenceText({ userMode, endpoints }: ModelRow, now: number): string {
  const { source, evidence, at } = endpoints
  if (userMode !== undefined) return 'pinned by you'
  if (source === 'live') {
    const when = at === undefined ? 'live list' : `live list, ${agoText(at, now)}`
    return endpoints.dialects.length === 0 ? `${when}: websocket only` : when
  }
  return source === 'learned' && at !== undefined ? `${evidence}, at ${clockText(at)}` : evidence
}

/** A number of tokens as people say it: 131072 is "131k", 1048576 "1.05M". */
export function tokensText(count: number): string {
  if (count < 1000) return String(count)
  const [size, unit] = count < 999_500 ? [1000, 'k'] : [1_000_000, 'M']
  return `${Number((count / size).toPrecision(3))}${unit}`
}

/** The day of a Unix time in seconds, as `2026-07-09`. */
export const dayText = (seconds: number): string => new Date(seconds * 1000).toISOString().slice(0, 10)
