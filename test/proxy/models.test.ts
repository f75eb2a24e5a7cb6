import { describe, expect, it } from 'vitest'
import { asArray, asObject } from '../../src-main/core/json.ts'
import { buildDirectory } from '../../src-main/core/routing/directory.ts'
import { settingsSchema } from '../../src-main/core/routing/settings.ts'
import { configureProviders } from '../../src-main/upstream/providers/index.ts'
import { fetchAnswer } from '../support/client.ts'
import { rawUpstream } from '../support/raw-upstream.ts'
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
