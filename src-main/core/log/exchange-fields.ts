import type { Exchange } from '../exchange.ts'
import { NOTES } from '../losses.ts'
import type { Loss } from '../reply.ts'
import type { NumberField, TextField } from './filter.ts'
import type { Logged } from './store.ts'

export const hasEnded = (logged: Logged): logged is Exchange => 'outcome' in logged

/** An exchange in a list: whether it is kept is known of it, too. */
export type Listed = Logged & { readonly kept: boolean }

export const outcomeOf = (logged: Logged): Exchange['outcome'] | 'running' =>
  hasEnded(logged) ? logged.outcome : 'running'

/** Something went wrong, whoever's fault it is; a caller that left is no error. */
export function hasError(logged: Logged): boolean {
  if (!hasEnded(logged)) return false
  const { outcome, errorCode, status } = logged
  return (
    outcome === 'failed' ||
    outcome === 'broken' ||
    errorCode !== undefined ||
    (status >= 400 && outcome !== 'aborted')
  )
}

export const providerOf = (modelId: string | undefined): string | undefined => modelId?.split('/', 1)[0]

/** The name or pattern of the user's alias that the request came by. */
export const aliasOf = ({ route }: Logged): string | undefined =>
  route?.kind === 'alias' || route?.kind === 'pattern' ? route.name : undefined

const isNote = ({ code }: Loss): boolean => Object.hasOwn(NOTES, code)

/** What was lost or changed on the way; notes are none. */
export const lossesOf = ({ losses }: Logged): readonly Loss[] => losses.filter(loss => !isNote(loss))

/** What was said of it without a loss. */
export const notesOf = ({ losses }: Logged): readonly Loss[] => losses.filter(isNote)

const ended = <T>(logged: Logged, read: (exchange: Exchange) => T): T | undefined =>
  hasEnded(logged) ? read(logged) : undefined

type Texts = readonly (string | undefined)[]

/** What a text filter looks into. `is` and `error` have tests of their own. */
export const TEXTS: Readonly<Record<Exclude<TextField, 'is' | 'error'>, (logged: Logged) => Texts>> = {
  model: ({ requested, modelId }) => [requested, modelId],
  client: ({ client }) => [client],
  provider: ({ modelId }) => [providerOf(modelId)],
  alias: logged => [aliasOf(logged)],
  key: ({ keyName }) => [keyName],
  path: ({ method, path }) => [`${method} ${path}`],
  session: ({ session }) => [session],
  thread: ({ thread }) => [thread],
  id: ({ id }) => [id],
  stop: ({ stop }) => [stop],
  loss: ({ losses }) => losses.map(({ code }) => code),
}

/** All tokens of a request, in and out; undefined while nobody said. */
export const tokensOf = ({ usage }: Logged): number | undefined =>
  usage?.input === undefined && usage?.output === undefined
    ? undefined
    : (usage.input ?? 0) + (usage.output ?? 0)

/** What a number filter compares with; undefined fits no comparison. */
export const NUMBERS: Readonly<Record<NumberField, (logged: Logged) => number | undefined>> = {
  status: logged => ended(logged, ({ status }) => status),
  ttft: ({ firstTokenMs }) => firstTokenMs,
  took: logged => ended(logged, ({ durationMs }) => durationMs),
  tokens: tokensOf,
  cost: ({ cost }) => cost?.usd,
  attempts: ({ attempts }) => attempts.length,
  lossy: logged => lossesOf(logged).length,
  since: ({ startedAt }) => startedAt,
  before: ({ startedAt }) => startedAt,
}

/** What a bare word looks into, besides the error's message and stored bodies. */
export const knownTexts = (logged: Logged): Texts => [
  logged.id,
  `${logged.method} ${logged.path}`,
  logged.requested,
  logged.modelId,
  logged.route?.name,
  logged.client,
  logged.keyName,
  logged.session,
  logged.thread,
  logged.stop,
  logged.replayOf,
  ...logged.attempts.map(({ upstreamId }) => upstreamId),
  ...logged.losses.map(({ code }) => code),
  ended(logged, ({ status }) => String(status)),
  ended(logged, ({ errorCode }) => errorCode),
]

export const errorMessageOf = (logged: Logged): string | undefined =>
  ended(logged, ({ errorMessage }) => errorMessage)
