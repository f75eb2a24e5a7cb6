import { describe, expect, it } from 'vitest'
import { fetchAnswer, MINIMAL } from '../support/client.ts'
import { rawUpstream, reply } from '../support/raw-upstream.ts'
import { lab, openProxy } from './open-proxy.ts'
import { errorText } from './refusals.ts'

const CHAT = '/v1/chat/completions'

describe('a refusal of the endpoint', () => {
  const RESPONSE = JSON.stringify({
    id: 'resp_1',
    object: 'response',
    status: 'completed',
    model: 'x',
    output: [
      { type: 'message', role: 'assistant', content: [{ type: 'output_text', text: 'ok', annotations: [] }] },
    ],
  })

  it.each([
    ['a code', errorText('model not available here', 'unsupported_api_for_model')],
    ['a name', errorText('This model is only supported in v1/responses and not in v1/chat/completions.')],
  ])('is tried once elsewhere, by %s, and remembered', async (_, refusal) => {
    const upstream = await rawUpstream(raw =>
      (raw.request.url === '/v1/responses' ? reply(RESPONSE) : reply(refusal, {}, 400))(raw),
    )
    const proxy = await openProxy(
      lab(upstream, ['chat', 'responses'], { dispatch: { mismatch: 'translate' } }),
    )
    for (let call = 0; call < 2; call++) {
      const answer = await fetchAnswer(proxy, CHAT, { body: MINIMAL.chat('mine') })
      expect(answer.body).toMatchObject({ object: 'chat.completion', model: 'mine' })
    }
    expect(upstream.seen.map(({ request }) => request.url)).toEqual([
      '/v1/chat/completions',
      '/v1/responses',
      '/v1/responses',
    ])
    expect(proxy.learned).toMatchObject([{ modelId: 'lab/org/real', finding: { endpoints: ['responses'] } }])
  })

  it('is told after exactly two tries when both refuse, and teaches nothing', async () => {
    const upstream = await rawUpstream(reply(errorText('no', 'unsupported_api_for_model'), {}, 400))
    const proxy = await openProxy(lab(upstream, ['chat', 'responses']))
    expect((await fetchAnswer(proxy, CHAT, { body: MINIMAL.chat('mine') })).status).toBe(400)
    expect([upstream.seen.length, proxy.learned.length]).toEqual([2, 0])
  })

  it('is no reason to try again for an ordinary 400', async () => {
    const upstream = await rawUpstream(reply(errorText('max_tokens is too large'), {}, 400))
    const proxy = await openProxy(lab(upstream, ['chat', 'responses']))
    await fetchAnswer(proxy, CHAT, { body: MINIMAL.chat('mine') })
    expect(upstream.seen).toHaveLength(1)
  })
})
