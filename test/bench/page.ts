import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startApp } from '../../src-main/app.ts'
import { startBrowser } from '../support/browser.ts'
import { startUpstream } from '../support/fake-upstream.ts'
import { median } from './finding.ts'

// The page of models with 5,000 of them, in a real browser: first rows, typing in the filter, scrolling. Printed, not judged.
const MODELS = 5000
/** Typed key by key; each one finds fewer models than the last. */
const TYPED = 'model 49 mode:c'
const SCROLLS = 60
/** Two frames: what React does at a lower priority is done before the second, or the second waits for it. */
const NOTE_NEXT_KEY = `window.painted = new Promise(done => document.addEventListener('keydown', () => {
  const pressed = performance.now()
  requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - pressed)))
}, { once: true, capture: true })); 0`
/** From the beginning of the page's own clock to the frame that shows the first model; the driver's polling costs nothing. */
const NOTE_FIRST_ROWS = `window.firstRows = new Promise(done => {
  const observer = new MutationObserver(() => {
    if (!document.querySelector('tr[aria-rowindex="3"]')) return
    observer.disconnect()
    requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now())))
  })
  observer.observe(document, { childList: true, subtree: true })
})`
/** The times between frames while the table moves by a screen with each. */
const SCROLL = `(async () => {
  const scroller = document.querySelector('section[aria-label="Table of models"]')
  const frame = () => new Promise(requestAnimationFrame)
  const times = []
  let last = await frame()
  for (let step = 0; step < ${SCROLLS}; step++) {
    scroller.scrollBy(0, 600)
    const now = await frame()
    times.push(now - last)
    last = now
  }
  return times
})()`

const started = await startBrowser()
if (!started.ok) {
  say(`no browser: ${started.reason}`)
  process.exit(0)
}
const upstream = await startUpstream({ models: modelEntries(MODELS) })
const home = await mkdtemp(join(tmpdir(), 'patchbay-bench-'))
const providers = { lab: { baseUrl: upstream.baseUrl, endpoints: ['chat', 'responses'], key: 'none' } }
await writeFile(join(home, 'settings.jsonc'), JSON.stringify({ providers }))
const app = await startApp({ home, port: 0, controlPort: 0, environment: {}, log: () => {} })
if (!app.ok) throw new Error(app.message)
await app.catalogsReady

const address = app.pageUrl.replace('/#', '/models#')
const page = await started.browser.newPage({ viewport: { width: 1200, height: 800 } })
await page.addInitScript(NOTE_FIRST_ROWS)
say(`${MODELS} models, milliseconds`)
// The first time the compiler of the browser works; the second is what a user has who comes back.
for (const name of ['first rows, cold', 'first rows, warm'])
  say(`${name}: ${(await openModels(address)).toFixed(0)}`)
report('key to painted table', await typeInto())
report('frame while scrolling', await scroll())

await started.browser.close()
await app.stop()
await upstream.stop()
await rm(home, { recursive: true })

/** From a fresh page until its first rows are painted. */
async function openModels(address: string): Promise<number> {
  await page.goto('about:blank')
  await page.goto(address)
  return Number(await page.evaluate('window.firstRows'))
}

/** For each key: from its event to the frame that shows what the table finds now. */
async function typeInto(): Promise<number[]> {
  await page.getByLabel('Filter models').focus()
  const times: number[] = []
  for (const key of TYPED) {
    await page.evaluate(NOTE_NEXT_KEY)
    await page.keyboard.press(key === ' ' ? 'Space' : key)
    times.push(Number(await page.evaluate('window.painted')))
  }
  return times
}

async function scroll(): Promise<number[]> {
  await page.getByLabel('Filter models').fill('')
  await page.getByText(`${MODELS} of ${MODELS} models`).waitFor()
  const times: unknown = await page.evaluate(SCROLL)
  return Array.isArray(times) ? times.map(Number) : []
}

function report(name: string, times: readonly number[]): void {
  say(`${name}: median ${median(times).toFixed(1)}, worst ${Math.max(...times).toFixed(1)}`)
}

/** As OpenRouter lists them, with all that a row can show. */
function modelEntries(count: number) {
  return Array.from({ length: count }, (_, index) => ({
    id: `vendor-${index % 40}/model-${index}`,
    created: 1_780_000_000,
    context_length: 262_144,
    pricing: { prompt: '0.000003', completion: '0.000015', input_cache_read: '0.0000003' },
    architecture: { input_modalities: ['text', 'image', 'file'] },
    supported_parameters: ['tools', 'reasoning', 'structured_outputs'],
    expiration_date: index % 9 === 0 ? '2027-02-15' : null,
  }))
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}
