import { randomUUID } from 'node:crypto'
import type { ServerResponse } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import type { Conversation, Dialect } from '../core/conversation.ts'
import type { WriteContext } from '../core/dialects/dialect.ts'
import { dialects } from '../core/dialects/index.ts'
import { asString, isObject, type JsonObject, parseJson } from '../core/json.ts'
import { collect, type Failure } from '../core/reply.ts'
import { DEFAULT_QUIRKS } from '../core/target.ts'
import { DEMO_MODELS, DEMO_PATHS } from './models.ts'
import { planReply } from './plan.ts'
import type { DemoReplies } from './replies.ts'
import { inputUsage, replyEvents } from './reply-events.ts'
import { bareSeals, brokenSeal } from './seal.ts'

/** A request of one dialect, as far as the demo looks at it. */
export interface Asked {
  readonly dialect: Dialect
  readonly body: string
  readonly response: ServerResponse
  readonly replies: DemoReplies
  /** Milliseconds between two fragments. */
  readonly pace: number
  /** Only the number of input tokens is wanted. */
  readonly countOnly?: boolean
}

/** Answers one request of one dialect, as a stream or as a whole; what is wrong with it is said as a vendor would. */
export async function answer(asked: Asked): Promise<void> {
  const { dialect, response, replies, pace, countOnly } = asked
  const module = dialects[dialect]
  const fail = (failure: Failure) => {
    const { status, body } = module.writeFailure(failure)
    sendJson(response, status, body)
  }
  const parsed = parseJson(asked.body)
  if (!isObject(parsed)) return fail(refusal({ message: 'The body is not a JSON object.' }))
  const model = asString(parsed.model) ?? ''
  const wrong = wrongModel(model, dialect)
  if (wrong) return fail(wrong)
  const told = dialect === 'responses' ? replies.recall(parsed) : { ok: true as const, body: parsed }
  if (!told.ok) return fail(told.failure)
  const read = module.readRequest(told.body)
  if (!read.ok) return fail(read.failure)
  const conversation = read.value
  if (countOnly) return sendJson(response, 200, { input_tokens: inputUsage(conversation).input })
  const unusable = wrongHistory(conversation)
  if (unusable) return fail(unusable)

  const created = Math.floor(Date.now() / 1000)
  const id = (prefix: string) => prefix + randomUUID().replaceAll('-', '').slice(0, 24)
  const target = { provider: 'demo', model, family: model, dialect, quirks: DEFAULT_QUIRKS }
  const context: WriteContext = { conversation, target, model, created, id }
  const plan = planReply(conversation)
  const callIds = plan.calls.map(() => id(dialect === 'messages' ? 'toolu_' : 'call_'))
  const callId = (place: number) => callIds[place] ?? ''
  const events = replyEvents({ dialect, conversation, plan, model, created, callId })
  const keep = (reply: JsonObject): void => {
    if (dialect === 'responses') replies.keep(told.body.input, reply)
  }
  if (!conversation.stream) {
    const reply = module.writeReply(collect(events), context).body
    keep(reply)
    return sendJson(response, 200, reply)
  }
  await sendStream(response, module.streamWriter(context), events, { pace, keep })
}

async function sendStream(
  response: ServerResponse,
  writer: ReturnType<(typeof dialects)[Dialect]['streamWriter']>,
  events: ReturnType<typeof replyEvents>,
  { pace, keep }: { readonly pace: number; readonly keep: (reply: JsonObject) => void },
): Promise<void> {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' })
  for (const event of events) {
    // The client may hang up between any two fragments.
    if (response.destroyed) return
    const text = bareSeals(writer.write(event))
    const whole = writer.whole?.()
    if (whole) keep(whole)
    if (text !== '') response.write(text)
    if (pace > 0 && (event.type === 'text' || event.type === 'input')) await wait(pace)
  }
  response.end()
}

export function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' })
  response.end(bareSeals(JSON.stringify(body)))
}

const refusal = (about: Partial<Failure> & Pick<Failure, 'message'>): Failure => ({
  status: 400,
  type: 'invalid_request_error',
  origin: 'provider',
  ...about,
})

/** Says what is wrong with the model: there is none of this name, or it is called where it does not live. */
function wrongModel(id: string, dialect: Dialect): Failure | undefined {
  const model = DEMO_MODELS.find(candidate => candidate.id === id)
  if (!model) {
    const names = DEMO_MODELS.map(candidate => candidate.id).join(', ')
    return refusal({
      status: 404,
      code: 'model_not_found',
      message: `The demo has no model "${id}". It has ${names}.`,
      param: 'model',
    })
  }
  if (model.endpoints.includes(dialect)) return undefined
  const paths = model.endpoints.map(name => DEMO_PATHS[name]).join(', ')
  return refusal({
    code: 'unsupported_api_for_model',
    message: `model ${id} does not support the ${DEMO_PATHS[dialect]} endpoint. Use ${paths}.`,
    param: 'model',
  })
}

function wrongHistory(conversation: Conversation): Failure | undefined {
  const path = brokenSeal(conversation)
  return path === undefined
    ? undefined
    : refusal({ message: `${path}: invalid signature of replayed reasoning.`, param: path })
}
