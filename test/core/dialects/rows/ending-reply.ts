import type { Dialect } from '../../../../src-main/core/conversation.ts'
import { asObject, type JsonObject } from '../../../../src-main/core/json.ts'
import { block, created, says } from '../../../failures/said.ts'
import { answered, streamed, type Way } from '../../../support/translating.ts'
import { chunk } from '../chat/builders.ts'

/** A short reply: its text, a call where there is one, and how it ends in the words of its dialect. */
export interface EndingReply {
  readonly end: JsonObject
  readonly usage?: JsonObject
  readonly hasCall?: boolean
}

type Told = (reply: EndingReply) => { readonly whole: JsonObject; readonly events: readonly JsonObject[] }

const call = { id: 'c1', type: 'function', function: { name: 'f', arguments: '{}' } }

const chat: Told = ({ end, usage, hasCall }) => ({
  whole: {
    choices: [
      {
        index: 0,
        message: { role: 'assistant', content: 'a', ...(hasCall && { tool_calls: [call] }) },
        ...end,
      },
    ],
    ...(usage && { usage }),
  },
  events: [
    says('a'),
    ...(hasCall ? [chunk({ tool_calls: [{ index: 0, ...call }] })] : []),
    { choices: [{ index: 0, delta: {}, ...end }] },
    ...(usage ? [{ choices: [], usage }] : []),
  ],
})

const toolUse = { type: 'tool_use', id: 'c1', name: 'f', input: {} }

const messages: Told = ({ end, usage = { output_tokens: 1 }, hasCall }) => ({
  whole: {
    type: 'message',
    content: [{ type: 'text', text: 'a' }, ...(hasCall ? [toolUse] : [])],
    ...end,
    usage,
  },
  events: [
    { type: 'message_start', message: { content: [], usage: { ...usage, output_tokens: 1 } } },
    ...block(0, { type: 'text', text: 'a' }),
    ...(hasCall ? block(1, toolUse) : []),
    { type: 'message_delta', delta: end, usage },
    { type: 'message_stop' },
  ],
})

const said = {
  type: 'message',
  role: 'assistant',
  content: [{ type: 'output_text', text: 'a', annotations: [] }],
}
const functionCall = { type: 'function_call', call_id: 'c1', name: 'f', arguments: '{}' }

const responses: Told = ({ end, usage, hasCall }) => {
  const output = hasCall ? [said, functionCall] : [said]
  const whole = { object: 'response', output, ...end, ...(usage && { usage }) }
  const items = output.map((item, output_index) => ({
    type: 'response.output_item.done',
    output_index,
    item,
  }))
  return { whole, events: [created, ...items, { type: `response.${end.status}`, response: whole }] }
}

const SPOKEN: Readonly<Record<Dialect, Told>> = { chat, messages, responses }

/** What a client gets of the reply: as a body, and the last that its stream says of the end. */
export function bothWays(way: Way, reply: EndingReply) {
  const { whole, events } = SPOKEN[way.up](reply)
  const { wire, losses } = streamed(way, events)
  const bodies = wire.map(({ body }) => body)
  return { whole: answered(way, whole), streamed: { end: lastWords[way.client](bodies), losses } }
}

type Words = (bodies: readonly JsonObject[]) => JsonObject

/** The fields of a stream that a whole reply has as well. */
const lastWords: Readonly<Record<Dialect, Words>> = {
  chat: bodies => ({
    choices: bodies.flatMap(({ choices }) => (Array.isArray(choices) ? choices : [])).slice(-1),
    usage: bodies.findLast(({ usage }) => usage)?.usage,
  }),
  messages(bodies) {
    const { delta, usage } = bodies.find(({ type }) => type === 'message_delta') ?? {}
    return { ...asObject(delta), usage }
  },
  responses: bodies => asObject(bodies.at(-1)?.response),
}
