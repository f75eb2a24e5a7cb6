import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { JsonObject } from '../../src-main/core/json.ts'
import { ask } from '../support/client.ts'
import { at, runApp, upstream } from '../support/run-app.ts'
import { json } from '../support/scripted.ts'
import { openPage } from './open-page.ts'

const LIST = [
  'plain-model',
  { id: 'gpt-5-codex', object: 'model', created: 1_760_000_000, context_window: 400_000 },
  { id: 'listed', object: 'model', supported_endpoints: ['/v1/messages'], display_name: 'Listed' },
  { id: 'texts', object: 'model', type: 'embedding' },
  {
    id: 'told',
    object: 'model',
    pricing: { prompt: '0.000003', completion: '0.000015', input_cache_read: '0.0000003' },
    architecture: { input_modalities: ['text', 'image'] },
    supported_parameters: ['tools'],
    expiration_date: '2027-02-15',
  },
]

async function lab(models: JsonObject = {}) {
  const provider = await upstream({ models: LIST })
  const running = await runApp({ providers: { lab: at(provider) }, models })
  const page = openPage(running.app)
  const row = async (id: string) => (await page.models.list.query()).rows.find(found => found.id === id)
  const settings = () => readFile(join(running.home, 'settings.jsonc'), 'utf8')
  return { ...running, provider, page, row, settings }
}

describe('the list of models', () => {
  test('tells what a list says, and who says how a model is called', async () => {
    const { row } = await lab()
    expect(await row('lab/listed')).toMatchObject({
      provider: 'lab',
      upstreamId: 'listed',
      displayName: 'Listed',
      mode: 'messages',
      endpoints: { dialects: ['messages'], source: 'live', at: expect.any(Number) },
      enabled: true,
      isNew: false,
    })
    expect(await row('lab/gpt-5-codex')).toMatchObject({
      created: 1_760_000_000,
      contextWindow: 400_000,
      endpoints: { dialects: ['responses'], source: 'name' },
    })
    expect(await row('lab/texts')).toMatchObject({ kind: 'embedding' })
  })

  test('tells the price, the capabilities and the end of a model', async () => {
    const { row, page } = await lab()
    expect(await row('lab/told')).toMatchObject({
      price: { input: 3, output: 15, cacheRead: 0.3, source: 'list' },
      capabilities: { tools: true, images: true, reasoning: false },
      deprecation: { endsAt: Date.parse('2027-02-15') / 1000, source: 'list' },
    })
    expect(await row('lab/plain-model')).not.toHaveProperty('price')
    const { bundledPrices } = await page.models.list.query()
    expect(bundledPrices).toMatch(/^@pydantic\/genai-prices \d+\.\d+\.\d+$/)
  })

  test('names the date of what was learned from a refusal', async () => {
    const { provider, app, localKey, url, row } = await lab()
    provider.script = ({ path }) =>
      path.endsWith('/messages')
        ? json({ error: { code: 'unsupported_api_for_model', message: 'Use /v1/chat/completions.' } }, 400)
        : undefined
    expect((await ask({ url, localKey }, 'messages', 'lab/plain-model')).status).toBe(200)
    const { at: date, ...endpoints } = (await row('lab/plain-model'))?.endpoints ?? {}
    expect(endpoints).toMatchObject({ dialects: ['chat'], source: 'learned' })
    expect(date).toBeGreaterThan(0)
    expect(app.state().catalog.version).toBeGreaterThan(0)
  })

  test('marks what came with the last change of a list, and says what went', async () => {
    const { provider, page, row } = await lab()
    provider.models = [...LIST.slice(1), 'brand-new']
    expect(await page.models.refresh.mutate({ provider: 'lab' })).toEqual([
      { provider: 'lab', models: LIST.length },
    ])
    expect(await row('lab/brand-new')).toMatchObject({ isNew: true })
    expect(await row('lab/listed')).toMatchObject({ isNew: false })
    const { changes, version } = await page.models.list.query()
    expect(changes).toEqual([
      { provider: 'lab', at: expect.any(Number), added: ['lab/brand-new'], removed: ['lab/plain-model'] },
    ])
    const state = await page.state.query()
    expect(state.catalog).toMatchObject({ version, models: LIST.length, fresh: 1 })
  })

  test('a refresh that fails says why and keeps the list', async () => {
    const { provider, page } = await lab()
    provider.models = null
    const [refreshed] = await page.models.refresh.mutate({})
    expect(refreshed).toMatchObject({
      provider: 'lab',
      models: LIST.length,
      error: expect.stringContaining('404'),
    })
  })
})

describe('the mode of a model', () => {
  test('is kept in the settings, counts for the next request, and goes with auto', async () => {
    const { provider, url, localKey, page, row, settings } = await lab()
    const before = await settings()
    expect(await page.models.setMode.mutate({ modelId: 'lab/plain-model', mode: 'messages' })).toEqual({
      ok: true,
    })
    expect(await row('lab/plain-model')).toMatchObject({
      mode: 'messages',
      userMode: 'messages',
      endpoints: { source: 'user' },
    })
    await ask({ url, localKey }, 'chat', 'lab/plain-model')
    expect(provider.generations.at(-1)?.path).toBe('/v1/messages')
    await page.models.setMode.mutate({ modelId: 'lab/plain-model', mode: 'auto' })
    expect((await row('lab/plain-model'))?.userMode).toBeUndefined()
    expect(JSON.parse(await settings())).toEqual(JSON.parse(before))
  })

  test('auto leaves what else the user says of the model', async () => {
    const { page, settings } = await lab({ 'lab/plain-model': { mode: 'chat', contextWindow: 5 } })
    await page.models.setMode.mutate({ modelId: 'lab/plain-model', mode: 'auto' })
    expect(JSON.parse(await settings()).models).toEqual({ 'lab/plain-model': { contextWindow: 5 } })
  })

  test('that contradicts the endpoints in the settings is refused with the place', async () => {
    const { page } = await lab({ 'lab/plain-model': { endpoints: ['chat'] } })
    const change = await page.models.setMode.mutate({ modelId: 'lab/plain-model', mode: 'messages' })
    expect(change).toMatchObject({
      ok: false,
      reason: 'invalid',
      problems: [{ path: 'models.lab/plain-model.mode' }],
    })
  })

  test('of a provider that is not there is refused', async () => {
    const { page } = await lab()
    const change = await page.models.setMode.mutate({ modelId: 'nowhere/model', mode: 'chat' })
    expect(change).toMatchObject({ ok: false, reason: 'unknown' })
  })
})

describe('switching a model off', () => {
  test('refuses its requests until it is on again, and leaves no trace then', async () => {
    const { url, localKey, page, row, settings } = await lab()
    await page.models.setEnabled.mutate({ modelId: 'lab/listed', enabled: false })
    expect(await row('lab/listed')).toMatchObject({ enabled: false })
    const refused = await ask({ url, localKey }, 'chat', 'lab/listed')
    expect(refused.headers['x-patchbay-error-code']).toBe('model_disabled')
    await page.models.setEnabled.mutate({ modelId: 'lab/listed', enabled: true })
    expect(await row('lab/listed')).toMatchObject({ enabled: true })
    expect(JSON.parse(await settings()).models).toEqual({})
  })

  test('by a pattern is overruled for one model', async () => {
    const { page, row, settings } = await lab({ 'lab/*': { enabled: false } })
    await page.models.setEnabled.mutate({ modelId: 'lab/listed', enabled: true })
    expect(await row('lab/listed')).toMatchObject({ enabled: true })
    expect(await row('lab/texts')).toMatchObject({ enabled: false })
    expect(JSON.parse(await settings()).models).toMatchObject({ 'lab/listed': { enabled: true } })
  })
})
