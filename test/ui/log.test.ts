import { describe, expect, test } from 'vitest'
import { at, upstream } from '../support/run-app.ts'
import { gate, json } from '../support/scripted.ts'
import { accessibilityProblems, prepareWindows } from './window.ts'

const openWindow = prepareWindows()

const lab = async () => {
  const provider = await upstream({ models: ['small', 'large'] })
  return { provider, settings: { providers: { lab: at(provider) }, aliases: { fast: 'lab/small' } } }
}

describe('the page Log', () => {
  test('an empty log says how to make the first row', async context => {
    const { settings } = await lab()
    const { page, url } = await openWindow(context, { at: 'Log', settings })
    await page.getByRole('heading', { name: 'Send the first request' }).waitFor()
    expect(await page.getByRole('region', { name: 'first request' }).textContent()).toContain(url)
  })

  test('a row appears when the request begins and fills as it ends', async context => {
    const { provider, settings } = await lab()
    const held = gate()
    provider.script = async () => {
      await held.opened
      return undefined
    }
    const { page, call, problems } = await openWindow(context, { at: 'Log', settings })
    const reply = call('fast')
    const row = page.getByRole('row').filter({ hasText: 'fast' })
    await row.getByText('running').waitFor()
    held.open()
    await reply
    await row.getByText('200').waitFor()
    expect(await row.textContent()).toContain('lab/small')
    expect(problems).toEqual([])
  })

  test('new rows wait while one is selected, and come when they are asked for', async context => {
    const { settings } = await lab()
    const { page, call } = await openWindow(context, { at: 'Log', settings })
    await call('fast')
    await page.getByRole('row').filter({ hasText: 'fast' }).click()
    await call('lab/large')
    await call('lab/large')
    await page.getByRole('button', { name: '2 new' }).waitFor()
    expect(await page.getByRole('row').filter({ hasText: 'large' }).count()).toBe(0)
    expect(await page.locator('tr[aria-current]').textContent()).toContain('fast')
    await page.getByRole('button', { name: '2 new' }).click()
    await page.getByRole('row').filter({ hasText: 'large' }).nth(1).waitFor()
    expect(await page.locator('tr[aria-current]').textContent()).toContain('fast')
  })

  test('the keyboard filters, moves, opens, closes and shows errors only', async context => {
    const { settings } = await lab()
    const { page, call } = await openWindow(context, { at: 'Log', settings })
    await call('fast')
    await call('nobody-knows-it')
    await page.getByRole('row').filter({ hasText: 'nobody' }).waitFor()
    await page.keyboard.press('j')
    await page.keyboard.press('j')
    await page.keyboard.press('Enter')
    const detail = page.getByRole('complementary', { name: 'Request' })
    await detail.getByText(/asked for fast/).waitFor()
    await page.keyboard.press('k')
    await detail.getByText(/asked for nobody-knows-it/).waitFor()
    await page.keyboard.press('Escape')
    await detail.waitFor({ state: 'detached' })
    await page.keyboard.press('e')
    await page.getByText('1 of 2 requests').waitFor()
    await page.keyboard.press('e')
    await page.getByText('2 requests', { exact: true }).waitFor()
    await page.keyboard.press('/')
    await page.keyboard.type('model:lab/sm*')
    await page.getByText('1 of 2 requests').waitFor()
    await page.getByRole('button', { name: 'Take out model:lab/sm*' }).click()
    await page.getByText('2 requests', { exact: true }).waitFor()
  })

  test('a request shows how its name was resolved, each attempt, and what was lost; a reload keeps it open', async context => {
    const provider = await upstream({ models: ['small'] })
    const settings = { providers: { lab: at(provider, ['chat']) } }
    const { page, url, localKey } = await openWindow(context, { at: 'Log', settings })
    await fetch(`${url}/v1/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-api-key': localKey },
      body: JSON.stringify({
        model: 'lab/small',
        max_tokens: 10,
        top_k: 3,
        messages: [{ role: 'user', content: 'hi' }],
      }),
    })
    await page.getByRole('row').filter({ hasText: 'lab/small' }).click()
    const detail = page.getByRole('complementary', { name: 'Request' })
    await detail.getByText(/translated from messages to chat/).waitFor()
    await page.reload()
    await detail.getByRole('heading', { name: 'Resolution' }).waitFor()
    await detail.getByText('top_k').waitFor()
    expect(await detail.getByRole('region', { name: 'Attempt' }).textContent()).toContain('200')
  })

  test('a name that nobody knows becomes an alias from its row', async context => {
    const { settings } = await lab()
    const { page, call } = await openWindow(context, { at: 'Log', settings })
    await call('nobody-knows-it')
    await page.getByRole('row').filter({ hasText: 'nobody' }).click()
    await page.getByRole('link', { name: 'Make alias from this name' }).click()
    await page.getByRole('heading', { level: 1, name: 'Aliases' }).waitFor()
    expect(page.url()).toContain('nobody-knows-it')
  })

  test('the columns that are chosen stay chosen', async context => {
    const { settings } = await lab()
    const { page, call } = await openWindow(context, { at: 'Log', settings })
    await call('fast')
    await page.getByRole('button', { name: 'Columns' }).click()
    await page.getByRole('checkbox', { name: 'Path' }).click()
    await page.getByRole('columnheader', { name: 'Path' }).waitFor()
    await page.reload()
    await page.getByRole('columnheader', { name: 'Path' }).waitFor()
  })

  test.for(['light', 'dark'] as const)('axe finds nothing in %s', async (colorScheme, context) => {
    const { provider, settings } = await lab()
    const { page, call } = await openWindow(context, { at: 'Log', settings, colorScheme })
    await call('fast')
    provider.script = () => json({ error: { message: 'too much' } }, 429)
    await call('lab/large')
    await page.getByRole('row').filter({ hasText: '429' }).click()
    await page.getByRole('complementary', { name: 'Request' }).getByText('too much').first().waitFor()
    expect(await accessibilityProblems(page)).toEqual([])
  })
})
