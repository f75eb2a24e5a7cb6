import { readFile } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import { at, upstream } from '../support/run-app.ts'
import { json } from '../support/scripted.ts'
import { accessibilityProblems, prepareWindows, type Window } from './window.ts'

const openWindow = prepareWindows()

const lab = async () => {
  const provider = await upstream({ models: ['small', 'large'] })
  return { provider, settings: { providers: { lab: at(provider) }, aliases: { quick: 'lab/small' } } }
}

const reply = (input: number, cached: number, output: number) =>
  json({
    id: 'chatcmpl-1',
    object: 'chat.completion',
    created: 1,
    model: 'small',
    choices: [{ index: 0, message: { role: 'assistant', content: 'Ahoy' }, finish_reason: 'stop' }],
    usage: {
      prompt_tokens: input,
      completion_tokens: output,
      total_tokens: input + output,
      prompt_tokens_details: { cached_tokens: cached },
    },
  })

/** Three requests by two names, one of them refused, and the page asked again. */
async function withTraffic(window: Window, provider: Awaited<ReturnType<typeof upstream>>) {
  const ask = async (model: string) => (await window.call(model)).text()
  provider.script = () => reply(1000, 800, 50)
  await ask('quick')
  await ask('lab/large')
  provider.script = () => json({ error: { message: 'too much' } }, 429)
  await ask('lab/large')
  await window.page.getByRole('link', { name: 'Models', exact: true }).click()
  await window.page.getByRole('link', { name: 'Usage', exact: true }).click()
  await window.page.getByRole('region', { name: 'Totals' }).getByText('1 failed').waitFor()
}

const cellsOf = async (page: Window['page'], name: string) =>
  (await page.getByRole('row').filter({ hasText: name }).getByRole('cell').allTextContents()).slice(1, 6)

describe('the page Usage', () => {
  test('a span without a request says how to have one', async context => {
    const { settings } = await lab()
    const { page, problems } = await openWindow(context, { at: 'Usage', settings })
    await page.getByRole('heading', { name: 'Send a request, or look further back' }).waitFor()
    await page.getByRole('link', { name: 'Send a test prompt' }).click()
    await page.getByRole('heading', { level: 1, name: 'Connect' }).waitFor()
    expect(problems).toEqual([])
  })

  test('counts requests, tokens, the share of caches and errors, by model and by alias', async context => {
    const { provider, settings } = await lab()
    const window = await openWindow(context, { at: 'Usage', settings })
    await withTraffic(window, provider)
    const { page, problems } = window
    const totals = page.getByRole('region', { name: 'Totals' })
    expect(await totals.textContent()).toMatch(/Requests3/)
    expect(await totals.textContent()).toContain('80 % from caches')
    expect(await cellsOf(page, 'lab/large')).toEqual(['2', '1', '1.0k', '80 %', '50'])
    await page.getByRole('combobox', { name: 'Group by' }).click()
    await page.getByRole('option', { name: 'Alias' }).click()
    await page.getByRole('row').filter({ hasText: 'quick' }).waitFor()
    expect(await cellsOf(page, 'quick')).toEqual(['1', '', '1.0k', '80 %', '50'])
    expect(problems).toEqual([])
  })

  test('a group leads to its requests in the log', async context => {
    const { provider, settings } = await lab()
    const window = await openWindow(context, { at: 'Usage', settings })
    await withTraffic(window, provider)
    const { page } = window
    await page.getByRole('link', { name: 'lab/large' }).click()
    await page.getByRole('heading', { level: 1, name: 'Log' }).waitFor()
    await page.getByText('2 requests').waitFor()
  })

  test('the table of each day is saved as CSV', async context => {
    const { provider, settings } = await lab()
    const window = await openWindow(context, { at: 'Usage', settings })
    await withTraffic(window, provider)
    const download = window.page.waitForEvent('download')
    await window.page.getByRole('button', { name: 'CSV' }).click()
    const file = await download
    expect(file.suggestedFilename()).toBe('patchbay-usage-by-model.csv')
    const text = await readFile(await file.path(), 'utf8')
    expect(text).toMatch(/^day,model,requests,errors,/)
    expect(text).toMatch(/lab\/large,2,1,1000,800/)
  })

  test('the chart follows what is asked of it, and says what it shows', async context => {
    const { provider, settings } = await lab()
    const window = await openWindow(context, { at: 'Usage', settings })
    await withTraffic(window, provider)
    const { page } = window
    await page.getByText('Tokens', { exact: true }).click()
    await page.getByRole('img', { name: 'Tokens of each day, by lab/large, lab/small' }).waitFor()
    await page.getByText('Errors', { exact: true }).first().click()
    await page.getByRole('img', { name: 'Errors of each day, by lab/large' }).waitFor()
    expect(window.problems).toEqual([])
  })

  test.for(['light', 'dark'] as const)('axe finds nothing in %s', async (colorScheme, context) => {
    const { provider, settings } = await lab()
    const window = await openWindow(context, { at: 'Usage', settings, colorScheme })
    expect(await accessibilityProblems(window.page)).toEqual([])
    await withTraffic(window, provider)
    await window.page.getByText('Tokens', { exact: true }).click()
    await window.page.getByRole('img', { name: /^Tokens of each day/ }).waitFor()
    if (process.env['SHOT'])
      await window.page.screenshot({ path: `${process.env['SHOT']}-${colorScheme}.png` })
    expect(await accessibilityProblems(window.page)).toEqual([])
  })
})
