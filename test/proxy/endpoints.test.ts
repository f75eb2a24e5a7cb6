import { describe, expect, it } from 'vitest'
import { asArray, asObject, type JsonObject } from '../../src-main/core/json.ts'
import { buildDirectory } from '../../src-main/core/routing/directory.ts'
import { settingsSchema } from '../../src-main/core/routing/settings.ts'
import { configureProviders } from '../../src-main/upstream/providers/index.ts'
import { fetchAnswer, MINIMAL } from '../support/client.ts'
import { rawUpstream, reply } from '../support/raw-upstream.ts'
import { LAB_KEY, lab, openProxy } from './open-proxy.ts'

const catalogs = {
  lab: {
    fetchedAt: 1,
    models: [
      { id: 'org/real', created: 1_700_000_000, contextWindow: 1000 },
      { id: 'embed', kind: 'embedding' as const },
    ],
  },
}

describe('GET /v1/models', () => {
  it.each(['/v1/models', '/models', '/v1/models?limit=1000'])(
    'lists for both vendors’ clients at %s',
    async path => {
      const upstream = await rawUpstream()
      const proxy = await openProxy(lab(upstream, ['chat', 'messages']), { catalogs })
      const { body, status } = await fetchAnswer(proxy, path)
      expect(status).toBe(200)
      expect(body).toMatchObject({ object: 'list', has_more: false, first_id: 'mine', last_id: 'lab/embed' })
      expect(body.data).toMatchObject([
        { id: 'mine', object: 'model', type: 'model', created: 1_700_000_000, alias_of: 'lab/org/real' },
        {
          id: 'lab/org/real',
          created_at: '2023-11-14T22:13:20Z',
          mode: 'chat',
          supported_endpoints: ['/v1/chat/completions', '/v1/messages'],
          provider: 'lab',
          upstream_id: 'org/real',
          context_window: 1000,
        },
        {
          id: 'lab/embed',
          created: 0,
          created_at: '1970-01-01T00:00:00Z',
          mode: 'embedding',
          supported_endpoints: ['/v1/embeddings'],
        },
      ])
      expect(JSON.stringify(body)).not.toContain('max_output_tokens')
      expect(upstream.seen).toHaveLength(0)
    },
  )

  it('looks names up once for each state of the lists', async () => {
    const upstream = await rawUpstream()
    const settings = settingsSchema.parse(lab(upstream))
    const { providers } = configureProviders(settings)
    let lookUps = 0
    const build = (ids: readonly string[]) => {
      const lists = { lab: { fetchedAt: 1, models: ids.map(id => ({ id })) } }
      const directory = buildDirectory({ settings, providers, catalogs: lists, findings: {}, now: 0 })
      const models = () => {
        lookUps++
        return directory.models()
      }
      return { ...directory, models }
    }
    let directory = build(['one', 'two'])
    const proxy = await openProxy(lab(upstream), { parts: { directory: () => directory } })
    const ids = async () =>
      asArray((await fetchAnswer(proxy, '/v1/models')).body.data).map(row => asObject(row).id)
    for (let round = 0; round < 3; round++) expect(await ids()).toEqual(['mine', 'lab/one', 'lab/two'])
    expect(lookUps).toBe(1)
    directory = build(['three'])
    expect(await ids()).toEqual(['mine', 'lab/three'])
  })

  it('lists for a limited key what it can call, an alias by the first target that it may use', async () => {
    const upstream = await rawUpstream()
    const provider = { baseUrl: upstream.baseUrl, endpoints: ['chat'], key: 'none' }
    const lists = Object.fromEntries(
      ['other', 'lab'].map(id => [id, { fetchedAt: 1, models: [{ id: `${id}-model` }] }]),
    )
    const aliases = { both: ['other/other-model', 'lab/lab-model'], theirs: 'other/other-model' }
    const proxy = await openProxy(
      { providers: { other: provider, lab: provider }, aliases },
      { catalogs: lists },
    )
    const limited = { url: proxy.url, localKey: LAB_KEY }
    const { body } = await fetchAnswer(limited, '/v1/models')
    expect(body.data).toMatchObject([
      { id: 'both', alias_of: 'lab/lab-model', provider: 'lab' },
      { id: 'lab/lab-model' },
    ])
    for (const { id } of asArray(body.data).map(asObject))
      expect((await fetchAnswer(limited, `/v1/models/${id}`)).body).toMatchObject({ provider: 'lab' })
  })

  it('names the providers whose list could not be had', async () => {
    const upstream = await rawUpstream()
    const proxy = await openProxy(lab(upstream), { catalogs: { lab: { models: [], error: 'no route' } } })
    const answer = await fetchAnswer(proxy, '/v1/models')
    expect(answer.headers['x-patchbay-warnings']).toBe('list_unavailable;lab')
  })

  it('gives Codex its own catalog', async () => {
    const upstream = await rawUpstream()
    const proxy = await openProxy(lab(upstream), { catalogs })
    const { body } = await fetchAnswer(proxy, '/v1/models?client_version=0.169.0')
    expect(body.models).toHaveLength(2)
    expect(body.models).toMatchObject([
      {
        slug: 'mine',
        visibility: 'list',
        supported_in_api: true,
        shell_type: expect.any(String),
        base_instructions: expect.any(String),
        supported_reasoning_levels: expect.any(Array),
        truncation_policy: { mode: 'tokens', limit: expect.any(Number) },
        experimental_supported_tools: [],
      },
      { slug: 'lab/org/real', context_window: 1000 },
    ])
  })

  it.each(['mine', 'lab/org/real', 'lab%2Forg%2Freal', 'lab/never-listed'])(
    'explains %s from memory',
    async name => {
      const upstream = await rawUpstream()
      const proxy = await openProxy(lab(upstream), { catalogs })
      const { body, status } = await fetchAnswer(proxy, `/v1/models/${name}`)
      expect(status).toBe(200)
      expect(body).toMatchObject({
        id: decodeURIComponent(name),
        provider: 'lab',
        resolution: { steps: expect.any(Array) },
      })
      expect(upstream.seen).toHaveLength(0)
    },
  )

  it('answers an unknown name with 404 in the caller’s dialect', async () => {
    const proxy = await openProxy(lab(await rawUpstream()), { catalogs })
    const openai = await fetchAnswer(proxy, '/v1/models/nobody')
    expect([openai.status, openai.body]).toMatchObject([404, { error: { code: 'model_not_found' } }])
    const anthropic = await fetchAnswer(proxy, '/v1/models/nobody', {
      headers: { 'anthropic-version': '2023-06-01' },
    })
    expect(anthropic.body).toMatchObject({ type: 'error' })
  })
})

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

describe('count_tokens', () => {
  const words = { model: 'mine', messages: [{ role: 'user', content: 'word '.repeat(1000) }] }

  it('is asked of a provider that speaks Messages', async () => {
    const upstream = await rawUpstream(reply('{"input_tokens":1234}'))
    const proxy = await openProxy(lab(upstream))
    const answer = await fetchAnswer(proxy, '/v1/messages/count_tokens?beta=true', { body: words })
    expect(answer.body).toEqual({ input_tokens: 1234 })
    expect(upstream.seen[0]?.request.url).toBe('/v1/messages/count_tokens?beta=true')
  })

  it.each([
    ['does not speak it', ['chat']],
    ['has no such endpoint', ['messages']],
  ])('is estimated, and says so, where the provider %s', async (_, endpoints) => {
    const upstream = await rawUpstream(reply('{"error":{"message":"Not Found"}}', {}, 404))
    const proxy = await openProxy(lab(upstream, endpoints))
    const answer = await fetchAnswer(proxy, '/v1/messages/count_tokens', { body: words })
    expect(answer.status).toBe(200)
    // A thousand words, one space too many, and a turn.
    expect(answer.body).toEqual({ input_tokens: 1001 + 4 })
    expect(answer.headers['x-patchbay-warnings']).toContain('estimated;input_tokens')
  })

  it('counts tools, instructions and what is only named, for Responses too', async () => {
    const up = await rawUpstream()
    const proxy = await openProxy(lab(up, ['chat']))
    const count = async (more: JsonObject) => {
      const body = { model: 'mine', input: 'hi', ...more }
      const answer = await fetchAnswer(proxy, '/v1/responses/input_tokens', { body })
      expect(answer.headers['x-patchbay-warnings']).toContain('estimated;input_tokens')
      expect(answer.body.object).toBe('response.input_tokens')
      return Number(answer.body.input_tokens)
    }
    const bare = await count({})
    const tools = [{ type: 'function', name: 'weather', parameters: { type: 'object', properties: {} } }]
    expect(await count({ tools })).toBeGreaterThan(bare + 10)
    expect(await count({ instructions: 'be kind' })).toBe(bare + 2)
    const body = { model: 'mine', previous_response_id: 'resp_none' }
    const unknown = await fetchAnswer(proxy, '/v1/responses/input_tokens', { body })
    expect(unknown.headers['x-patchbay-error-code']).toBe('previous_response_not_found')
    expect(up.seen).toHaveLength(0)
  })

  it('is an error for an unknown name', async () => {
    const proxy = await openProxy(lab(await rawUpstream()), { catalogs })
    const body = { ...words, model: 'nobody' }
    expect((await fetchAnswer(proxy, '/v1/messages/count_tokens', { body })).status).toBe(400)
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
