import { describe, expect, test } from 'vitest'
import { unwrapProof } from '../../../../src-main/core/envelope.ts'
import { asArray, asObject, type JsonObject } from '../../../../src-main/core/json.ts'
import { block, closed, completed, created, event, kinds, opened, types } from '../../../failures/said.ts'
import { answered, streamed } from '../../../support/translating.ts'

const text = (words: string) =>
  [
    { type: 'text', text: '' },
    { type: 'text_delta', text: words },
  ] as const
const part = (words: string) => ({ type: 'output_text', text: words, annotations: [] })
const message = (...parts: JsonObject[]) => ({ type: 'message', role: 'assistant', content: parts })
const web = {
  type: 'web_search_result_location',
  url: 'https://a.org',
  title: 'A',
  cited_text: 'c',
  encrypted_index: 'e',
}

/** Mapping §7.5. */
describe('a stream of Messages on its way to Responses', () => {
  const way = { up: 'messages', client: 'responses' } as const
  const told = (...said: JsonObject[]) => streamed(way, said)
  const items = (reply: ReturnType<typeof told>) =>
    reply.wire
      .filter(({ type }) => type === 'response.output_item.done')
      .map(({ body }) => asObject(body.item))

  test('has one item for each block, in their order', () => {
    const reply = told(
      opened(),
      ...block(
        0,
        { type: 'thinking', thinking: '', signature: '' },
        { type: 'thinking_delta', thinking: 'hm' },
      ),
      ...block(1, ...text('a')),
      ...block(2, { type: 'tool_use', id: 'c1', name: 'f', input: {} }),
      ...block(3, ...text('b')),
      ...closed('tool_use'),
    )
    expect(items(reply).map(({ type }) => type)).toEqual(['reasoning', 'message', 'function_call', 'message'])
    expect(asArray(asObject(reply.wire.at(-1)?.body.response).output)).toEqual(items(reply))
  })

  test('gives the signature in the finished item alone', () => {
    const thoughts = block(
      0,
      { type: 'thinking', thinking: '', signature: '' },
      { type: 'thinking_delta', thinking: 'hm' },
      { type: 'signature_delta', signature: 'sig' },
    )
    const reply = told(opened(), ...thoughts, ...closed('end_turn'))
    const added = reply.wire.find(({ type }) => type === 'response.output_item.added')
    expect(added?.body.item).not.toHaveProperty('encrypted_content')
    expect(unwrapProof(String(items(reply)[0]?.encrypted_content))).toMatchObject({
      dialect: 'messages',
      item: { type: 'thinking', thinking: 'hm', signature: 'sig' },
    })
  })

  test('tells a source where it is given, about the whole block', () => {
    const cited = block(0, ...text('abc'), { type: 'citations_delta', citation: web })
    const reply = told(opened(), ...cited, ...closed('end_turn'))
    const annotation = {
      type: 'url_citation',
      url: 'https://a.org',
      title: 'A',
      start_index: 0,
      end_index: 3,
    }
    expect(
      reply.wire.find(({ type }) => type === 'response.output_text.annotation.added')?.body,
    ).toMatchObject({
      annotation,
    })
    expect(items(reply)[0]).toMatchObject({ content: [{ annotations: [annotation] }] })
    expect(reply.losses).toEqual(['citation_simplified;reply.citations'])
  })

  test('ends in a failure with an error event before it', () => {
    const reply = told(opened(), { type: 'error', error: { type: 'api_error', message: 'Broken.' } })
    expect(types(reply).slice(-2)).toEqual(['error', 'response.failed'])
  })
})

/** Mapping §7.6. */
describe('a stream of Responses on its way to Messages', () => {
  const way = { up: 'responses', client: 'messages' } as const
  const told = (...said: JsonObject[]) => streamed(way, said)
  const added = (item: JsonObject) => event('response.output_item.added', { output_index: 0, item })

  test('knows an item by its place, as some give it a new id with each event', () => {
    const delta = (item_id: string, words: string) =>
      event('response.output_text.delta', { item_id, output_index: 0, content_index: 0, delta: words })
    const { heard } = told(
      created,
      added({ ...message(), id: 'm1' }),
      delta('m2', 'a'),
      delta('m3', 'b'),
      completed([]),
    )
    expect(heard.text).toBe('ab')
  })

  test('tells what of the arguments only the finished item has', () => {
    const call = { type: 'function_call', id: 'fc_1', call_id: 'c1', name: 'f' }
    const { heard } = told(
      created,
      added({ ...call, arguments: '' }),
      event('response.function_call_arguments.delta', { output_index: 0, delta: '{"a":' }),
      event('response.output_item.done', { output_index: 0, item: { ...call, arguments: '{"a":1}' } }),
      completed([]),
    )
    expect(heard.calls).toMatchObject([{ id: 'c1', name: 'f', input: '{"a":1}' }])
  })

  test('tells text that stands in the finished response alone', () => {
    expect(told(created, completed([message(part('late'))])).heard.text).toBe('late')
  })

  test('has a block for each part of a message', () => {
    const reply = told(created, completed([message(part('a'), part('b'))]))
    expect(kinds(reply)).toEqual(['text', 'text'])
    expect(reply.heard.text).toBe('ab')
  })

  const reasoning = {
    type: 'reasoning',
    id: 'rs_1',
    summary: [
      { type: 'summary_text', text: 'one' },
      { type: 'summary_text', text: 'two' },
    ],
    encrypted_content: 'sealed',
  }

  test('joins the parts of a summary, and signs with the finished item', () => {
    const reply = told(created, completed([reasoning, message(part('a'))]))
    expect(reply.heard.reasoning).toBe('one\n\ntwo')
    const delta = reply.wire
      .map(({ body }) => asObject(body.delta))
      .find(({ type }) => type === 'signature_delta')
    expect(unwrapProof(String(delta?.signature))).toMatchObject({ dialect: 'responses', item: reasoning })
  })

  test('keeps reasoning without words as what cannot be read', () => {
    const reply = told(created, completed([{ ...reasoning, summary: [] }, message(part('a'))]))
    expect(kinds(reply)).toEqual(['redacted_thinking', 'text'])
  })

  test('tells a refusal as text', () => {
    const { body, losses } = answered(way, {
      object: 'response',
      status: 'completed',
      output: [message({ type: 'refusal', refusal: 'no' })],
    })
    expect(body).toMatchObject({ content: [{ type: 'text', text: 'no' }] })
    expect(losses).toEqual(['refusal_as_text;reply.refusal'])
  })

  test('tells sources that Messages can point to, and names the others', () => {
    const url = { type: 'url_citation', url: 'https://a.org', title: 'A', start_index: 0, end_index: 1 }
    const file = { type: 'file_citation', file_id: 'f', filename: 'f.txt', index: 0 }
    const output = [message({ ...part('a'), annotations: [url, file] })]
    const { body, losses } = answered(way, { object: 'response', status: 'completed', output })
    expect(body).toMatchObject({ content: [{ citations: [{ url: 'https://a.org', title: 'A' }] }] })
    expect(losses).toEqual(['citation_simplified;reply.citations', 'citation_dropped;reply.citations'])
  })
})
