import { describe, expect, test } from 'vitest'
import { asArray, asObject, type JsonObject } from '../../../../src-main/core/json.ts'
import { block, closed, opened } from '../../../failures/said.ts'
import { answered, streamed, type Way } from '../../../support/translating.ts'
import { CHAT_TOOL } from './row.ts'

const text = (words: string) =>
  [
    { type: 'text', text: '' },
    { type: 'text_delta', text: words },
  ] as const
const json = (partial_json: string) => ({ type: 'input_json_delta', partial_json })
const call = (id: string, name = 'f') => ({ type: 'tool_use', id, name, input: {} })
const web = {
  type: 'web_search_result_location',
  url: 'https://a.org',
  title: 'A',
  cited_text: 'c',
  encrypted_index: 'e',
}
const way: Way = { up: 'messages', client: 'chat', fields: { tools: [CHAT_TOOL] } }
const told = (...said: JsonObject[]) => streamed(way, said)
const deltas = (...said: JsonObject[]) =>
  told(...said).wire.flatMap(({ body }) =>
    asArray(body.choices).map(choice => asObject(asObject(choice).delta)),
  )

/** Mapping §7.4. */
describe('a stream of Messages on its way to Chat', () => {
  test('begins with the role, and ends with the reason and the mark', () => {
    const { wire, text: stream } = told(opened(), ...block(0, ...text('a')), ...closed('end_turn'))
    expect(wire[0]?.body).toMatchObject({ choices: [{ delta: { role: 'assistant', content: '' } }] })
    expect(stream.endsWith('data: [DONE]\n\n')).toBe(true)
  })

  test('tells thoughts as reasoning, and their proof before the end', () => {
    const thoughts = block(
      0,
      { type: 'thinking', thinking: '', signature: '' },
      { type: 'thinking_delta', thinking: 'hm' },
      { type: 'signature_delta', signature: 'sig' },
    )
    const said = deltas(opened(), ...thoughts, ...block(1, ...text('a')), ...closed('end_turn'))
    expect(said[1]).toEqual({ reasoning_content: 'hm' })
    expect(said.at(-2)).toMatchObject({ reasoning_details: [{ type: 'reasoning.encrypted', index: 0 }] })
  })

  test('numbers calls among themselves, whatever blocks stand between', () => {
    const said = deltas(
      opened(),
      ...block(0, ...text('a')),
      ...block(1, call('c1'), json('{"a":'), json('1}')),
      ...block(2, call('c2', 'g'), json('{}')),
      ...closed('tool_use'),
    )
    const calls = said.flatMap(({ tool_calls }) => asArray(tool_calls))
    expect(calls).toEqual([
      { index: 0, id: 'c1', type: 'function', function: { name: 'f', arguments: '' } },
      { index: 0, function: { arguments: '{"a":' } },
      { index: 0, function: { arguments: '1}' } },
      { index: 1, id: 'c2', type: 'function', function: { name: 'g', arguments: '' } },
      { index: 1, function: { arguments: '{}' } },
    ])
  })

  test('keeps the connection alive by comments', () => {
    expect(told(opened(), { type: 'ping' }, ...closed('end_turn')).text).toContain(': alive\n\n')
  })

  test('says a failure in the words of Chat, and no mark behind it', () => {
    const error = { type: 'overloaded_error', message: 'Overloaded' }
    const { wire, text: stream } = told(opened(), { type: 'error', error })
    expect(wire.at(-1)?.body).toMatchObject({
      error: { message: 'Overloaded', code: 'server_is_overloaded' },
    })
    expect(stream).not.toContain('[DONE]')
  })

  test('tells hosted calls and their results in words', () => {
    const { heard, losses } = told(
      opened(),
      ...block(0, { type: 'server_tool_use', id: 's', name: 'web_search', input: {} }, json('{"query":"q"}')),
      ...block(1, { type: 'web_search_tool_result', tool_use_id: 's', content: [{ url: 'https://a.org' }] }),
      ...block(2, ...text('so')),
      ...closed('end_turn'),
    )
    expect(heard.text).toBe('[web_search: {"query":"q"}]\n\n[web_search result]\nurl: https://a.org\n\nso')
    expect(losses).toEqual([
      'item_as_text;reply.server_tool_use',
      'item_as_text;reply.web_search_tool_result',
    ])
  })
})

/** Mapping §6.3: a citation of Messages is about the whole of its block. */
describe('a source of Messages', () => {
  const annotation = {
    type: 'url_citation',
    url_citation: { url: 'https://a.org', title: 'A', start_index: 2, end_index: 5 },
  }
  const losses = ['citation_simplified;reply.citations']

  test('is an annotation of Chat at its place, in a stream', () => {
    const reply = told(
      opened(),
      ...block(0, ...text('a ')),
      ...block(1, ...text('b c'), { type: 'citations_delta', citation: web }),
      ...block(2, ...text(' d')),
      ...closed('end_turn'),
    )
    const last = asObject(asArray(reply.wire.at(-3)?.body.choices)[0]).delta
    expect([last, reply.losses]).toEqual([{ annotations: [annotation] }, losses])
  })

  test('is the same annotation in a whole reply', () => {
    const words = (said: string, citations: JsonObject[] | null = null) => ({
      type: 'text',
      text: said,
      citations,
    })
    const reply = answered(way, {
      type: 'message',
      content: [words('a '), words('b c', [web]), words(' d')],
      stop_reason: 'end_turn',
    })
    expect(reply).toMatchObject({ body: { choices: [{ message: { annotations: [annotation] } }] }, losses })
  })

  test('is named as lost where it has no address', () => {
    const page = { type: 'page_location', cited_text: 'c', document_index: 0, start_page_number: 1 }
    const cited = block(0, ...text('a'), { type: 'citations_delta', citation: page })
    expect(told(opened(), ...cited, ...closed('end_turn')).losses).toEqual([
      'citation_dropped;reply.citations',
    ])
  })
})

/** Mapping §6.3 and §7.2. */
describe('a reply of Chat on its way to Messages', () => {
  const back = { up: 'chat', client: 'messages' } as const
  const message = (fields: JsonObject) => ({
    id: 'chatcmpl-1',
    choices: [{ index: 0, message: { role: 'assistant', ...fields }, finish_reason: 'stop' }],
  })

  test('has an id of Messages, and the name that was asked for', () => {
    expect(answered(back, message({ content: 'a' })).body).toMatchObject({
      id: expect.stringMatching(/^msg_/),
      model: 'alias',
      content: [{ type: 'text', text: 'a', citations: null }],
    })
  })

  test('tells a refusal as text', () => {
    const { body, losses } = answered(back, message({ content: null, refusal: 'no' }))
    expect(body).toMatchObject({ content: [{ type: 'text', text: 'no' }] })
    expect(losses).toEqual(['refusal_as_text;reply.refusal'])
  })

  test('keeps the address of a source, and names what else it says', () => {
    const url_citation = { url: 'https://a.org', title: 'A', start_index: 0, end_index: 1 }
    const { body, losses } = answered(
      back,
      message({ content: 'a', annotations: [{ type: 'url_citation', url_citation }] }),
    )
    const citations = [{ type: 'web_search_result_location', url: 'https://a.org', title: 'A' }]
    expect(body).toMatchObject({ content: [{ type: 'text', citations }] })
    expect(losses).toEqual(['citation_simplified;reply.citations'])
  })

  test('names a second answer, audio and probabilities as lost', () => {
    const whole = message({ content: 'a', audio: { id: 'x', data: 'AA' } })
    const two = { ...whole, choices: [...whole.choices, { index: 1, message: { content: 'b' } }] }
    expect(answered(back, two).losses).toEqual(
      expect.arrayContaining(['extra_choice_dropped;reply.choices[1]', 'content_dropped;reply.audio']),
    )
  })

  test('opens with its message and a ping at the first chunk, before there is any text', () => {
    const { wire } = streamed(back, [
      { choices: [{ index: 0, delta: { role: 'assistant' } }] },
      { choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] },
    ])
    expect(wire.map(({ type }) => type)).toEqual(['message_start', 'ping', 'message_delta', 'message_stop'])
  })
})
