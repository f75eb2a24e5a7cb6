import { describe, expect, test } from 'vitest'
import { startApp } from '../../src-main/app.ts'
import { stopLater } from '../support/lifetime.ts'
import { at, upstream } from '../support/run-app.ts'
import { prepareWindows } from './window.ts'

const openWindow = prepareWindows()

const withOneModel = async () => ({
  providers: { lab: at(await upstream({ models: ['small'] })) },
  aliases: { fast: 'lab/small' },
})

/** Where the page lies, without the token. */
const pageAt = (url: string, path: string) => `${new URL(url).origin}${path}`

describe('the frame of the window', () => {
  test('the token leaves the address, and a reload keeps page and connection', async context => {
    const { page, problems } = await openWindow(context, { at: 'Settings', settings: await withOneModel() })
    expect(page.url()).not.toContain('token')
    await page.reload()
    await page.getByRole('heading', { level: 1, name: 'Settings' }).waitFor()
    await page.getByRole('status', { name: 'Proxy running' }).waitFor()
    expect(problems).toEqual([])
  })

  test('a page without a token says how to get an address with one', async context => {
    const { app, page } = await openWindow(context, { at: 'Usage', settings: await withOneModel() })
    const stranger = await page.context().browser()?.newContext()
    stopLater(() => stranger?.close())
    const tab = await stranger?.newPage()
    await tab?.goto(pageAt(app.pageUrl, '/aliases'))
    const advice = (await tab?.getByRole('alert').textContent()) ?? ''
    expect(advice).toContain('printed in its terminal')
    expect(advice).toContain('tray')
  })

  test('a second tab that is opened by hand is let in by the first, at the page that its address names', async context => {
    const { app, page } = await openWindow(context, { at: 'Usage', settings: await withOneModel() })
    const second = await page.context().newPage()
    await second.goto(pageAt(app.pageUrl, '/aliases'))
    await second.getByRole('heading', { level: 1, name: 'Aliases' }).waitFor()
    await second.getByRole('status', { name: 'Proxy running' }).waitFor()
  })

  test('what one tab changes is seen in the other', async context => {
    const { page, app } = await openWindow(context, { at: 'Connect', settings: await withOneModel() })
    const second = await page.context().newPage()
    await second.goto(app.pageUrl)
    await second.getByRole('button', { name: 'Pause' }).click()
    await page.getByRole('button', { name: 'Resume' }).click()
    await second.getByRole('status', { name: 'Proxy running' }).waitFor()
  })

  test('the palette reaches pages, aliases and models by their names', async context => {
    const { page } = await openWindow(context, { at: 'Usage', settings: await withOneModel() })
    await page.keyboard.press('Control+k')
    await page.getByRole('searchbox').or(page.getByRole('textbox')).first().fill('fast')
    await page.getByRole('button', { name: /^fast/ }).waitFor()
    await page.keyboard.press('Control+a')
    await page.keyboard.type('lab/small')
    await page.getByRole('button', { name: 'lab/small', exact: true }).click()
    await page.getByRole('heading', { level: 1, name: 'Models' }).waitFor()
    expect(page.url()).toContain(encodeURIComponent('lab/small'))
  })

  test('a settings file with an error is shown above every page with its place, until it is put right', async context => {
    const settings = await withOneModel()
    const { page, writeSettings } = await openWindow(context, { at: 'Log', settings })
    await writeSettings('{\n  "requireKey": "perhaps"\n}\n')
    const banner = page.getByRole('alert').filter({ hasText: 'settings.jsonc' })
    await banner.waitFor()
    expect(await banner.textContent()).toContain(':2:')
    expect(await banner.textContent()).toContain('requireKey')
    await writeSettings(settings)
    await banner.waitFor({ state: 'detached' })
  })

  test('after a restart on the same port the tab says so, and goes on when the new address is opened', async context => {
    const { app, home, page, pageFolder } = await openWindow(context, {
      at: 'Log',
      settings: await withOneModel(),
    })
    const controlPort = Number(new URL(app.pageUrl).port)
    await app.stop()
    await page.getByText('No connection to Patchbay').waitFor()
    const again = await startApp({ home, port: 0, controlPort, pageFolder, environment: {}, log: () => {} })
    if (!again.ok) throw new Error(again.message)
    stopLater(() => again.stop())
    await page.getByRole('heading', { name: 'Patchbay was started anew' }).waitFor()
    const fresh = await page.context().newPage()
    await fresh.goto(again.pageUrl)
    await page.getByRole('heading', { level: 1, name: 'Log' }).waitFor()
    await page.getByRole('status', { name: 'Proxy running' }).waitFor()
  })
})
