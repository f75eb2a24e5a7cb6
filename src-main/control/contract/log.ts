import { z } from 'zod'
import { DIALECTS } from '../../core/conversation.ts'
import type { Exchange } from '../../core/exchange.ts'
import type { FilterWord } from '../../core/log/filter.ts'
import { SIDES, type Side } from '../../core/log/recording.ts'
import type { StoreFacts } from '../../core/log/store.ts'
import type { ChatView, MessageView, StreamEventView } from '../../core/log/views.ts'
import { nameField } from './fields.ts'

const id = z.string().min(1).max(200)
const filter = z.string().max(4000).default('')

export const exchangeInput = z.strictObject({ id })
export const listInput = z.strictObject({
  filter,
  /** The last row that is there already: older ones are wanted. */
  before: z.strictObject({ startedAt: z.number(), id }).optional(),
  limit: z.int().min(1).max(500).default(200),
})
export const filterInput = z.strictObject({ filter })
export const sideInput = z.strictObject({ id, side: z.enum(SIDES) })
export const replayInput = z.strictObject({
  id,
  /** Another name in the place of the one that was asked for. */
  model: nameField.optional(),
  /** The dialect to call the model with, whatever its mode. */
  mode: z.enum(DIALECTS).optional(),
  /** The body to send, as JSON text; the client's own bytes where absent. */
  body: z
    .string()
    .max(64 * 1024 * 1024)
    .optional(),
})
export const curlInput = z.strictObject({ id, to: z.enum(['patchbay', 'provider']) })
export const exportInput = z.strictObject({
  /** These, or else the newest that fit the filter. */
  ids: z.array(id).max(1000).optional(),
  filter,
  format: z.enum(['har', 'json', 'html']),
})
export const keepInput = z.strictObject({ id, kept: z.boolean() })
export const removeInput = z.strictObject({ ids: z.array(id).min(1).max(1000) })
export const purgeInput = z.strictObject({ what: z.enum(['exchanges', 'bodies']) })

export interface LogFacts extends StoreFacts {
  /** Why the user's collector does not get what is told it, as a sentence. */
  readonly collectorProblem?: string
}

type In<T extends z.ZodType> = z.output<T>

/**
 * One request as a row of the log. It appears when the request starts and fills as more is known: until then fields are
 * absent. Holds no body and no secret.
 */
export interface LogRow
  extends Pick<
    Exchange,
    | 'id'
    | 'startedAt'
    | 'method'
    | 'path'
    | 'client'
    | 'session'
    | 'thread'
    | 'replayOf'
    | 'keyName'
    | 'requested'
    | 'route'
    | 'modelId'
    | 'clientDialect'
    | 'upstreamDialect'
    | 'action'
    | 'stream'
    | 'errorCode'
    | 'errorMessage'
    | 'queueMs'
    | 'firstByteMs'
    | 'firstTokenMs'
    | 'cost'
    | 'features'
    | 'stop'
  > {
  readonly outcome: 'running' | Exchange['outcome']
  /** Absent while it runs. */
  readonly durationMs?: number
  readonly status?: number
  readonly usage?: Omit<NonNullable<Exchange['usage']>, 'raw'>
  readonly attempts: number
  /** Without notes, which are no losses. */
  readonly losses: number
  /** Never pruned. */
  readonly kept: boolean
}

/** Everything that is known of one request but its bodies. */
export interface LogDetail
  extends Omit<LogRow, 'attempts' | 'losses' | 'usage'>,
    Pick<Exchange, 'steps' | 'attempts' | 'losses' | 'usage' | 'bytesIn'> {
  /** Absent while it runs, and where nobody counted to its end. */
  readonly bytesOut?: number
  /** Which messages can be looked at; none where bodies are off, or no longer held. */
  readonly sides: readonly Side[]
  /** Where the messages lie. */
  readonly held: 'memory' | 'disk' | 'nowhere'
  /** Why they lie nowhere, as a sentence. */
  readonly missing?: string
}

export interface LogPage {
  /** Newest first. */
  readonly rows: readonly LogRow[]
  /** There are older ones that fit. */
  readonly more: boolean
  /** The filter as it was read. */
  readonly words: readonly FilterWord[]
}

/**
 * The newest page; then rows that are new or say more: put each in the place of the one with its id, or before all others.
 * `gone`: ids that fit the filter no longer, or were removed. After a reconnect a snapshot comes again.
 */
export type LogChange =
  | ({ readonly type: 'snapshot' } & LogPage)
  | { readonly type: 'change'; readonly rows: readonly LogRow[]; readonly gone: readonly string[] }

/** A refusal says why, and what to do. */
export type Replayed =
  | { readonly ok: true; readonly id: string }
  | { readonly ok: false; readonly message: string }

export interface ExportFile {
  readonly name: string
  readonly mediaType: string
  readonly text: string
}

export interface LogOperations {
  list(input: In<typeof listInput>): Promise<LogPage>
  /** Ends at 10,000: `more` says that there are. */
  count(input: In<typeof filterInput>): Promise<{ readonly count: number; readonly more: boolean }>
  changes(input: In<typeof filterInput>, signal: AbortSignal | undefined): AsyncIterable<LogChange>
  /** Null: there is no such exchange, or no longer. */
  get(input: In<typeof exchangeInput>): Promise<LogDetail | null>
  message(input: In<typeof sideInput>): Promise<MessageView | null>
  events(input: In<typeof exchangeInput>): Promise<readonly StreamEventView[]>
  chat(input: In<typeof exchangeInput>): Promise<ChatView | null>
  /** Ends a request that runs, at both sides. False: it had ended. */
  cancel(input: In<typeof exchangeInput>): boolean
  /** Sends it again; settles when the new exchange has begun. */
  replay(input: In<typeof replayInput>): Promise<Replayed>
  /** A command for a POSIX shell with the key as a variable; null where the body is not held. */
  curl(
    input: In<typeof curlInput>,
  ): Promise<{ readonly text: string; readonly notes: readonly string[] } | null>
  export(input: In<typeof exportInput>): Promise<ExportFile>
  keep(input: In<typeof keepInput>): Promise<boolean>
  remove(input: In<typeof removeInput>): Promise<number>
  purge(input: In<typeof purgeInput>): Promise<number>
  facts(): Promise<LogFacts>
}

export type { FilterWord, NumberField, TextField } from '../../core/log/filter.ts'
export type { Side } from '../../core/log/recording.ts'
export type { ChatBlock, ChatTurn, ChatView, MessageView, StreamEventView } from '../../core/log/views.ts'
