import { describe, expect, it } from 'vitest'
import { CLIENT_PATHS, EVERY_DIALECT, fetchAnswer, MINIMAL } from '../support/client.ts'
import { rawUpstream, reply } from '../support/raw-upstream.ts'
import { lab, openProxy } from './open-proxy.ts'
import { errorText } from './refusals.ts'

const CHAT = '/v1/chat/completions'

describe('errors of the provider', () => {
  it('pass as they are where the dialect is the same, their headers too', async () => {
    const text = '{ "error": {"message":"mine, org/real: slow","new_field":1} }'
    const upstream = await rawUpstream(
      reply(text, { 'retry-after': '7', 'x-ratelimit-limit-requests': '9' }, 429),
    )
    const proxy = await openProxy(lab(upstream))
    const answer = await fetchAnswer(proxy, CHAT, { body: MINIMAL.chat('mine') })
    expect([answer.status, answer.text]).toEqual([429, text])
    expect(answer.headers).toMatchObject({
      'retry-after': '7',
      'x-ratelimit-limit-requests': '9',
      'x-patchbay-model': 'lab/org/real',
    })
  })

  it.each(EVERY_DIALECT)('are written in %s where they are no JSON', async dialect => {
    const upstream = await rawUpstream(
      reply('<html>bad gateway</html>', { 'content-type': 'text/html' }, 502),
    )
    const proxy = await openProxy(lab(upstream))
    const answer = await fetchAnswer(proxy, CLIENT_PATHS[dialect], { body: MINIMAL[dialect]('mine') })
    expect(answer.status).toBe(502)
    expect(answer.headers['content-type']).toContain('application/json')
    expect(answer.body.error).toBeTypeOf('object')
  })

  it.each([401, 403])('about our own key (%i) are 502, and hold no key', async status => {
    const upstream = await rawUpstream(
      reply(errorText('Incorrect API key provided: sk-abcdefghijklmnop'), {}, status),
    )
    const settings = {
      requireKey: false,
      providers: { lab: { baseUrl: upstream.baseUrl, endpoints: ['chat'], key: 'keychain' } },
    }
    const proxy = await openProxy(settings, { keys: { lab: 'sk-stored-0123456789' } })
    const answer = await fetchAnswer(proxy, CHAT, { body: MINIMAL.chat('lab/x') })
    expect(upstream.seen[0]?.request.headers.authorization).toBe('Bearer sk-stored-0123456789')
    expect([answer.status, answer.headers['x-patchbay-error-code']]).toEqual([502, 'provider_rejected_key'])
    expect(answer.text).not.toContain('sk-')
    const own = await fetchAnswer(proxy, CHAT, {
      body: MINIMAL.chat('lab/x'),
      headers: { 'x-patchbay-provider-data': '{"lab":{"api_key":"mine"}}' },
    })
    expect(own.status).toBe(status)
  })

  it('about an unknown model name both names', async () => {
    const upstream = await rawUpstream(
      reply(errorText('The model does not exist', 'model_not_found'), {}, 404),
    )
    const proxy = await openProxy(lab(upstream))
    const answer = await fetchAnswer(proxy, CHAT, { body: MINIMAL.chat('mine') })
    expect(answer.status).toBe(404)
    expect(answer.text).toContain('mine')
    expect(answer.text).toContain('org/real')
  })

  it('that are redirects are not followed', async () => {
    const upstream = await rawUpstream(reply('', { location: 'http://127.0.0.1:1/' }, 307))
    const proxy = await openProxy(lab(upstream))
    const answer = await fetchAnswer(proxy, CHAT, { body: MINIMAL.chat('mine') })
    expect([answer.status, answer.headers['x-patchbay-error-code']]).toEqual([502, 'provider_redirected'])
  })
})

it.each(EVERY_DIALECT)(
  'a key that a provider repeats is hidden from callers of %s, whatever it looks like',
  async dialect => {
    const key = 'correct-horse/battery'
    for (const endpoint of EVERY_DIALECT) {
      const upstream = await rawUpstream(
        reply(JSON.stringify({ error: { message: `The key ${key} has no credit (${key}).` } }), {}, 402),
      )
      const proxy = await openProxy(lab(upstream, [endpoint], { dispatch: { mismatch: 'translate' } }), {
        keys: { lab: key },
      })
      const ended = proxy.exchange()
      const answer = await fetchAnswer(proxy, CLIENT_PATHS[dialect], { body: MINIMAL[dialect]('mine') })
      expect(answer.status).toBe(402)
      expect(answer.text).toContain('has no credit')
      expect(answer.text + JSON.stringify(await ended)).not.toContain(key)
    }
  },
)
