import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Page } from '@playwright/test'
import { describe, expect, type TestContext, test } from 'vitest'
import { openPage } from '../control/open-page.ts'
import { PIXEL } from '../core/log/recordings.ts'
import { stopLater } from '../support/lifetime.ts'
import { events } from '../support/scripted.ts'
import { PATIENT, prepareLog } from './log-window.ts'
import { accessibilityProblems } from './window.ts'

const openLog = prepareLog()

/** Texts that break out of careless pages. Each script would be heard of. */
const HOSTILE = [
  '</pre></details></main><script>window.ran = 1</script>',
  '"><img src="http://127.0.0.1:9/beacon" onerror="window.ran = 2">',
  "javascript:window.ran='3'",
  '<style>main{display:none}</style><meta http-equiv="refresh" content="0;url=http://127.0.0.1:9/">',
  '<!-- \u2028 \u2029 ]]> &lt;b&gt; -->',
  'x'.repeat(3000),
] as const
const ALL = HOSTILE.join('\n')
const LEADING_BREAK = '\n\n  indented'

interface Exported {
  readonly page: Page
  /** URLs that the page asked for, besides itself and what stands in it. */
  readonly loaded: readonly string[]
  /** What its script or its policy complained of. */
  readonly problems: readonly string[]
}

/** Sends hostile requests through the proxy, exports all as HTML, and opens the file as a person would: from the disk. */
async function openExport(context: TestContext, colorScheme: 'light' | 'dark' = 'light'): Promise<Exported> {
  const { app, ask, provider, page: window } = await openLog(context)
  provider.script = () =>
    events([
      `data: ${JSON.stringify({ choices: [{ index: 0, delta: { content: ALL } }] })}\n\n`,
      'data: {"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}\n\n',
      'data: [DONE]\n\n',
    ])
  const tools = [{ name: 'read', description: ALL, input_schema: { type: 'object' } }]
  const image = { type: 'image', source: { type: 'base64', media_type: 'image/png', data: PIXEL } }
  const turns = [
    { role: 'user', content: [{ type: 'text', text: ALL }, image] },
    { role: 'assistant', content: [{ type: 'tool_use', id: 'toolu_1', name: 'read', input: { path: ALL } }] },
    { role: 'user', content: [{ type: 'tool_result', tool_use_id: 'toolu_1', content: LEADING_BREAK }] },
  ]
  const body = { model: 'only-chat/small', max_tokens: 9, stream: true, system: ALL, tools, messages: turns }
  await ask('/v1/messages', body)
  for (const model of HOSTILE) await ask('/v1/chat/completions', { model, messages: [] })
  const control = openPage(app)
  await expect
    .poll(async () => (await control.log.list.query({ filter: '', limit: 50 })).rows.length, PATIENT)
    .toBe(1 + HOSTILE.length)
  const { text } = await control.log.export.query({ filter: '', format: 'html' })

  const folder = await mkdtemp(join(tmpdir(), 'patchbay-export-'))
  stopLater(() => rm(folder, { recursive: true }))
  const file = pathToFileURL(join(folder, 'export.html'))
  await writeFile(file, text)
  const room = await window.context().browser()?.newContext({ colorScheme })
  if (!room) throw new Error('the browser is gone')
  stopLater(() => room.close())
  const page = await room.newPage()
  const loaded: string[] = []
  const problems: string[] = []
  page.on('request', request => {
    if (request.url() !== file.href && !request.url().startsWith('data:')) loaded.push(request.url())
  })
  page.on('console', message => problems.push(message.text()))
  page.on('pageerror', error => problems.push(error.message))
  await page.goto(file.href)
  await page.evaluate('for (const part of document.querySelectorAll("details")) part.open = true')
  return { page, loaded, problems }
}

describe('a page that was exported from the log', () => {
  test('runs nothing, loads nothing, and shows hostile texts as texts', async context => {
    const { page, loaded, problems } = await openExport(context)
    expect(await page.evaluate('[window.ran, document.scripts.length]')).toEqual([undefined, 0])
    expect(await page.locator('style, meta[http-equiv]').count()).toBe(2)
    const text = (await page.locator('main').textContent()) ?? ''
    for (const hostile of HOSTILE) expect(text.split(hostile).length).toBeGreaterThan(3)
    expect(text).toContain(LEADING_BREAK)
    expect(loaded).toEqual([])
    expect(problems).toEqual([])
    const links = await page.evaluate<string[]>(
      'Array.from(document.links, link => link.getAttribute("href"))',
    )
    expect(links).toEqual(
      HOSTILE.map((_, index) => `#request-${index + 1}`).concat(`#request-${links.length}`),
    )
  })

  test('shows the picture that was sent', async context => {
    const { page } = await openExport(context)
    const picture = page.getByRole('img', { name: /^sha256:/ })
    expect(await picture.count()).toBe(1)
    expect(await page.evaluate('document.images[0].naturalWidth')).toBe(1)
  })

  test.for([1100, 400])('fits into a window of %i pixels, long words and all', async (width, context) => {
    const { page } = await openExport(context)
    await page.setViewportSize({ width, height: 800 })
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width)
  })

  test.for(['light', 'dark'] as const)('axe finds nothing in %s', async (colorScheme, context) => {
    const { page } = await openExport(context, colorScheme)
    expect(await accessibilityProblems(page)).toEqual([])
  })
})
