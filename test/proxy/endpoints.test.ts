import { describe, expect, it } from 'vitest'
import { fetchAnswer, MINIMAL } from '../support/client.ts'
import { rawUpstream, reply } from '../support/raw-upstream.ts'
import { lab, openProxy } from './open-proxy.ts'

const catalogs = { lab: { fetchedAt: 1, models: [{ id: 'org/real' }] } }

describe('an unknown name', () => {
  it('is looked up once more in fresh lists, and answered from memory', async () => {
    const upstream = await rawUpstream()
    let refreshed = 0
    const parts = { refreshOnMiss: async () => ++refreshed > 1 }
    const proxy = await openProxy(lab(upstream), { catalogs, parts })
    const answer = await fetchAnswer(proxy, '/v1/messages', { body: MINIMAL.messages('nobody') })
    expect([answer.status, refreshed]).toEqual([400, 1])
    expect(answer.body.error).toMatchObject({ message: expect.stringContaining('http://127.0.0.1:4225') })
    expect(upstream.seen).toHaveLength(0)
  })
})

describe('other endpoints', () => {
  it('are resolved and passed', async () => {
    const upstream = await rawUpstream(reply('{"object":"list","model":"org/real","data":[]}'))
    const proxy = await openProxy(lab(upstream, ['chat']))
    const answer = await fetchAnswer(proxy, '/embeddings', { body: { input: 'x', model: 'mine' } })
    expect(answer.body).toMatchObject({ object: 'list', model: 'mine' })
    expect([upstream.seen[0]?.request.url, `${upstream.seen[0]?.body}`]).toEqual([
      '/v1/embeddings',
      '{"input":"x","model":"org/real"}',
    ])
  })

  const form = (model: string) =>
    `--b1\r\ncontent-disposition: form-data; name="file"; filename="model"\r\n\r\nRIFF\u0000\r\n--b1\r\ncontent-disposition: form-data; name="model"\r\n\r\n${model}\r\n--b1--\r\n`

  it('take forms, in which only the name changes', async () => {
    const upstream = await rawUpstream(reply('{"text":"hi"}'))
    const proxy = await openProxy(lab(upstream, ['chat']))
    const headers = { 'content-type': 'multipart/form-data; boundary=b1' }
    const answer = await fetchAnswer(proxy, '/v1/audio/transcriptions', { body: form('mine'), headers })
    expect(answer.body).toEqual({ text: 'hi' })
    expect(`${upstream.seen[0]?.body}`).toBe(form('org/real'))
    expect(upstream.seen[0]?.request.headers['content-type']).toBe(headers['content-type'])
  })

  it('refuse a form without a model', async () => {
    const proxy = await openProxy(lab(await rawUpstream(), ['chat']))
    const headers = { 'content-type': 'multipart/form-data; boundary=b1' }
    const answer = await fetchAnswer(proxy, '/v1/audio/translations', { body: '--b1--\r\n', headers })
    expect([answer.status, answer.headers['x-patchbay-error-code']]).toEqual([400, 'model_required'])
  })
})

describe('stored replies', () => {
  it('are asked of the provider that made them', async () => {
    const upstream = await rawUpstream(reply('{"id":"resp_7","object":"response","model":"org/real"}'))
    const other = await rawUpstream()
    const provider = ({ baseUrl }: { baseUrl: string }) => ({
      baseUrl,
      endpoints: ['responses'],
      key: 'none',
    })
    const proxy = await openProxy({
      requireKey: false,
      providers: { other: provider(other), lab: provider(upstream) },
      aliases: { mine: 'lab/org/real' },
    })
    expect((await fetchAnswer(proxy, '/v1/responses/resp_7')).headers['x-patchbay-error-code']).toBe(
      'response_not_found',
    )
    await fetchAnswer(proxy, '/v1/responses', { body: MINIMAL.responses('mine') })
    const stored = await fetchAnswer(proxy, '/v1/responses/resp_7/input_items?limit=2')
    expect(stored.body.model).toBe('mine')
    expect((await fetchAnswer(proxy, '/v1/responses/resp_7', { method: 'DELETE' })).status).toBe(200)
    expect(upstream.seen.map(({ request }) => `${request.method} ${request.url}`)).toEqual([
      'POST /v1/responses',
      'GET /v1/responses/resp_7/input_items?limit=2',
      'DELETE /v1/responses/resp_7',
    ])
    expect(other.seen).toHaveLength(0)
  })
})

describe('a paused proxy', () => {
  it('says 503 and how to resume', async () => {
    const proxy = await openProxy(lab(await rawUpstream()), { parts: { paused: () => true } })
    const answer = await fetchAnswer(proxy, '/v1/chat/completions', { body: MINIMAL.chat('mine') })
    expect([answer.status, answer.body.error]).toMatchObject([
      503,
      { code: 'proxy_paused', message: expect.stringContaining('4225') },
    ])
  })
})

it('an unknown name says where an alias can be made, wherever the page is', async () => {
  const upstream = await rawUpstream(reply('{}'))
  const proxy = await openProxy(lab(upstream), {
    parts: { pageUrl: () => 'http://127.0.0.1:5555' },
    catalogs,
  })
  const { text } = await fetchAnswer(proxy, '/v1/models/nothing')
  expect(text.match(/http:\/\/127\.0\.0\.1:\d+/g)).toEqual(['http://127.0.0.1:5555'])
})
