import { describe, expect, test } from 'vitest'
import { at, upstream } from '../support/run-app.ts'
import { accessibilityProblems, prepareWindows } from './window.ts'

const openWindow = prepareWindows()

const atAliases = async (fields: { aliases?: Record<string, string | string[]> } = {}) => {
  const provider = await upstream({ models: ['small', 'large'] })
  const settings = { providers: { lab: at(provider) }, aliases: {}, ...fields }
  return { provider, settings }
}

describe('the page of aliases', () => {
  test('an alias that is saved decides where the next request goes', async context => {
    const { provider, settings } = await atAliases()
    const { page, call, problems } = await openWindow(context, { at: 'Aliases', settings })
    await page.getByRole('button', { name: 'New alias' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Name or pattern').fill('fast')
    await dialog.getByRole('combobox', { name: 'Target' }).fill('lab/sma')
    await page.getByRole('option', { name: 'lab/small' }).click()
    await dialog.getByText('leads to').waitFor()
    await dialog.getByRole('button', { name: 'Save' }).click()
    await page.getByRole('rowheader', { name: 'fast' }).waitFor()

    const reply = await call('fast')
    expect(reply.headers.get('x-patchbay-model')).toBe('lab/small')
    expect(provider.generations.at(-1)?.body?.['model']).toBe('small')
    expect(problems).toEqual([])
  })

  test('an alias that cannot be is not saved, and the field says why', async context => {
    const { settings } = await atAliases({ aliases: { a: 'b', b: 'lab/small' } })
    const { page, settingsText } = await openWindow(context, { at: 'Aliases', settings })
    const before = await settingsText()
    await page.getByRole('button', { name: 'Edit b' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('combobox', { name: 'Target' }).fill('a')
    await dialog.getByText(/a loop/).waitFor()
    expect(await dialog.getByRole('button', { name: 'Save' }).isDisabled()).toBe(true)
    await dialog.getByRole('combobox', { name: 'Target' }).fill('x*')
    await dialog.getByText(/only 0 to fill them/).waitFor()
    await dialog.getByRole('combobox', { name: 'Target' }).fill('lab/large')
    await dialog.getByText('leads to').waitFor()
    await expect.poll(() => dialog.getByRole('button', { name: 'Save' }).isEnabled()).toBe(true)
    expect(await settingsText()).toBe(before)
  })

  test('several targets have an order that can be changed', async context => {
    const { settings } = await atAliases({ aliases: { smart: ['lab/small', 'lab/large'] } })
    const { page, call } = await openWindow(context, { at: 'Aliases', settings })
    await page.getByRole('button', { name: 'Edit smart' }).click()
    await page
      .getByRole('combobox', { name: 'Target 2, while the one before is down, busy or out of quota' })
      .waitFor()
    await page.getByRole('button', { name: 'Ask target 2 earlier' }).click()
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByRole('dialog').waitFor({ state: 'hidden' })
    expect((await call('smart')).headers.get('x-patchbay-model')).toBe('lab/large')
  })

  test('a removed alias can be taken back', async context => {
    const { settings } = await atAliases({ aliases: { fast: 'lab/small' } })
    const { page, call } = await openWindow(context, { at: 'Aliases', settings })
    await page.getByRole('button', { name: 'Remove fast' }).click()
    await page.getByText('Give a model a name of your own').waitFor()
    await page.getByRole('button', { name: 'Undo' }).click()
    await page.getByRole('rowheader', { name: 'fast' }).waitFor()
    expect((await call('fast')).headers.get('x-patchbay-model')).toBe('lab/small')
  })

  test('the tester tells the way of any name, at each endpoint', async context => {
    const provider = await upstream({ models: ['small'] })
    const settings = { providers: { lab: at(provider, ['chat']) }, aliases: { 'fast-*': 'lab/small' } }
    const { page } = await openWindow(context, { at: 'Aliases', settings })
    await page.getByLabel('Name', { exact: true }).fill('fast-now')
    const steps = page.getByRole('list', { name: 'Steps of the resolution' })
    await steps.getByText('"fast-*"').waitFor()
    await page.getByText('passed as it is').waitFor()
    await page.getByText('Messages', { exact: true }).click()
    await page.getByText('translated', { exact: false }).first().waitFor()
    await page.getByLabel('Name', { exact: true }).fill('nobody/knows')
    await page.getByRole('alert').filter({ hasText: 'nobody' }).waitFor()
  })

  test('names that were really requested are explained, and become aliases', async context => {
    const { settings } = await atAliases({ aliases: { fast: 'lab/small' } })
    const { page, call } = await openWindow(context, { at: 'Aliases', settings })
    await call('fast')
    await call('gpt-unheard')
    await page.reload()
    await page.getByRole('button', { name: 'Last 2 really requested' }).click()
    const names = page.getByRole('table', { name: 'Names really requested' })
    await names.getByRole('row', { name: /fast/ }).getByText('lab/small').waitFor()
    await names.getByRole('button', { name: 'Make an alias of gpt-unheard' }).click()
    expect(await page.getByLabel('Name or pattern').inputValue()).toBe('gpt-unheard')
  })

  test('an edit of the file shows up', async context => {
    const { settings } = await atAliases({ aliases: { fast: 'lab/small' } })
    const { page, writeSettings } = await openWindow(context, { at: 'Aliases', settings })
    await page.getByRole('rowheader', { name: 'fast' }).waitFor()
    await writeSettings({ ...settings, aliases: { slow: 'lab/large', large: 'lab/small' } })
    await page.getByRole('rowheader', { name: 'slow' }).waitFor()
    await page
      .getByRole('row', { name: /^large/ })
      .getByLabel('Warning')
      .waitFor()
    expect(await page.getByRole('rowheader', { name: 'fast' }).count()).toBe(0)
  })

  test.for(['light', 'dark'] as const)('axe finds nothing in %s', async (colorScheme, context) => {
    const { settings } = await atAliases({ aliases: { fast: 'lab/small', gone: 'nowhere/x' } })
    const { page } = await openWindow(context, { at: 'Aliases', settings, colorScheme })
    await page.getByLabel('Name', { exact: true }).fill('fast')
    await page.getByText('passed as it is').waitFor()
    expect(await accessibilityProblems(page)).toEqual([])
  })
})
