import { FEATURES } from '../../core/exchange.ts'
import {
  aliasOf,
  errorMessageOf,
  hasEnded,
  hasError,
  knownTexts,
  NUMBERS,
  outcomeOf,
  providerOf,
  TEXTS,
  tokensOf,
} from '../../core/log/exchange-fields.ts'
import { searchText } from '../../core/log/search-words.ts'
import type { Logged } from '../../core/log/store.ts'
import { SPOKEN } from '../../core/spoken.ts'

/** In the file's words: places in this list, `running` being 0. Only ever added to, as those below and `SPOKEN`. */
export const OUTCOMES = ['running', 'completed', 'failed', 'broken', 'aborted'] as const
export const ACTIONS = ['pass', 'translate'] as const

/** Columns of `exchanges` that stand for a text, and what the text is. */
export const NAMED = {
  path: logged => TEXTS.path(logged)[0],
  client: ({ client }) => client,
  tool: ({ client }) => toolOf(client),
  requested: ({ requested }) => requested,
  model: ({ modelId }) => modelId,
  provider: ({ modelId }) => providerOf(modelId),
  alias: aliasOf,
  key_name: ({ keyName }) => keyName,
  session: ({ session }) => session,
  thread: ({ thread }) => thread,
  error: logged => (hasEnded(logged) ? logged.errorCode : undefined),
  stop: ({ stop }) => stop,
  losses: ({ losses }) => [...new Set(losses.map(({ code }) => code))].sort().join(' ') || undefined,
} as const satisfies Record<string, (logged: Logged) => string | undefined>
export type NamedColumn = keyof typeof NAMED
export const NAMED_COLUMNS = Object.keys(NAMED) as readonly NamedColumn[]

type Value = number | undefined

/** The other columns. */
export const MEASURED = {
  outcome: logged => OUTCOMES.indexOf(outcomeOf(logged)),
  failed: logged => Number(hasError(logged)),
  stream: ({ stream }) => Number(stream),
  replay: ({ replayOf }) => Number(replayOf !== undefined),
  client_dialect: ({ clientDialect }) => placeOf(SPOKEN, clientDialect),
  upstream_dialect: ({ upstreamDialect }) => placeOf(SPOKEN, upstreamDialect),
  action: ({ action }) => placeOf(ACTIONS, action),
  features: ({ features = [] }) => features.reduce((bits, feature) => bits | featureBit(feature), 0),
  attempts: ({ attempts }) => attempts.length,
  lossy: NUMBERS.lossy,
  status: NUMBERS.status,
  ttft: NUMBERS.ttft,
  took: NUMBERS.took,
  tokens: tokensOf,
  cost: NUMBERS.cost,
  input: ({ usage }) => usage?.input,
  cache_read: ({ usage }) => usage?.cacheRead,
  cache_write: ({ usage }) => usage?.cacheWrite,
  output: ({ usage }) => usage?.output,
  reasoning: ({ usage }) => usage?.reasoning,
} as const satisfies Record<string, (logged: Logged) => Value>
export type MeasuredColumn = keyof typeof MEASURED
export const MEASURED_COLUMNS = Object.keys(MEASURED) as readonly MeasuredColumn[]

const placeOf = (words: readonly string[], word: string | undefined): Value => {
  const place = word === undefined ? -1 : words.indexOf(word)
  return place < 0 ? undefined : place
}

/** 0 for what is no feature. */
export const featureBit = (feature: string): number => {
  const place = placeOf(FEATURES, feature)
  return place === undefined ? 0 : 2 ** place
}

/** The first product of a user agent: `claude-cli` of `claude-cli/2.1 (external, cli)`. */
const toolOf = (client: string | undefined): string | undefined =>
  client && (/^[^\s/(]+/.exec(client)?.[0] ?? client)

/** What the text index has of an exchange besides its bodies. */
export const wordsOf = (logged: Logged): { readonly known: string; readonly fault: string } => ({
  known: searchText(knownTexts(logged)),
  fault: searchText([errorMessageOf(logged)]),
})

/** Places within a millisecond. */
export const PLACES = 1024
export const keyAt = (startedAt: number): number => Math.floor(startedAt) * PLACES

/** Keys of a day, in UTC. */
export const KEYS_OF_DAY = 86_400_000 * PLACES
export const dayOf = (key: number): number => Math.floor(key / KEYS_OF_DAY)
