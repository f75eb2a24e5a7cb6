import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { Browser } from '@playwright/test'
import { type App, startApp } from '../../src-main/app.ts'
import { startBrowser } from './browser.ts'
import { answerWork, drawLog, WORK } from './draw-log.ts'
import { startUpstream, type Upstream } from './fake-upstream.ts'
import type { Script } from './scripted.ts'

/** `npm run screens`: takes the README's pictures of every page, dark and light, from the real app with fake providers. */
const FOLDER = fileURLToPath(new URL('../../docs/screens/', import.meta.url))
/** Each page, and a text that stands there once it is filled. */
const PAGES = {
  Connect: 'claude --model',
  Models: 'gpt-5.3-codex',
  Aliases: 'the newest of its family',
  Providers: 'models',
  Log: 'gtp-5.5',
  Usage: 'Cached',
  Settings: 'Keys for clients',
} as const

const created = Date.UTC(2026, 8, 1) / 1000
const row = (id: string, more: object = {}) => ({ id, object: 'model', created, ...more })
const both = { supported_endpoints: ['/chat/completions', '/responses'] }
const responsesOnly = { supported_endpoints: ['/responses'] }
/** Made up, as a list says it: dollars for a million tokens in and out. */
const priced = (input: number, output: number) => ({
  pricing: {
    prompt: String(input / 1e6),
    completion: String(output / 1e6),
    input_cache_read: String(input / 1e7),
  },
})
const LISTS = {
  openai: [
    row('gpt-5.5', { ...both, ...priced(2, 12) }),
    row('gpt-5.4-mini', { ...both, ...priced(0.3, 2) }),
    row('gpt-5.3-codex', { ...responsesOnly, ...priced(1.5, 11) }),
    row('text-embedding-3-large'),
  ],
  anthropic: [
    row('claude-opus-5-5', priced(5, 25)),
    row('claude-sonnet-5', priced(3, 15)),
    row('claude-haiku-4-5-20251001', priced(1, 5)),
  ],
  xai: [
    row('grok-4-0709', priced(3, 15)),
    row('grok-4-fast-reasoning', priced(0.2, 0.5)),
    row('grok-4.5'),
    row('grok-code-fast-1', priced(0.2, 1.5)),
  ],
  openrouter: [
    row('openai/gpt-4o', { context_length: 131072, ...priced(2.5, 10) }),
    row('anthropic/claude-sonnet-5', { context_length: 1000000, ...priced(3, 15) }),
    row('qwen/qwen3-coder', { context_length: 262144, ...priced(0.2, 0.8) }),
    row('openrouter/auto', { context_length: 2000000 }),
  ],
}

const settings = (upstreams: Readonly<Record<string, Upstream>>) => ({
  providers: Object.fromEntries(
    Object.entries(upstreams).map(([id, { baseUrl }]) => [id, { preset: id, baseUrl, key: 'env:DEMO_KEY' }]),
  ),
  aliases: {
    fast: 'openai/gpt-5.4-mini',
    smart: ['anthropic/claude-opus-5-5', 'openai/gpt-5.5'],
    grok: { latest: 'xai/grok-4' },
    'claude-*': 'openrouter/anthropic/claude-*',
    quiet: { to: 'openai/gpt-5.5', hidden: true },
  },
  models: { 'openai/gpt-5.5': { mode: 'responses' }, 'xai/grok-code-fast-1': { mode: 'chat' } },
  dispatch: { mismatch: 'translate' },
})

/** What clients have asked for, so that the log, the hits and the names have something to show. */
const REQUESTS = [
  ['claude-cli/2.1.329', '/v1/messages', 'smart'],
  ['codex_exec/0.169.0', '/v1/responses', 'gpt-5.3-codex'],
  ['OpenAI/JS 7.55.0', '/v1/chat/completions', 'fast'],
  ['claude-cli/2.1.329', '/v1/messages', 'gpt-5.3-codex'],
  ['OpenAI/JS 7.55.0', '/v1/chat/completions', 'grok-4'],
  ['curl/8.10.1', '/v1/chat/completions', 'gtp-5.5'],
  ['claude-cli/2.1.329', '/v1/messages', 'claude-sonnet-5'],
] as const

let asked = 0
/** No two answers take the same time. */
const answerInTime: Script = async request => {
  asked += 1
  await setTimeout(30 + ((asked * 67) % 240))
  return answerWork(request)
}

async function ask(app: App): Promise<void> {
  for (const [client, path, model] of REQUESTS) {
    const turns = [{ role: 'user', content: 'Why is the sky blue?' }]
    const body =
      path === '/v1/responses' ? { model, input: turns } : { model, max_tokens: 500, messages: turns }
    const headers = { 'content-type': 'application/json', 'x-api-key': app.localKey, 'user-agent': client }
    const reply = await fetch(app.proxyUrl + path, { method: 'POST', headers, body: JSON.stringify(body) })
    await reply.text()
  }
  const headers = { 'content-type': 'application/json', 'x-api-key': app.localKey }
  const agent = { ...headers, 'user-agent': REQUESTS[0][0], 'x-claude-code-session-id': '5e1f0c7a' }
  const url = `${app.proxyUrl}/v1/messages`
  await (await fetch(url, { method: 'POST', headers: agent, body: JSON.stringify(WORK) })).text()
}

const USUAL = { width: 1200, height: 800 }
/** Room for every column of the log. */
const WIDE = { width: 1280, height: 800 }

async function draw(browser: Browser, app: App, scheme: 'dark' | 'light'): Promise<void> {
  const room = await browser.newContext({ colorScheme: scheme, viewport: USUAL })
  const page = await room.newPage()
  await page.goto(app.pageUrl)
  for (const [name, filled] of Object.entries(PAGES)) {
    await page.getByRole('link', { name, exact: true }).click()
    await page.getByRole('heading', { level: 1, name }).waitFor()
    if (name === 'Aliases') await page.getByRole('textbox', { name: 'Name' }).first().fill('grok-4')
    await page.setViewportSize(name === 'Log' ? WIDE : USUAL)
    if (name === 'Log') await page.keyboard.press('j')
    await page.getByText(filled).first().waitFor()
    if (name === 'Usage') await page.getByRole('img', { name: /of each day/ }).waitFor()
    const take = (what: string) => page.screenshot({ path: join(FOLDER, `${what}-${scheme}.png`) })
    await take(name.toLowerCase())
    if (name === 'Log') await drawLog(page, take)
  }
  await room.close()
}

const started = await startBrowser()
if (!started.ok) throw new Error(`no browser: ${started.reason}`)
const upstreams = Object.fromEntries(
  await Promise.all(
    Object.entries(LISTS).map(
      async ([id, models]) => [id, await startUpstream({ models, script: answerInTime })] as const,
    ),
  ),
)
const home = await mkdtemp(join(tmpdir(), 'patchbay-screens-'))
await writeFile(join(home, 'settings.jsonc'), JSON.stringify(settings(upstreams), null, 2))
await mkdir(FOLDER, { recursive: true })
const app = await startApp({
  home,
  controlPort: 0,
  port: 0,
  environment: { DEMO_KEY: 'none' },
  log: () => undefined,
})
if (!app.ok) throw new Error(app.message)
await app.catalogsReady
await ask(app)
for (const scheme of ['dark', 'light'] as const) await draw(started.browser, app, scheme)
await app.stop()
await started.browser.close()
await Promise.all(Object.values(upstreams).map(upstream => upstream.stop()))
await rm(home, { recursive: true })
