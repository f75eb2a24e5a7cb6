import { describe, expect, test } from 'vitest'
import { at, runApp, type TestSettings, upstream } from '../support/run-app.ts'
import { json } from '../support/scripted.ts'
import { openPage } from './open-page.ts'

async function lab(settings: TestSettings = {}) {
  const provider = await upstream({ models: ['m', 'gpt-5-codex', 'claude-9'] })
  const running = await runApp({ providers: { lab: at(provider) }, ...settings })
  return { ...running, provider, page: openPage(running.app) }
}

describe('how clients are pointed here', () => {
  test('is filled in with address, key and the first name that can be called', async () => {
    const { page, url, localKey } = await lab({ aliases: { fast: 'lab/m' } })
    const info = await page.connect.info.query({})
    expect(info).toMatchObject({ baseUrl: url, openaiBaseUrl: `${url}/v1`, keyRequired: true, model: 'fast' })
    expect(info.clients.map(({ id }) => id)).toEqual([
      'claude-code',
      'codex',
      'opencode',
      'aider',
      'zed',
      'vs-code',
      'cline',
      'openai-sdk',
      'anthropic-sdk',
      'ai-sdk',
      'curl',
    ])
    for (const { snippets, dialects } of info.clients) {
      const text = snippets.map(snippet => snippet.text).join('\n')
      expect(text).toContain(url)
      expect(text).toContain('fast')
      expect(text).toContain(localKey)
      expect(dialects.length).toBeGreaterThan(0)
    }
  })

  test('has JSON that is JSON, and quotes what a shell would read otherwise', async () => {
    const { page } = await lab()
    const { clients } = await page.connect.info.query({ model: `it's $HOME "x"` })
    const snippets = clients.flatMap(client => client.snippets)
    const parsed = snippets.filter(({ language }) => language === 'json').map(({ text }) => JSON.parse(text))
    expect(parsed.length).toBeGreaterThan(2)
    const claude = clients.find(({ id }) => id === 'claude-code')?.snippets[0]?.text
    expect(claude).toContain(`--model 'it'\\''s $HOME "x"'`)
  })
})

describe('a test prompt', () => {
  test.each([
    ['m', 'chat'],
    ['gpt-5-codex', 'responses'],
    ['claude-9', 'messages'],
  ])('for %s goes the way of real clients, on its own endpoint', async (model, endpoint) => {
    const { page, provider } = await lab()
    const tested = await page.connect.testPrompt.mutate({ model, prompt: 'Say hi.' })
    expect(tested).toMatchObject({
      ok: true,
      endpoint,
      modelId: `lab/${model}`,
      route: 'listed; pass',
      text: expect.stringMatching(/./),
      firstTextMs: expect.any(Number),
      usage: { output: expect.any(Number) },
    })
    expect(provider.generations[0]?.raw.toString()).toContain('Say hi.')
    const [row] = (await page.log.list.query({})).rows
    expect(row).toMatchObject({ id: tested.requestId, client: expect.stringMatching(/^patchbay-page/) })
  })

  test('can be sent to another endpoint, and is translated then', async () => {
    const { page } = await lab()
    const tested = await page.connect.testPrompt.mutate({
      model: 'gpt-5-codex',
      prompt: 'hi',
      endpoint: 'messages',
    })
    expect(tested).toMatchObject({ ok: true, route: 'listed; messages>responses' })
  })

  test('that fails says what a client would have read', async () => {
    const { page, provider } = await lab()
    expect(await page.connect.testPrompt.mutate({ model: 'nobody-has-it', prompt: 'hi' })).toMatchObject({
      ok: false,
      status: 404,
      code: 'model_not_found',
      message: expect.stringContaining('nobody-has-it'),
    })
    provider.script = () => json({ error: { message: 'Too many of you.' } }, 429)
    expect(await page.connect.testPrompt.mutate({ model: 'lab/m', prompt: 'hi' })).toMatchObject({
      ok: false,
      status: 429,
      message: 'Too many of you.',
    })
  })

  test('hears of a proxy that is paused', async () => {
    const { page } = await lab()
    await page.pause.mutate()
    expect(await page.connect.testPrompt.mutate({ model: 'lab/m', prompt: 'hi' })).toMatchObject({
      ok: false,
      status: 503,
      code: 'proxy_paused',
    })
  })
})
