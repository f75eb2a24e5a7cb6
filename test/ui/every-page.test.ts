import type { Page } from '@playwright/test'
import { describe, expect, test } from 'vitest'
import { startApp } from '../../src-main/app.ts'
import type { JsonObject } from '../../src-main/core/json.ts'
import { stopLater } from '../support/lifetime.ts'
import { at, type TestSettings, upstream } from '../support/run-app.ts'
import { prepareWindows } from './window.ts'

const openWindow = prepareWindows()

/** What another program writes to settings.jsonc while the pages are open. */
const edited = ({ providers: { lab } }: { providers: { lab: JsonObject } }): TestSettings => ({
  requireKey: false,
  providers: { lab, bench: lab },
  aliases: { slow: 'lab/small' },
})

/** Where each page shows that edit. */
const SHOWN: Readonly<Record<string, (page: Page) => ReturnType<Page['getByText']>>> = {
  Connect: page => page.getByText('No key is required now'),
  Models: page => page.getByRole('button', { name: 'Test bench/small' }),
  Aliases: page => page.getByRole('rowheader', { name: 'slow' }),
  Providers: page => page.getByRole('button', { name: 'Check bench' }),
  Settings: page =>
    page.getByRole('region', { name: 'Text of the settings file' }).getByText('"slow"').first(),
}

const PATHS = ['Connect', 'Models', 'Aliases', 'Providers', 'Log', 'Usage', 'Settings']

async function isThere(page: Page, name: string): Promise<void> {
  await page.getByRole('heading', { level: 1, name }).waitFor()
  await page.getByRole('status', { name: 'Proxy running' }).waitFor()
}

describe('every page', () => {
  test.for(PATHS)(
    '%s comes through a reload, in a second tab, and after a restart',
    async (name, context) => {
      const settings = { providers: { lab: at(await upstream({ models: ['small'] })) } }
      const { app, home, page, pageFolder, call } = await openWindow(context, { at: name, settings })
      await call('lab/small')
      await page.reload()
      await isThere(page, name)

      const second = await page.context().newPage()
      await second.goto(page.url())
      await isThere(second, name)

      const controlPort = Number(new URL(app.pageUrl).port)
      await app.stop()
      for (const tab of [page, second]) await tab.getByText('No connection to Patchbay').waitFor()
      const again = await startApp({
        home,
        port: 0,
        controlPort,
        pageFolder,
        environment: {},
        log: () => {},
      })
      if (!again.ok) throw new Error(again.message)
      stopLater(() => again.stop())
      // The token is a new one with each start; one tab that has it lets the others go on.
      await (await page.context().newPage()).goto(again.pageUrl)
      for (const tab of [page, second]) await isThere(tab, name)
    },
  )

  test.for(Object.entries(SHOWN))(
    '%s shows an edit of the file, in each tab',
    async ([name, shown], context) => {
      const settings = { providers: { lab: at(await upstream({ models: ['small'] })) } }
      const { page, writeSettings, problems } = await openWindow(context, { at: name, settings })
      const second = await page.context().newPage()
      await second.goto(page.url())
      await isThere(second, name)
      expect(await shown(page).count()).toBe(0)
      await writeSettings(edited(settings))
      for (const tab of [page, second]) await shown(tab).waitFor()
      expect(problems).toEqual([])
    },
  )

  test('an edit of the file decides about the next row of the log', async context => {
    const settings = { providers: { lab: at(await upstream({ models: ['small'] })) } }
    const { page, writeSettings, call } = await openWindow(context, { at: 'Log', settings })
    expect((await call('slow')).status).toBe(404)
    await page.getByRole('row').filter({ hasText: 'slow' }).getByText('404').waitFor()
    await writeSettings(edited(settings))
    await expect.poll(async () => (await call('slow')).status).toBe(200)
    await page.getByRole('row').filter({ hasText: 'lab/small' }).getByText('200').first().waitFor()
  })
})
