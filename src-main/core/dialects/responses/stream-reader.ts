import { extrasNoter } from '../../extra-fields.ts'
import type { Json, JsonObject } from '../../json.ts'
import { asArray, asNumber, asObject, asString, isObject, parseJson } from '../../json.ts'
import { REPLY_PATH } from '../../losses.ts'
import type { Failure, ReplyEvent } from '../../reply.ts'
import { stoppingReader } from '../../stop-scan.ts'
import type { ToolNames } from '../../tool-names.ts'
import { toolNames } from '../../tool-names.ts'
import type { ReadContext, StreamReader } from '../dialect.ts'
import { failureOf } from './errors.ts'
import { KNOWN_ITEMS, KNOWN_RESPONSE } from './known-fields.ts'
import { outputTracker } from './output-tracker.ts'
import { phaseCarrier } from './phase-carrier.ts'
import { isSimplified, readStop, readUsage } from './read-usage.ts'

/**
 * Reads a provider's stream. Items are known by `output_index` alone: some providers give an item a new id with each event.
 * Whatever an earlier event left out, a later one (`.done`, the terminal response) gives; unknown events mean nothing.
 */
export function streamReader(context: ReadContext): StreamReader {
  // Responses knows no stop sequences: they are looked for here.
  return stoppingReader(plainReader(context), context.conversation.options.stop ?? [])
}

function plainReader(context: ReadContext): StreamReader {
  const extras = extrasNoter()
  let started = false
  let finished = false
  let blocks = 0
  let sawSomething = false
  const outputs = outputTracker({
    names: namesOf(context),
    hosted: context.conversation.tools.some(tool => tool.type === 'hosted'),
    next: () => blocks++,
    phases: phaseCarrier(),
  })

  const start = (response: JsonObject): ReplyEvent[] => {
    if (started) return []
    started = true
    const [id, model, created] = [
      asString(response.id),
      asString(response.model),
      asNumber(response.created_at),
    ]
    return [
      {
        type: 'start',
        ...(id !== undefined && { id }),
        ...(model !== undefined && { model }),
        ...(created !== undefined && { created }),
      },
    ]
  }

  const fail = (failure: Failure, response: JsonObject = {}): ReplyEvent[] => {
    finished = true
    return [...start(response), ...outputs.cut(), { type: 'failure', failure }]
  }

  const finish = (response: JsonObject): ReplyEvent[] => {
    const begun = start(response)
    const rest = asArray(response.output).flatMap((item, index) =>
      isObject(item) ? outputs.settle(index, item) : [],
    )
    const more = [...extras(response, KNOWN_RESPONSE), ...asArray(response.output).flatMap(itemExtras)]
    const failure = unfinished(response)
    const usage = readUsage(response)
    const counted: ReplyEvent[] = usage ? [{ type: 'usage', usage }] : []
    if (failure) return [...begun, ...rest, ...counted, ...fail(failure, response)]
    finished = true
    const closed = outputs.cut()
    const stop = readStop(response, outputs.summary())
    return [
      ...begun,
      ...rest,
      ...closed,
      ...counted,
      ...more,
      ...(isSimplified(stop) ? [SIMPLIFIED] : []),
      { type: 'stop', stop },
    ]
  }

  const itemExtras = (item: Json | undefined): ReplyEvent[] => {
    const type = asString(asObject(item).type) ?? ''
    const known = Object.hasOwn(KNOWN_ITEMS, type) ? KNOWN_ITEMS[type] : undefined
    return known ? extras(asObject(item), known, 'output') : []
  }

  const read = (event: JsonObject): ReplyEvent[] => {
    const type = asString(event.type)
    const response = asObject(event.response)
    if (type === 'error' || (type === undefined && event.error)) return fail(failureOf(errorOf(event)))
    if (type !== undefined && TERMINAL.has(type)) {
      // Some servers put the error beside the response instead of into it.
      const isBeside = !isObject(response.error) && isObject(event.error)
      // Others forget to say in the response what the event says.
      const said = asString(response.status)
      const status = said === undefined || PENDING.includes(said) ? TERMINAL.get(type) : said
      return finish({ ...response, status, ...(isBeside && { error: event.error }) })
    }
    if (!type?.startsWith('response.')) return []
    sawSomething = true
    const more = type === 'response.output_item.done' ? itemExtras(event.item) : []
    return [...start(response), ...outputs.feed(event), ...more]
  }

  return {
    read({ data }) {
      if (finished || data.trim() === '[DONE]' || data.trim() === '') return []
      const event = parseJson(data)
      if (isObject(event)) return read(event)
      return [...start({}), { type: 'loss', loss: { code: 'unreadable_event', path: REPLY_PATH } }]
    },
    end() {
      if (finished) return []
      if (context.target.quirks.endsWithoutMark && sawSomething) return finish({ status: 'completed' })
      return fail(CUT)
    },
  }
}

/** The statuses that terminal events stand for. */
const TERMINAL = new Map([
  ['response.completed', 'completed'],
  ['response.done', 'completed'],
  ['response.incomplete', 'incomplete'],
  ['response.failed', 'failed'],
  ['response.cancelled', 'cancelled'],
])

const SIMPLIFIED: ReplyEvent = {
  type: 'loss',
  loss: { code: 'stop_reason_simplified', path: `${REPLY_PATH}.status` },
}

const PENDING: readonly string[] = ['queued', 'in_progress']

const CUT: Failure = {
  status: 502,
  code: 'provider_stream_cut',
  type: 'server_error',
  message: 'The provider ended its stream before the reply was complete. Send the request again.',
  origin: 'provider',
}

const namesOf = ({ conversation }: ReadContext): ToolNames => {
  const names = toolNames(conversation)
  // A request whose names collide was never sent.
  return names.ok ? names.value : { wire: tool => tool.name, client: name => ({ name, kind: 'function' }) }
}

/** An `error` event holds its fields itself, or in `error`. */
const errorOf = (event: JsonObject): JsonObject => {
  if (isObject(event.error)) return event.error
  const { type: _, ...fields } = event
  return typeof event.error === 'string' ? { ...fields, message: event.error } : fields
}

/** Why a response has no end; undefined for one that has. */
function unfinished(response: JsonObject): Failure | undefined {
  const { status, error } = response
  if (isObject(error)) return failureOf(error)
  if (status === 'failed')
    return failureOf({ code: 'server_error', message: 'The provider failed and gave no reason.' })
  if (status === 'cancelled')
    return failureOf({ code: 'cancelled', message: 'The provider cancelled the response.' })
  return undefined
}

const NO_RESPONSE: JsonObject = {
  code: 'server_error',
  message: "The provider's answer holds no response. Check that its baseUrl is that of an API.",
}

function lastEvent(body: JsonObject): JsonObject {
  if (body.output === undefined && isObject(body.error)) return { type: 'error', error: body.error }
  if (body.output === undefined && body.object !== 'response' && body.status === undefined)
    return { type: 'error', error: NO_RESPONSE }
  if (!PENDING.includes(asString(body.status) ?? '')) return { type: 'response.completed', response: body }
  const error = {
    code: 'response_unfinished',
    message: 'The provider answered before the reply was complete.',
  }
  return { type: 'response.failed', response: { ...body, error } }
}

/** The events of a whole response: what its stream would have said last, which is everything. */
export function readReply(body: JsonObject, context: ReadContext): ReplyEvent[] {
  const reader = streamReader(context)
  return [...reader.read({ data: JSON.stringify(lastEvent(body)) }), ...reader.end()]
}
