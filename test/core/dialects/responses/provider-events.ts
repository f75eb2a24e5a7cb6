import type { JsonObject } from '../../../../src-main/core/json.ts'
import { collect } from '../../../../src-main/core/reply.ts'
import { assertGrammar } from '../../../support/event-grammar.ts'
import { readContext, readStream, sse } from './builders.ts'

/** The first event of a provider's stream. */
export const created = {
  type: 'response.created',
  response: { id: 'resp_1', model: 'm', created_at: 1, status: 'in_progress' },
}

/** An item that is announced, or done. */
export const item = (output_index: number, given: JsonObject, when = 'added') => ({
  type: `response.output_item.${when}`,
  output_index,
  item: given,
})

export const completed = (response: JsonObject = {}) => ({
  type: 'response.completed',
  response: { status: 'completed', ...response },
})

export const message = (words: string) => ({
  type: 'message',
  id: 'msg_1',
  role: 'assistant',
  content: [{ type: 'output_text', text: words, annotations: [] }],
})

/** The reply that is heard of these events. */
export const heard = (events: JsonObject[], context = readContext()) => {
  const given = readStream(sse(events), context)
  assertGrammar(given)
  return collect(given)
}
export const texts = (events: JsonObject[]) => heard(events).blocks.map(({ head, text }) => [head.type, text])
