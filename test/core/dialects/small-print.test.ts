import { describe, expect, test } from 'vitest'
import type { Dialect } from '../../../src-main/core/conversation.ts'
import { dialects } from '../../../src-main/core/dialects/index.ts'
import type { JsonObject } from '../../../src-main/core/json.ts'
import { DEFAULT_QUIRKS, type Quirks } from '../../../src-main/core/target.ts'

function written(from: Dialect, to: Dialect, body: JsonObject, quirks: Partial<Quirks> = {}) {
  const read = dialects[from].readRequest({ model: 'm', max_tokens: 100, ...body })
  if (!read.ok) throw new Error(read.failure.message)
  const request = dialects[to].writeRequest(read.value, {
    provider: 'p',
    model: 'm',
    family: 'm',
    dialect: to,
    quirks: { ...DEFAULT_QUIRKS, ...quirks },
  })
  if (!request.ok) throw new Error(request.failure.message)
  return { body: request.value.body, losses: request.losses.map(({ code, path }) => `${code};${path}`) }
}

const user = (part: JsonObject) => [{ role: 'user', content: [part] }]

describe('padding of a stream', () => {
  const asked = (include_obfuscation: boolean) => ({ stream: true, stream_options: { include_obfuscation } })
  const chat = { messages: [{ role: 'user', content: 'x' }] }
  const lost = ['unsupported_parameter;stream_options.include_obfuscation']

  test.each([true, false])('%s is the same wish to both endpoints of OpenAI', wish => {
    const quirks = { openaiParameters: true }
    const stream_options = { include_obfuscation: wish }
    const there = written('chat', 'responses', { ...chat, ...asked(wish) }, quirks)
    expect(there).toMatchObject({ body: { stream_options }, losses: [] })
    const back = written('responses', 'chat', { input: 'x', ...asked(wish) }, quirks)
    expect(back).toMatchObject({ body: { stream_options: { include_usage: true, ...stream_options } } })
  })

  test.each([
    ['chat', 'responses'],
    ['responses', 'chat'],
    ['chat', 'messages'],
    ['responses', 'messages'],
  ] as const)('that %s asks for is named where %s has none', (from, to) => {
    const body = from === 'chat' ? chat : { input: 'x' }
    const quirks = { openaiParameters: false }
    expect(written(from, to, { ...body, ...asked(true) }, quirks).losses).toEqual(lost)
    expect(written(from, to, { ...body, ...asked(false) }, quirks).losses).toEqual([])
  })

  test('is named where the endpoint refused the options of a stream', () => {
    const quirks = { openaiParameters: true, refusedFields: ['stream_options'] }
    expect(written('chat', 'responses', { ...chat, ...asked(true) }, quirks).losses).toEqual(lost)
    expect(written('chat', 'chat', { ...chat, stream: true }, quirks).losses).toEqual([])
  })
})

test.each(['chat', 'messages'] as const)('how closely %s is to look at a file is named', to => {
  const file = { type: 'input_file', filename: 'a.pdf', file_data: 'data:application/pdf;base64,JVBERi0=' }
  const lost = (detail: string) => written('responses', to, { input: user({ ...file, detail }) }).losses
  expect(lost('low')).toEqual(['unsupported_parameter;input[0].content[0].detail'])
  expect(lost('auto')).toEqual([])
})

describe('the lifetime of a cached prefix', () => {
  const openai = { cacheBreakpoints: 'prompt_cache_breakpoint' } as const
  const anthropic = { cacheBreakpoints: 'cache_control' } as const
  const ephemeral = (ttl: string) => ({
    messages: user({ type: 'text', text: 'x', cache_control: { type: 'ephemeral', ttl } }),
  })
  const explicit = (ttl: string) => ({
    messages: user({ type: 'text', text: 'x', prompt_cache_breakpoint: { mode: 'explicit', ttl } }),
  })

  test.each(['chat', 'responses'] as const)('of an hour is half of one on %s, and named', to => {
    const { body, losses } = written('messages', to, ephemeral('1h'), openai)
    expect(JSON.stringify(body)).toContain('{"mode":"explicit","ttl":"30m"}')
    expect(losses).toEqual(['unsupported_parameter;messages[0].content[0].cache_control.ttl'])
  })

  test.each(['chat', 'responses'] as const)('of five minutes is less than %s keeps anything', to => {
    const { body, losses } = written('messages', to, ephemeral('5m'), openai)
    expect(JSON.stringify(body)).toContain('{"mode":"explicit"}')
    expect(losses).toEqual([])
  })

  test.each(['30m', '12h'])('of %s is an hour at Anthropic, and named', ttl => {
    for (const to of ['chat', 'messages', 'responses'] as const) {
      const { body, losses } = written('chat', to, explicit(ttl), anthropic)
      expect(JSON.stringify(body)).toContain('{"type":"ephemeral","ttl":"1h"}')
      expect(losses).toEqual(['unsupported_parameter;messages[0].content[0].prompt_cache_breakpoint.ttl'])
    }
  })

  test('that the endpoint knows stays', () => {
    expect(written('chat', 'responses', explicit('12h'), openai).losses).toEqual([])
    expect(JSON.stringify(written('chat', 'chat', explicit('12h'), openai).body)).toContain('"ttl":"12h"')
    expect(JSON.stringify(written('messages', 'chat', ephemeral('1h'), anthropic).body)).toContain(
      '"ttl":"1h"',
    )
  })
})
