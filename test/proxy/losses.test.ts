import { describe, expect, it } from 'vitest'
import { fetchAnswer, MINIMAL } from '../support/client.ts'
import { rawUpstream, reply } from '../support/raw-upstream.ts'
import { lab, openProxy } from './open-proxy.ts'

const WHOLE = JSON.stringify({
  id: 'c1',
  object: 'chat.completion',
  model: 'org/real',
  choices: [{ index: 0, message: { role: 'assistant', content: 'hello' }, finish_reason: 'stop' }],
  usage: { prompt_tokens: 3, completion_tokens: 2, total_tokens: 5 },
})

const TRANSLATED = { dispatch: { mismatch: 'translate' } }

describe('losses', () => {
  const body = { ...MINIMAL.messages('mine'), top_k: 7 }

  it('are told in a header and in the log', async () => {
    const upstream = await rawUpstream(reply(WHOLE))
    const proxy = await openProxy(lab(upstream, ['chat'], TRANSLATED))
    const ended = proxy.exchange()
    const answer = await fetchAnswer(proxy, '/v1/messages', { body })
    expect(answer.headers['x-patchbay-warnings']).toMatch(/^[\w-]+;top_k$/)
    expect((await ended).losses).toMatchObject([{ path: 'top_k' }])
  })

  it('of the reply are told in a header where it is whole, and in the log where it is a stream', async () => {
    const said = JSON.parse(WHOLE)
    said.choices[0].message = { role: 'assistant', content: null, refusal: 'no' }
    const upstream = await rawUpstream(reply(JSON.stringify(said)))
    const proxy = await openProxy(lab(upstream, ['chat'], TRANSLATED))
    const whole = await fetchAnswer(proxy, '/v1/messages', { body: MINIMAL.messages('mine') })
    expect(whole.headers['x-patchbay-warnings']).toBe('refusal_as_text;reply.refusal')
    const ended = proxy.exchange()
    const streamed = { ...MINIMAL.messages('mine'), stream: true }
    await fetchAnswer(proxy, '/v1/messages', { body: streamed })
    expect((await ended).losses).toEqual([{ code: 'refusal_as_text', path: 'reply.refusal' }])
  })

  it('are refused where the settings say so, before anything is sent', async () => {
    const upstream = await rawUpstream(reply(WHOLE))
    const settings = { dispatch: { mismatch: 'translate', lossy: 'reject' } }
    const proxy = await openProxy(lab(upstream, ['chat'], settings))
    const answer = await fetchAnswer(proxy, '/v1/messages', { body })
    expect([answer.status, answer.headers['x-patchbay-error-code']]).toEqual([400, 'unsupported_parameter'])
    expect(answer.body.error).toMatchObject({ param: 'top_k' })
    expect(upstream.seen).toHaveLength(0)
  })
})

const CALLED = [
  { role: 'user', content: 'hi' },
  { role: 'assistant', content: [{ type: 'tool_use', id: 'c', name: 'f', input: {} }] },
]
const DECLARED = { name: 'f', input_schema: { type: 'object' } }

describe('a loss of any kind', () => {
  it.each([
    ['a parameter', { speed: 'fast' }, 'speed'],
    ['a limit', { max_tokens: 99_999 }, 'max_tokens'],
    ['a tool', { tools: [{ type: 'web_search_20250305', name: 'web_search' }] }, 'tools[0]'],
    ['a field of a tool', { tools: [{ ...DECLARED, input_examples: [{}] }] }, 'tools[0].input_examples'],
    ['a result that is missing', { tools: [DECLARED], messages: CALLED }, 'messages[1].content[0]'],
    ['a note', { system: [{ type: 'text', text: 'x-anthropic-billing-header: a' }] }, 'system[0]'],
  ])('%s is refused by its place where the settings say so', async (_, fields, param) => {
    const upstream = await rawUpstream(reply(WHOLE))
    const models = { 'lab/org/real': { maxOutputTokens: 1000 } }
    const settings = { dispatch: { mismatch: 'translate', lossy: 'reject' }, models }
    const proxy = await openProxy(lab(upstream, ['chat'], settings))
    const body = { ...MINIMAL.messages('mine'), ...fields }
    const answer = await fetchAnswer(proxy, '/v1/messages', { body })
    expect([answer.status, answer.body.error]).toMatchObject([400, { param }])
    expect(upstream.seen).toHaveLength(0)
  })
})
