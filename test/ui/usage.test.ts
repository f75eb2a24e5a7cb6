import { describe, expect, test } from 'vitest'
import { at, upstream } from '../support/run-app.ts'
import { json } from '../support/scripted.ts'
import { accessibilityProblems, prepareWindows } from './window.ts'

const openWindow = prepareWindows()

const lab = async () => {
  const provider = await upstream({ models: ['small', 'large'] })
  return { provider, settings: { providers: { lab: at(provider) } } }
}

describe('the page Usage', () => {
  test('what went wrong is a click away, in the log, with its reason', async context => {
    const { provider, settings } = await lab()
    const { page, call, problems } = await openWindow(context, { at: 'Usage', settings })
    await call('lab/small')
    provider.script = () => json({ error: { message: 'too much' } }, 429)
    await call('lab/large')
    await page.getByRole('link', { name: 'What went wrong' }).click()
    await page.getByRole('heading', { level: 1, name: 'Log' }).waitFor()
    await page.getByText('1 of 2 requests').waitFor()
    await page.getByRole('row').filter({ hasText: '429' }).click()
    await page.getByRole('complementary', { name: 'Request' }).getByText('too much').first().waitFor()
    expect(problems).toEqual([])
  })

  test('what was slow is the log without what was quick', async context => {
    const { settings } = await lab()
    const { page, call } = await openWindow(context, { at: 'Usage', settings })
    await call('lab/small')
    await page.getByRole('link', { name: 'What was slow' }).click()
    await page.getByText('0 of 1 requests').waitFor()
    await page.goBack()
    await page.getByRole('link', { name: 'Open the log' }).click()
    await page.getByRole('row').filter({ hasText: 'lab/small' }).waitFor()
  })

  test.for(['light', 'dark'] as const)('axe finds nothing in %s', async (colorScheme, context) => {
    const { settings } = await lab()
    const { page } = await openWindow(context, { at: 'Usage', settings, colorScheme })
    expect(await accessibilityProblems(page)).toEqual([])
  })
})
