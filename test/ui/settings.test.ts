import { describe, expect, test } from 'vitest'
import { at, upstream } from '../support/run-app.ts'
import { accessibilityProblems, prepareWindows } from './window.ts'

const openWindow = prepareWindows()

const FILE = `{
  // why it is so
  "dispatch": { "lossy": "warn" }, // keep me
  "log": { "keepDays": 7 }
}
`

describe('the page Settings', () => {
  test('a choice is written to the file at once, beside the comments that were there', async context => {
    const { page, settingsText, problems } = await openWindow(context, { at: 'Settings', settings: FILE })
    await page.getByRole('combobox', { name: 'Something cannot be translated' }).click()
    await page.getByRole('option', { name: 'Refuse the request' }).click()
    await expect.poll(settingsText).toContain('"lossy": "reject"')
    expect(await settingsText()).toContain('// why it is so')
    expect(await settingsText()).toContain('// keep me')
    expect(problems).toEqual([])
  })

  test('a value that cannot be is refused at its field with the reason, and the file stays', async context => {
    const { page, settingsText } = await openWindow(context, { at: 'Settings', settings: FILE })
    const field = page.getByRole('textbox', { name: 'Keep for' })
    await field.fill('0')
    await field.press('Enter')
    await page
      .getByRole('alert')
      .filter({ hasText: /more than 0/ })
      .waitFor()
    expect(await settingsText()).toBe(FILE)
    await field.fill('30')
    await field.press('Enter')
    await expect.poll(settingsText).toContain('"keepDays": 30')
  })

  test('an edit of the file shows up without a reload', async context => {
    const { page, writeSettings } = await openWindow(context, { at: 'Settings', settings: FILE })
    await writeSettings('{ "echoModel": "upstream" }')
    await expect
      .poll(() => page.getByRole('combobox', { name: 'Model name in replies' }).inputValue())
      .toBe('The provider’s own')
    await page.getByRole('region', { name: 'Text of the settings file' }).getByText('"echoModel"').waitFor()
  })

  test('an error of the file is marked in its line, and nothing is overwritten', async context => {
    const { page, writeSettings, settingsText } = await openWindow(context, {
      at: 'Settings',
      settings: FILE,
    })
    const broken = '{\n  "tolerance": true,\n  "requireKey": 3\n}\n'
    await writeSettings(broken)
    const line = page.getByRole('region', { name: 'Text of the settings file' }).locator('[aria-current]')
    await expect.poll(() => line.textContent()).toContain('"requireKey": 3')
    await page.getByRole('switch', { name: 'Tolerate spelling' }).click({ force: true })
    await page
      .getByRole('alert')
      .filter({ hasText: /settings/i })
      .nth(1)
      .waitFor()
    expect(await settingsText()).toBe(broken)
    // The next page is whole, whatever this one marked.
    await page.getByRole('link', { name: 'Models', exact: true }).click()
    await page.getByRole('heading', { level: 1, name: 'Models' }).waitFor()
  })

  test('a collector that gets nothing is told of beside its address', async context => {
    const settings = { log: { otlp: { endpoint: 'http://127.0.0.1:9', key: 'env:NOT_SET' } } }
    const { page } = await openWindow(context, { at: 'Settings', settings })
    await page
      .getByRole('alert')
      .filter({ hasText: /Nothing is sent to the collector.*NOT_SET/ })
      .waitFor()
  })

  test('a key is made, shown once, works, and is revoked', async context => {
    const provider = await upstream({ models: ['small'] })
    const { page, url } = await openWindow(context, {
      at: 'Settings',
      settings: { providers: { lab: at(provider) } },
    })
    await page.getByRole('textbox', { name: 'New key' }).fill('codex')
    await page.getByRole('button', { name: 'Create' }).click()
    const token = (await page.getByRole('region', { name: 'key', exact: true }).textContent())?.trim() ?? ''
    const models = () => fetch(`${url}/v1/models`, { headers: { authorization: `Bearer ${token}` } })
    expect((await models()).status).toBe(200)
    await page.getByRole('button', { name: 'I have it' }).click()
    await page.reload()
    await page.getByRole('rowheader', { name: 'codex' }).waitFor()
    expect(await page.locator('main').textContent()).not.toContain(token)
    await page.getByRole('button', { name: 'Revoke codex' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click()
    await page.getByRole('rowheader', { name: 'codex' }).waitFor({ state: 'detached' })
    expect((await models()).status).toBe(401)
  })

  test('a key whose name is taken is refused at the field', async context => {
    const { page } = await openWindow(context, { at: 'Settings', settings: {} })
    const existing = await page.getByRole('rowheader').first().textContent()
    await page.getByRole('textbox', { name: 'New key' }).fill(existing?.replace('first', '').trim() ?? '')
    await page.getByRole('button', { name: 'Create' }).click()
    await expect
      .poll(() => page.getByRole('textbox', { name: 'New key' }).getAttribute('aria-invalid'))
      .toBe('true')
  })

  test('the theme changes at once and stays after a reload', async context => {
    const { page } = await openWindow(context, { at: 'Settings', settings: {} })
    const scheme = () => page.locator('html').getAttribute('data-mantine-color-scheme')
    await page.getByRole('radiogroup', { name: 'Theme' }).getByText('Dark').click()
    await expect.poll(scheme).toBe('dark')
    await page.reload()
    await expect.poll(scheme).toBe('dark')
  })

  test.for(['light', 'dark'] as const)('axe finds nothing in %s', async (colorScheme, context) => {
    const { page, writeSettings } = await openWindow(context, { at: 'Settings', settings: {}, colorScheme })
    await writeSettings('{ "requireKey": 3 }')
    await page.getByRole('alert').filter({ hasText: 'requireKey' }).first().waitFor()
    expect(await accessibilityProblems(page)).toEqual([])
  })
})
