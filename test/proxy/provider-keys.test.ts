import { describe, expect, it } from 'vitest'
import { fetchAnswer, MINIMAL } from '../support/client.ts'
import { rawUpstream, reply } from '../support/raw-upstream.ts'
import { lab, openProxy } from './open-proxy.ts'

const CHAT = '/v1/chat/completions'

describe('keys', () => {
  it('of the caller go up as they came, next to the local key', async () => {
    const upstream = await rawUpstream(reply('{}'))
    const proxy = await openProxy({
      providers: { lab: { baseUrl: upstream.baseUrl, endpoints: ['messages'], key: 'client' } },
    })
    const ask = (headers: Record<string, string>) =>
      fetchAnswer({ url: proxy.url }, '/v1/messages', {
        body: MINIMAL.messages('lab/x'),
        headers: { 'x-patchbay-key': 'pb-local-key', ...headers },
      })
    expect((await ask({ authorization: 'Bearer sk-ant-oat' })).status).toBe(200)
    expect(upstream.seen[0]?.request.headers.authorization).toBe('Bearer sk-ant-oat')
    expect((await ask({ 'x-api-key': 'sk-ant-api' })).status).toBe(200)
    expect(upstream.seen[1]?.request.headers['x-api-key']).toBe('sk-ant-api')
    expect((await ask({ 'x-api-key': 'pb-local-key' })).headers['x-patchbay-error-code']).toBe(
      'provider_key_missing',
    )
  })

  it.each([
    ['x-patchbay-provider-data', '{"lab":{"api_key":"K"},"other":{"api_key":"L"}}'],
    ['x-llamastack-provider-data', '{"lab_api_key":"K","other_api_key":"L","tavily":1}'],
    ['x-ogx-provider-data', '{"lab_api_key":"K"}'],
  ])('in %s go to their provider alone', async (name, value) => {
    const upstream = await rawUpstream(reply('{}'))
    const proxy = await openProxy(lab(upstream))
    await fetchAnswer(proxy, CHAT, { body: MINIMAL.chat('mine'), headers: { [name]: value } })
    const { headers } = upstream.seen[0]?.request ?? {}
    expect(headers?.authorization).toBe('Bearer K')
    expect(JSON.stringify(headers)).not.toMatch(/"L"|provider-data/)
    expect(JSON.stringify(proxy.exchanges)).not.toContain('"K"')
  })

  it.each([
    ['x-patchbay-provider-data', 'nonsense'],
    ['x-patchbay-provider-data', '{"lab":"K"}'],
    ['x-llamastack-provider-data', '[]'],
    ['x-ogx-provider-data', '{"lab_api_key":7}'],
  ])('that are malformed in %s (%s) are 400 with its name', async (name, value) => {
    const upstream = await rawUpstream(reply('{}'))
    const proxy = await openProxy(lab(upstream))
    const answer = await fetchAnswer(proxy, CHAT, { body: MINIMAL.chat('mine'), headers: { [name]: value } })
    expect([answer.status, answer.body.error]).toMatchObject([
      400,
      { code: 'invalid_provider_data', message: expect.stringContaining(name) },
    ])
    expect(upstream.seen).toHaveLength(0)
  })
})
