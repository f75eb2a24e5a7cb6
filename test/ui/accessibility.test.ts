import type { Page } from '@playwright/test'
import { describe, expect, test } from 'vitest'
import { stopLater } from '../support/lifetime.ts'
import { at, upstream } from '../support/run-app.ts'
import { accessibilityProblems, prepareWindows } from './window.ts'

const openWindow = prepareWindows()

/** What opens above a page or beside it: where, and how a user opens it. */
const OPENED: Readonly<Record<string, readonly [at: string, open: (page: Page) => Promise<void>]>> = {
  'the palette before the first letter': [
    'Log',
    async page => {
      await page.getByRole('button', { name: /Search/ }).click()
      await page.getByRole('dialog', { name: 'Search' }).getByText('New alias').waitFor()
    },
  ],
  'names in the palette': [
    'Usage',
    async page => {
      await page.keyboard.press('Control+k')
      await page.getByRole('dialog').getByRole('textbox').fill('small')
      await page.getByRole('dialog').getByText('lab/small').first().waitFor()
    },
  ],
  'the drawer of a model': [
    'Models',
    async page => {
      await page.getByRole('button', { name: 'Test lab/small' }).click()
      await page.getByRole('dialog').getByText('passed as it is').waitFor()
    },
  ],
  'the form of an alias': [
    'Aliases',
    async page => {
      await page.getByRole('button', { name: 'Edit fast' }).click()
      await page.getByRole('dialog').getByRole('combobox', { name: 'Target' }).fill('nowhere/x*')
      await page
        .getByRole('dialog')
        .getByText(/only 0 to fill them/)
        .waitFor()
    },
  ],
  'the form of a provider': [
    'Providers',
    async page => {
      await page.getByRole('button', { name: 'Add provider' }).click()
      await page.getByRole('dialog').getByRole('textbox').first().waitFor()
    },
  ],
  'the question before a provider is removed': [
    'Providers',
    async page => {
      await page.getByRole('button', { name: 'Remove lab' }).click()
      await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).waitFor()
    },
  ],
  'the columns of the log': [
    'Log',
    async page => {
      await page.getByRole('button', { name: 'Columns' }).click()
      await page.getByRole('checkbox', { name: 'Path' }).waitFor()
    },
  ],
  'a notification': [
    'Aliases',
    async page => {
      await page.getByRole('button', { name: 'Remove fast' }).click()
      await page.getByRole('button', { name: 'Undo' }).waitFor()
    },
  ],
}

describe.for(['light', 'dark'] as const)('axe finds nothing in %s', colorScheme => {
  const settings = async () => ({
    providers: { lab: at(await upstream({ models: ['small'] })) },
    aliases: { fast: 'lab/small' },
  })

  test.for(Object.entries(OPENED))('with %s open', async ([, [name, open]], context) => {
    const { page, call } = await openWindow(context, { at: name, settings: await settings(), colorScheme })
    await call('fast')
    await open(page)
    expect(await accessibilityProblems(page)).toEqual([])
  })

  test('on a page that has no token', async context => {
    const { app, page } = await openWindow(context, { at: 'Usage', settings: {}, colorScheme })
    const stranger = await page.context().browser()?.newContext({ colorScheme })
    stopLater(() => stranger?.close())
    const tab = await stranger?.newPage()
    await tab?.goto(new URL(app.pageUrl).origin)
    await tab?.getByRole('alert').waitFor()
    expect(tab && (await accessibilityProblems(tab))).toEqual([])
  })
})
