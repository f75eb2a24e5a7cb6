import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Page } from '@playwright/test'
import { describe, expect, type TestContext, test } from 'vitest'
import { pageOf } from '../control/open-page.ts'
import { stopLater } from '../support/lifetime.ts'
import { at, upstream } from '../support/run-app.ts'
import { prepareWindows } from './window.ts'

const openWindow = prepareWindows()

/** A page of another program on this machine, in the browser of a user who has the window open, too. */
async function strangerBeside(context: TestContext) {
  const settings = { providers: { lab: at(await upstream({ models: ['small'] })) } }
  const window = await openWindow(context, { at: 'Connect', settings })
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>Stranger</title>')
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  stopLater(() => {
    server.closeAllConnections()
    server.close()
  })
  const stranger = await window.page.context().newPage()
  await stranger.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
  return { ...window, ...pageOf(window.app), stranger }
}

interface Attempt {
  readonly method?: 'POST'
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  readonly mode?: 'no-cors'
  readonly credentials?: 'include'
}

/** What a script of the page gets: the reply's status and text, or that the browser kept them from it. */
const tryFetch = (page: Page, url: string, init: Attempt): Promise<string> =>
  page.evaluate(
    ([address, options]) =>
      fetch(address, options).then(
        async reply => `${reply.type} ${reply.status} ${await reply.text()}`.trim(),
        () => 'kept away',
      ),
    [url, init] as const,
  )

/** Calls a function that is written for the page, which has what Node's types do not know. */
const inPage = (page: Page, source: string, argument: unknown): Promise<unknown> =>
  page.evaluate(`(${source})(${JSON.stringify(argument)})`)

const SEND_FORM = `fields => {
  const form = Object.assign(document.createElement('form'), fields)
  document.body.append(form)
  form.submit()
}`
const OPEN_EVENTS = `address => new Promise(settle => {
  const source = new EventSource(address)
  source.onopen = () => settle('open')
  source.onerror = () => settle(source.readyState === EventSource.CLOSED ? 'closed' : 'tries again')
})`
const EMBED = `address => new Promise(settle => {
  const frame = Object.assign(document.createElement('iframe'), { onload: settle, src: address })
  document.body.replaceChildren(frame)
}).then(() => 0)`
const RUN_SCRIPT = `address => new Promise(settle => {
  const tag = document.createElement('script')
  document.head.append(Object.assign(tag, {
    src: address, onload: () => settle('ran'), onerror: () => settle('refused')
  }))
})`

const JSON_TYPE = { 'content-type': 'application/json' }
const STATE = '/trpc/state'
const PAUSE = '/trpc/pause'

describe("a page at another port of this machine, in the user's own browser", () => {
  const attempts: readonly [string, string, Attempt][] = [
    ['reads an operation', STATE, {}],
    ['reads with credentials', STATE, { credentials: 'include' }],
    ['reads the page itself', '/', {}],
    ['asks leave to show a token', STATE, { headers: { 'x-patchbay-token': 'guessed' } }],
    ['changes something as JSON', PAUSE, { method: 'POST', headers: JSON_TYPE, body: '{}' }],
    ['changes something as a form would', PAUSE, { method: 'POST', body: '{}' }],
  ]
  test.for(attempts)('%s: the browser keeps the reply from it', async ([, path, init], context) => {
    const { stranger, url, page } = await strangerBeside(context)
    expect(await tryFetch(stranger, url + path, init)).toBe('kept away')
    await page.getByRole('status', { name: 'Proxy running' }).waitFor()
  })

  test('not even a token that it has got hold of lets it in', async context => {
    const { stranger, url, token, page } = await strangerBeside(context)
    for (const [name, value] of [
      ['x-patchbay-token', token],
      ['authorization', `Bearer ${token}`],
    ] as const) {
      const headers = { [name]: value }
      expect(await tryFetch(stranger, url + PAUSE, { method: 'POST', headers, body: '{}' })).toBe('kept away')
    }
    // The same words from the page's own origin do: the refusals above are the guard's, not a mistake of the test.
    const init: Attempt = { method: 'POST', headers: { 'x-patchbay-token': token, ...JSON_TYPE }, body: '{}' }
    expect(await tryFetch(page, url + PAUSE, init)).toMatch(/^basic 200 /)
    await page.getByRole('status', { name: 'Proxy paused' }).waitFor()
  })

  test('a request without leave (no-cors) reads nothing and does nothing', async context => {
    const { stranger, url, page } = await strangerBeside(context)
    for (const init of [{}, { method: 'POST', body: '{}' }] satisfies Attempt[]) {
      const path = init.method ? PAUSE : STATE
      const seen = await tryFetch(stranger, url + path, { ...init, mode: 'no-cors', credentials: 'include' })
      // Chromium shows nothing of it, or the policy of the reply takes even that away.
      expect(['kept away', 'opaque 0']).toContain(seen)
    }
    await page.getByRole('status', { name: 'Proxy running' }).waitFor()
  })

  test('a form that is sent changes nothing', async context => {
    const { stranger, url, page } = await strangerBeside(context)
    for (const enctype of ['application/x-www-form-urlencoded', 'multipart/form-data', 'text/plain']) {
      const home = stranger.url()
      const [reply] = await Promise.all([
        stranger.waitForResponse(response => response.url() === url + PAUSE),
        inPage(stranger, SEND_FORM, { action: url + PAUSE, method: 'post', enctype }),
      ])
      expect(reply.status(), enctype).toBe(403)
      await stranger.waitForURL(url + PAUSE)
      await stranger.goto(home)
    }
    await page.getByRole('status', { name: 'Proxy running' }).waitFor()
  })

  test('an event stream never opens', async context => {
    const { stranger, url } = await strangerBeside(context)
    const outcome = await inPage(stranger, OPEN_EVENTS, `${url}/trpc/stateChanges`)
    expect(outcome).toBe('closed')
  })

  test('the window cannot be embedded, not with its token either', async context => {
    const { stranger, app, url } = await strangerBeside(context)
    for (const address of [url, app.pageUrl]) {
      await inPage(stranger, EMBED, address)
      const embedded = stranger.frames().at(-1)
      expect(await embedded?.getByRole('heading').count()).toBe(0)
      expect(embedded?.url()).toMatch(/^chrome-error:/)
    }
  })

  test('a script of the window does not run there', async context => {
    const { stranger, url } = await strangerBeside(context)
    const script = /src="\.(\/assets\/[^"]+\.js)"/.exec(await (await fetch(url)).text())?.[1] ?? ''
    const outcome = await inPage(stranger, RUN_SCRIPT, url + script)
    expect(outcome).toBe('refused')
  })
})

describe('the window in its own browser', () => {
  test('a host name that was turned to this machine is refused in words', async context => {
    const { stranger, url } = await strangerBeside(context)
    // Resolves to 127.0.0.1 in Chromium without asking anybody, as a rebound name would.
    const reply = await stranger.goto(`http://rebound.localhost:${new URL(url).port}/`)
    expect(reply?.status()).toBe(403)
    expect(await reply?.text()).toContain(url)
  })

  test.for([
    ['without a token', {}, 401],
    ['with a token of another start', { 'x-patchbay-token': 'of-yesterday' }, 401],
    ['without being declared as JSON', { 'content-type': 'text/plain' }, 415],
  ] as const)('a change from its own origin %s is refused', async ([, headers, status], context) => {
    const { page, url, token } = await strangerBeside(context)
    const all = status === 415 ? { 'x-patchbay-token': token, ...headers } : { ...JSON_TYPE, ...headers }
    const seen = await tryFetch(page, url + PAUSE, { method: 'POST', headers: all, body: '{}' })
    expect(seen).toMatch(new RegExp(`^basic ${status} `))
    await page.getByRole('status', { name: 'Proxy running' }).waitFor()
  })
})
