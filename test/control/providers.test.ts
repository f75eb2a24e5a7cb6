import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { AppOptions } from '../../src-main/app.ts'
import type { StateChange } from '../../src-main/control/contract.ts'
import type { JsonObject } from '../../src-main/core/json.ts'
import { stopLater } from '../support/lifetime.ts'
import { at, runApp, type TestSettings, upstream } from '../support/run-app.ts'
import { json } from '../support/scripted.ts'
import { aKeychain, gather, openPage } from './open-page.ts'

const SECRET = 'sk-lab-0123456789abcdefghij'

async function lab(
  settings: TestSettings | string = {},
  options: Pick<AppOptions, 'environment' | 'keychain' | 'demo'> = {},
) {
  const running = await runApp(typeof settings === 'string' ? {} : settings, options)
  const page = openPage(running.app)
  const text = () => readFile(join(running.home, 'settings.jsonc'), 'utf8')
  const providers = async () => JSON.parse(await text()).providers as JsonObject
  return { ...running, page, text, providers }
}

describe('adding a provider', () => {
  test('by its preset takes the key from the environment where it is', async () => {
    const { page, providers } = await lab({}, { environment: { VLLM_API_KEY: SECRET } })
    expect(await page.providers.save.mutate({ id: 'vllm', preset: 'vllm' })).toEqual({ ok: true })
    expect(await providers()).toEqual({ vllm: { preset: 'vllm', key: 'env:VLLM_API_KEY' } })
    const [preset] = (await page.providers.presets.query()).filter(({ configured }) => configured)
    expect(preset).toMatchObject({ preset: 'vllm', name: 'vLLM', local: true, needsKey: false })
  })

  test('by its address is listed, with its models, from the next moment on', async () => {
    const provider = await upstream({ models: ['one', 'two'] })
    const { page, providers } = await lab()
    const { baseUrl } = provider
    await page.providers.save.mutate({ id: 'mine', baseUrl, endpoints: ['chat'] })
    expect(await providers()).toEqual({ mine: { baseUrl, endpoints: ['chat'], key: 'none' } })
    await page.models.refresh.mutate({ provider: 'mine' })
    expect(await page.providers.list.query()).toMatchObject([
      { id: 'mine', fixed: false, key: { source: 'none' }, list: { models: 2, refreshing: false } },
    ])
  })

  test.each([
    ['an address that is none', { id: 'mine', baseUrl: 'lab', endpoints: ['chat' as const] }],
    ['neither preset nor address', { id: 'mine' }],
    ['a preset that there is not', { id: 'mine', preset: 'nobody' }],
  ])('with %s is refused and not written', async (_what, input) => {
    const { page, text } = await lab()
    const before = await text()
    expect(await page.providers.save.mutate(input)).toMatchObject({ ok: false, reason: 'invalid' })
    expect(await text()).toBe(before)
  })

  test('with a key in place of its name is refused without repeating it', async () => {
    const { page, text } = await lab()
    const saving = page.providers.save.mutate({ id: 'mine', preset: 'openai', key: SECRET })
    await expect(saving).rejects.toThrow(/env:NAME/)
    await expect(saving).rejects.not.toThrow(SECRET)
    expect(await text()).not.toContain(SECRET)
  })
})

test('changing a provider writes only the given fields, and null takes one out', async () => {
  const provider = await upstream()
  const { page, providers } = await lab({ providers: { lab: at(provider, ['chat'], { preset: 'vllm' }) } })
  await page.providers.save.mutate({ id: 'lab', endpoints: null, key: 'client' })
  expect(await providers()).toEqual({
    lab: { preset: 'vllm', baseUrl: provider.baseUrl, key: 'client' },
  })
})

test('removing a provider can take its key along', async () => {
  const keychain = aKeychain()
  await keychain.set('lab', SECRET)
  const { page, providers } = await lab({ providers: { lab: at(await upstream()) } }, { keychain })
  expect(await page.providers.remove.mutate({ id: 'lab', forgetKey: true })).toEqual({ ok: true })
  expect(await providers()).toEqual({})
  expect(keychain.held.size).toBe(0)
  expect(await page.providers.remove.mutate({ id: 'lab' })).toMatchObject({ ok: false, reason: 'unknown' })
})

test('the built-in demo cannot be edited', async () => {
  const { page } = await lab({}, { demo: true })
  expect(await page.providers.list.query()).toMatchObject([{ id: 'demo', fixed: true }])
  expect(await page.providers.save.mutate({ id: 'demo', key: 'none' })).toMatchObject({ ok: false })
})

test('another order is another priority, and comments move along', async () => {
  const [first, second] = [await upstream({ models: ['same'] }), await upstream({ models: ['same'] })]
  const { page, app, text, writeSettings } = await lab()
  const entry = (provider: typeof first) => JSON.stringify(at(provider))
  await writeSettings(
    `{\n  "providers": {\n    // cheap\n    "one": ${entry(first)}, // at home\n    "two": ${entry(second)}\n  }\n}\n`,
  )
  const { until, stop } = gather<StateChange>(options => page.stateChanges.subscribe(undefined, options))
  await until(() => app.state().providers.length === 2)
  stop()
  await app.refreshCatalogs()
  expect(app.explain('same', 'chat').resolution).toMatchObject({ targets: [{ modelId: 'one/same' }] })
  expect(await page.providers.reorder.mutate({ ids: ['two', 'one'] })).toEqual({ ok: true })
  expect(await text()).toBe(
    `{\n  "providers": {\n    "two": ${entry(second)},\n    // cheap\n    "one": ${entry(first)} // at home\n  }\n}\n`,
  )
  expect(app.explain('same', 'chat').resolution).toMatchObject({ targets: [{ modelId: 'two/same' }] })
  expect(await page.providers.reorder.mutate({ ids: ['two'] })).toMatchObject({ reason: 'changed' })
})

describe('a key', () => {
  test('goes into the keychain, is used at once, and comes out nowhere', async () => {
    const provider = await upstream({ models: ['m'] })
    const keychain = aKeychain()
    const { page, app, text, logged } = await lab({ providers: { lab: at(provider) } }, { keychain })
    const changes = gather<StateChange>(options => page.stateChanges.subscribe(undefined, options))
    expect(await page.providers.storeKey.mutate({ id: 'lab', key: ` ${SECRET}\n` })).toEqual({ ok: true })
    expect(keychain.held.get('lab')).toBe(SECRET)
    const heard = await changes.until(() => app.state().providers[0]?.key.found === true)
    changes.stop()
    expect(app.state().providers[0]?.key).toEqual({
      source: 'keychain',
      found: true,
      keychain: 'the test keychain',
    })
    expect(await page.providers.check.mutate({ id: 'lab' })).toMatchObject({ ok: true, models: 1 })
    expect(provider.requests.at(-1)?.headers['authorization']).toBe(`Bearer ${SECRET}`)
    provider.script = () => json({ error: { message: `The key ${SECRET} is not allowed.` } }, 403)
    await page.connect.testPrompt.mutate({ model: 'lab/m', prompt: 'hi' })
    const answers = await Promise.all([
      page.state.query(),
      page.providers.list.query(),
      page.providers.environmentKeys.query(),
      page.providers.keychain.query(),
      page.settings.values.query(),
      page.settings.text.query(),
      page.models.list.query(),
      page.log.list.query({}),
      page.connect.info.query({}),
    ])
    const everything = JSON.stringify([heard, answers, await text(), logged])
    expect(everything).not.toContain(SECRET)
    expect(everything).toContain('[hidden]')
  })

  test('that is forgotten is missing, and it is said where to put one', async () => {
    const keychain = aKeychain()
    await keychain.set('lab', SECRET)
    const { page, app } = await lab(
      { providers: { lab: at(await upstream(), ['chat'], { key: 'keychain' }) } },
      { keychain },
    )
    const changes = gather<StateChange>(options => page.stateChanges.subscribe(undefined, options))
    await changes.until(() => app.state().providers[0]?.key.found === true)
    expect(await page.providers.forgetKey.mutate({ id: 'lab' })).toEqual({ ok: true })
    await changes.until(() => app.state().providers[0]?.key.found === false)
    changes.stop()
    expect(app.state().providers[0]?.key.problem).toContain('patchbay key set lab')
  })

  test('cannot be stored where no keychain answers, and the other ways are named', async () => {
    const { page, providers } = await lab(
      { providers: { lab: at(await upstream()) } },
      { keychain: aKeychain('it is locked') },
    )
    const stored = await page.providers.storeKey.mutate({ id: 'lab', key: SECRET })
    expect(stored).toMatchObject({ ok: false, reason: 'keychain' })
    expect(JSON.stringify(stored)).toMatch(/it is locked.*env:NAME.*file:PATH/)
    expect(JSON.stringify(stored)).not.toContain(SECRET)
    expect(await providers()).toMatchObject({ lab: { key: 'none' } })
    expect(await page.providers.keychain.query()).toMatchObject({ available: false, reason: 'it is locked' })
  })

  test('of several words, or of nobody, is refused', async () => {
    const { page } = await lab({ providers: { lab: at(await upstream()) } }, { keychain: aKeychain() })
    const [words, nobody] = [
      { id: 'lab', key: 'two words' },
      { id: 'other', key: SECRET },
    ]
    expect(await page.providers.storeKey.mutate(words)).toMatchObject({ reason: 'invalid' })
    expect(await page.providers.storeKey.mutate(nobody)).toMatchObject({ reason: 'unknown' })
  })

  test('of the environment is offered by name, never by value', async () => {
    const { page } = await lab(
      {
        providers: {
          mine: { preset: 'openai', key: 'env:OPENAI_API_KEY', baseUrl: (await upstream()).baseUrl },
        },
      },
      { environment: { OPENAI_API_KEY: SECRET, GROQ_API_KEY: 'gsk_0123456789', MISTRAL_API_KEY: ' ' } },
    )
    expect(await page.providers.environmentKeys.query()).toEqual([
      { preset: 'openai', name: 'OpenAI', variable: 'OPENAI_API_KEY', adopted: true },
      { preset: 'groq', name: 'Groq', variable: 'GROQ_API_KEY', adopted: false },
    ])
  })
})

describe('checking a provider', () => {
  test('gives its own words where it refuses, without the key that they repeat', async () => {
    const server = createServer((request, response) => {
      response
        .writeHead(401)
        .end(JSON.stringify({ error: { message: `No: ${request.headers.authorization}` } }))
    })
    await once(server.listen(0, '127.0.0.1'), 'listening')
    stopLater(() => server.close())
    const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`
    const { page } = await lab(
      { providers: { lab: at({ baseUrl }, ['chat'], { key: 'env:LAB_KEY' }) } },
      { environment: { LAB_KEY: SECRET } },
    )
    const check = await page.providers.check.mutate({ id: 'lab' })
    expect(check).toMatchObject({ ok: false, message: expect.stringMatching(/^401: No: /) })
    expect(JSON.stringify([check, await page.state.query()])).not.toContain(SECRET)
  })

  test('says where the key should be', async () => {
    const { page } = await lab({ providers: { lab: at(await upstream(), ['chat'], { key: 'env:LAB_KEY' }) } })
    expect(await page.providers.check.mutate({ id: 'lab' })).toMatchObject({
      ok: false,
      message: expect.stringContaining('LAB_KEY is not set'),
    })
    expect(await page.providers.check.mutate({ id: 'other' })).toMatchObject({ ok: false })
  })
})
