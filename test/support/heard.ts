import type { Dialect } from '../../src-main/core/conversation.ts'
import { asArray, asObject, asString, type JsonObject } from '../../src-main/core/json.ts'
import type { Answer } from './client.ts'

/** What a client understands of a reply, in no dialect. */
export interface Heard {
  readonly text: string
  readonly reasoning: string
  readonly calls: readonly { readonly id: string; readonly name: string; readonly input: string }[]
  /** The dialect's own word. */
  readonly stop: string | undefined
  readonly usage: JsonObject | undefined
  /** Every model name in it, without repetitions. */
  readonly models: readonly string[]
}

/** Reads a reply, whole or streamed, the way a simple client does: by its own rules, not the product's. */
export function hear(dialect: Dialect, answer: Pick<Answer, 'body' | 'events'>): Heard {
  const streamed = answer.events.length > 0
  const bodies = streamed ? answer.events.map(event => event.body) : [answer.body]
  const read = streamed ? STREAMS[dialect] : WHOLES[dialect]
  return { ...read(bodies), models: [...new Set(bodies.flatMap(modelsIn))] }
}

type Understood = Omit<Heard, 'models'>
type Draft = { id: string; name: string; input: string }

const text = (value: unknown) => asString(value) ?? ''
const objects = (value: unknown) => asArray(value).map(asObject)

/** The places where the three dialects name the model. */
const modelsIn = (body: JsonObject) =>
  [body.model, asObject(body.message).model, asObject(body.response).model].filter(
    name => typeof name === 'string',
  )

const WHOLES: Readonly<Record<Dialect, (bodies: JsonObject[]) => Understood>> = {
  chat([body = {}]) {
    const choice = objects(body.choices)[0] ?? {}
    const message = asObject(choice.message)
    return {
      text: text(message.content),
      reasoning: text(message.reasoning_content),
      calls: objects(message.tool_calls).map(call => ({
        id: text(call.id),
        name: text(asObject(call.function).name),
        input: text(asObject(call.function).arguments),
      })),
      stop: asString(choice.finish_reason),
      usage: asObject(body.usage),
    }
  },
  responses: ([body = {}]) => readResponse(body),
  messages([body = {}]) {
    const blocks = objects(body.content)
    const join = (type: string, field: string) =>
      blocks
        .filter(block => block.type === type)
        .map(block => text(block[field]))
        .join('')
    return {
      text: join('text', 'text'),
      reasoning: join('thinking', 'thinking'),
      calls: blocks
        .filter(block => block.type === 'tool_use')
        .map(block => ({ id: text(block.id), name: text(block.name), input: JSON.stringify(block.input) })),
      stop: asString(body.stop_reason),
      usage: asObject(body.usage),
    }
  },
}

const STREAMS: Readonly<Record<Dialect, (bodies: JsonObject[]) => Understood>> = {
  chat(bodies) {
    const choices = bodies.flatMap(body => objects(body.choices))
    const deltas = choices.map(choice => asObject(choice.delta))
    const calls: Draft[] = []
    for (const call of deltas.flatMap(delta => objects(delta.tool_calls))) {
      const index = Number(call.index)
      const draft = calls[index] ?? { id: '', name: '', input: '' }
      calls[index] = draft
      draft.id ||= text(call.id)
      draft.name ||= text(asObject(call.function).name)
      draft.input += text(asObject(call.function).arguments)
    }
    return {
      text: deltas.map(delta => text(delta.content)).join(''),
      reasoning: deltas.map(delta => text(delta.reasoning_content)).join(''),
      calls,
      stop: choices.map(choice => asString(choice.finish_reason)).findLast(reason => reason !== undefined),
      usage: bodies.map(body => body.usage).findLast(usage => usage) as JsonObject | undefined,
    }
  },
  responses(bodies) {
    const deltas = (type: string) =>
      bodies
        .filter(body => body.type === type)
        .map(body => text(body.delta))
        .join('')
    const last = readResponse(asObject(bodies.findLast(body => isTerminal(body.type))?.response))
    return {
      ...last,
      text: deltas('response.output_text.delta'),
      reasoning: deltas('response.reasoning_summary_text.delta') || deltas('response.reasoning_text.delta'),
    }
  },
  messages(bodies) {
    const blocks = new Map<unknown, { block: JsonObject; said: string; input: string }>()
    let stop: string | undefined
    let usage: JsonObject = {}
    for (const body of bodies) {
      const delta = asObject(body.delta)
      if (body.type === 'message_start') usage = asObject(asObject(body.message).usage)
      if (body.type === 'content_block_start')
        blocks.set(body.index, { block: asObject(body.content_block), said: '', input: '' })
      const open = blocks.get(body.index)
      if (body.type === 'content_block_delta' && open) {
        open.said += text(delta.text) + text(delta.thinking)
        open.input += text(delta.partial_json)
      }
      if (body.type === 'message_delta') {
        stop = asString(delta.stop_reason)
        usage = { ...usage, ...asObject(body.usage) }
      }
    }
    const all = [...blocks.values()]
    const join = (type: string) =>
      all
        .filter(({ block }) => block.type === type)
        .map(({ block, said }) => text(block.text) + text(block.thinking) + said)
        .join('')
    return {
      text: join('text'),
      reasoning: join('thinking'),
      calls: all
        .filter(({ block }) => block.type === 'tool_use')
        .map(({ block, input }) => ({ id: text(block.id), name: text(block.name), input: input || '{}' })),
      stop,
      usage,
    }
  },
}

const isTerminal = (type: unknown) => type === 'response.completed' || type === 'response.incomplete'

function readResponse(body: JsonObject): Understood {
  const items = objects(body.output)
  const parts = (type: string, field: string) =>
    items
      .filter(item => item.type === type)
      .flatMap(item => objects(item[field]))
      .map(part => text(part.text))
      .join('')
  return {
    text: parts('message', 'content'),
    reasoning: parts('reasoning', 'summary') || parts('reasoning', 'content'),
    calls: items
      .filter(item => item.type === 'function_call')
      .map(item => ({ id: text(item.call_id), name: text(item.name), input: text(item.arguments) })),
    stop: asString(body.status),
    usage: asObject(body.usage),
  }
}
