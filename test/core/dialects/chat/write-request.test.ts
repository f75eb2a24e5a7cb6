import { describe, expect, test } from 'vitest'
import type { Block, Conversation } from '../../../../src-main/core/conversation.ts'
import { chat } from '../../../../src-main/core/dialects/chat/index.ts'
import { asArray, asObject, type JsonObject } from '../../../../src-main/core/json.ts'
import type { Quirks } from '../../../../src-main/core/target.ts'
import { read, request, target, value } from './builders.ts'

/** What is written for a conversation that came from Messages. */
function written(fields: Partial<Conversation>, quirks: Partial<Quirks> = {}, maxOutputTokens?: number) {
  const conversation: Conversation = { ...read(), from: 'messages', ...fields }
  const outcome = chat.writeRequest(conversation, target(quirks, { maxOutputTokens }))
  const { body } = value(outcome)
  return { body, messages: asArray(body.messages).map(asObject), losses: outcome.ok ? outcome.losses : [] }
}

const text = (words: string): Block => ({ type: 'text', text: words, path: 'p' })
const call = (id: string): Block => ({
  type: 'tool-call',
  id,
  kind: 'function',
  name: 'go',
  input: '',
  path: 'c',
})
const result = (callId: string, blocks: Block[], isError = false): Block => ({
  type: 'tool-result',
  callId,
  kind: 'function',
  blocks,
  isError,
  path: `result ${callId}`,
})
const image: Block = {
  type: 'image',
  source: { kind: 'base64', mediaType: 'image/png', data: 'AA' },
  path: 'i',
}

describe('tool results', () => {
  const turns = [
    { role: 'assistant', blocks: [call('a'), call('b')], path: 't0' },
    {
      role: 'user',
      blocks: [result('b', [text('two')]), result('a', [text('one'), image], true), text('Go on')],
      path: 't1',
    },
  ] as const

  test('stand in call order, with images and text after the last of them', () => {
    const { messages, losses } = written({ turns })
    expect(messages.map(({ role, content }) => [role, content])).toEqual([
      ['assistant', null],
      ['tool', 'Error: one\n\n[image 1 follows]'],
      ['tool', 'two'],
      ['user', [{ type: 'image_url', image_url: { url: 'data:image/png;base64,AA' } }]],
      ['user', 'Go on'],
    ])
    expect(losses.map(({ code }) => code)).toEqual(['tool_result_media_moved', 'tool_error_as_text'])
  })

  test('keep their images where the provider takes them', () => {
    const { messages } = written({ turns }, { toolResultImages: true })
    expect(messages[1]?.content).toEqual([
      { type: 'text', text: 'Error: one' },
      { type: 'image_url', image_url: { url: 'data:image/png;base64,AA' } },
    ])
  })
})

describe('options', () => {
  test('effort steps down, limits are clamped, unknown parameters are told', () => {
    const { body, losses } = written(
      {
        options: { maxOutputTokens: 128_000, reasoning: { effort: 'max' }, topK: 4 },
        unknown: [{ path: 'thread', value: {} }],
      },
      {},
      8_000,
    )
    expect(body).toMatchObject({ max_tokens: 8_000, reasoning_effort: 'high' })
    expect(losses).toEqual([
      { code: 'max_tokens_clamped', path: 'max_tokens' },
      { code: 'unsupported_parameter', path: 'top_k' },
      { code: 'effort_adjusted', path: 'output_config.effort' },
      { code: 'unsupported_parameter', path: 'thread' },
    ])
  })

  test('more than one answer is refused', () => {
    const outcome = chat.writeRequest({ ...read(), options: { choices: 3 } }, target())
    expect(outcome).toMatchObject({ ok: false, failure: { code: 'untranslatable', param: 'n' } })
  })

  test('a stream always asks for usage', () => {
    expect(written({ stream: true }).body).toMatchObject({
      stream: true,
      stream_options: { include_usage: true },
    })
  })
})

describe('tools and reasoning', () => {
  test('a hosted tool is left out with a loss, and refused when it is forced', () => {
    const tools = [
      { type: 'hosted', dialect: 'messages', name: 'code_execution', path: 'tools[0]', value: {} },
    ] as const
    expect(written({ tools })).toMatchObject({ losses: [{ code: 'hosted_tool_dropped', path: 'tools[0]' }] })
    const toolChoice = { type: 'tool', tool: { name: 'code_execution' } } as const
    expect(chat.writeRequest({ ...read(), tools, toolChoice }, target())).toMatchObject({ ok: false })
  })

  test.each(['reasoning_content', 'reasoning'] as const)('reasoning is replayed as %s', field => {
    const blocks: Block[] = [{ type: 'reasoning', text: 'Hm', path: 'r' }, text('So')]
    const turns = [{ role: 'assistant', blocks, path: 't' }] as const
    expect(written({ turns }, { reasoningField: field }).messages).toEqual([
      { role: 'assistant', content: 'So', [field]: 'Hm' },
    ])
    expect(written({ turns }, { prefill: 'continues' }).losses).toEqual([
      { code: 'reasoning_dropped', path: 'r' },
    ])
  })
})

describe('reading', () => {
  const refused = (message: JsonObject) => chat.readRequest(request({ messages: [message] }))

  test('unknown content and roles are refused with their path', () => {
    expect(refused({ role: 'user', content: [{ type: 'hologram' }] })).toMatchObject({
      failure: { code: 'untranslatable', param: 'messages[0].content[0]' },
    })
    expect(refused({ role: 'oracle', content: 'x' })).toMatchObject({
      failure: { param: 'messages[0].role' },
    })
  })

  test('flat tools mix with nested ones, and deprecated functions are answered as such', () => {
    const flat = { type: 'function', name: 'a', parameters: {} }
    const nested = { type: 'function', function: { name: 'b' } }
    expect(read({ tools: [flat, nested] }).tools.map(({ name }) => name)).toEqual(['a', 'b'])
    const conversation = read({ functions: [{ name: 'go' }] })
    const reply = {
      blocks: [
        { head: { type: 'tool-call', id: 'x', kind: 'function', name: 'go' }, text: '{}', citations: [] },
      ],
      stop: { reason: 'tool-use' },
      losses: [],
    } as const
    const context = { conversation, target: target(), model: 'm', id: (prefix: string) => prefix, created: 1 }
    expect(chat.writeReply(reply, context).body).toMatchObject({
      choices: [
        { finish_reason: 'function_call', message: { function_call: { name: 'go', arguments: '{}' } } },
      ],
    })
  })

  test('what a vendor adds within its reasoning field is not forgotten', () => {
    const conversation = read({ thinking: { type: 'enabled', clear_thinking: false } })
    expect(conversation.unknown).toEqual([{ path: 'thinking.clear_thinking', value: false }])
    const outcome = chat.writeRequest(conversation, target())
    expect(outcome.ok && outcome.losses).toContainEqual({
      code: 'unsupported_parameter',
      path: 'thinking.clear_thinking',
    })
  })
})

test('calls of another model have an empty reasoning_content where the endpoint wants one with each call', () => {
  const call = { id: 'c', type: 'function', function: { name: 'f', arguments: '{}' } }
  const given = read({
    messages: [
      { role: 'user', content: 'hi' },
      { role: 'assistant', content: 'text alone' },
      { role: 'user', content: 'on' },
      { role: 'assistant', content: null, tool_calls: [call] },
      { role: 'tool', tool_call_id: 'c', content: 'ok' },
    ],
  })
  const reasoning = (quirks: Partial<Quirks>) =>
    asArray(value(chat.writeRequest(given, target(quirks))).body.messages).map(
      message => asObject(message).reasoning_content,
    )
  expect(reasoning({ reasoningField: 'reasoning_content' })).toEqual([
    undefined,
    undefined,
    undefined,
    '',
    undefined,
  ])
  expect(reasoning({})).toEqual(Array(5).fill(undefined))
})
