import type { Locator } from '@playwright/test'
import { describe, expect, test } from 'vitest'
import { at, upstream } from '../support/run-app.ts'
import { accessibilityProblems, prepareWindows } from './window.ts'

const openWindow = prepareWindows()

const SETTINGS_WITH_COMMENTS = (baseUrl: string) => `{
  // my own machine
  "providers": { "lab": { "baseUrl": "${baseUrl}", "endpoints": ["chat", "responses"], "key": "none" } },
  "models": {
    // nothing yet
  }
}
`

const lineOf = (page: { getByRole: Locator['getByRole'] }, id: string) =>
  page.getByRole('row').filter({ has: page.getByRole('button', { name: `Test ${id}`, exact: true }) })

describe('the page of models', () => {
  test('a mode that is set decides how the next request goes, and comments stay', async context => {
    const provider = await upstream({ models: ['small', 'large'] })
    const { page, call, settingsText, problems } = await openWindow(context, {
      at: 'Models',
      settings: SETTINGS_WITH_COMMENTS(provider.baseUrl),
    })
    await page.getByRole('button', { name: 'Mode of lab/small: Auto · Chat' }).hover()
    const mode = page.getByRole('combobox', { name: 'Mode of lab/small' })
    expect(await mode.inputValue()).toBe('auto')
    await mode.selectOption('Responses')
    await lineOf(page, 'lab/small').getByText('pinned').waitFor()

    // An agent's chat call is refused rather than translated: it would lose its reasoning.
    const refused = await call('lab/small')
    expect(refused.headers.get('x-patchbay-error-code')).toBe('endpoint_unsupported')
    const written = await settingsText()
    expect(written).toContain('// my own machine')
    expect(written).toContain('// nothing yet')
    expect(written).toMatch(/"lab\/small":\s*{\s*"mode":\s*"responses"/)

    await mode.selectOption('auto')
    await lineOf(page, 'lab/small').getByText('default').waitFor()
    expect((await call('lab/small')).headers.get('x-patchbay-route')).toBe('id; pass')
    expect(problems).toEqual([])
  })

  test('who says how a model is called is told when its mode has the focus', async context => {
    const provider = await upstream({
      models: [{ id: 'small', object: 'model', supported_endpoints: ['/v1/responses'] }],
    })
    const { page } = await openWindow(context, {
      at: 'Models',
      settings: { providers: { lab: at(provider) } },
    })
    await page.getByText('1 of 1 models').waitFor()
    for (const key of ['j', 'Tab']) await page.keyboard.press(key)
    await page.getByRole('tooltip', { name: 'live list, just now' }).waitFor()
  })

  test('a mode that a screen reader presses is a select that has the focus', async context => {
    const provider = await upstream({ models: ['small'] })
    const { page } = await openWindow(context, {
      at: 'Models',
      settings: { providers: { lab: at(provider) } },
    })
    // As assistive software does it: a click without a pointer.
    await page.getByRole('button', { name: 'Mode of lab/small: Auto · Chat' }).dispatchEvent('click')
    await page
      .locator(':focus')
      .and(page.getByRole('combobox', { name: 'Mode of lab/small' }))
      .waitFor()
  })

  test('what holds no conversations has no mode to choose', async context => {
    const { baseUrl } = await upstream({ models: ['small', 'text-embedding-3-large'] })
    const { page } = await openWindow(context, {
      at: 'Models',
      settings: { providers: { openai: { preset: 'openai', baseUrl, key: 'none' } } },
    })
    const line = lineOf(page, 'openai/text-embedding-3-large')
    await line.getByRole('cell', { name: /^none: embedding/ }).waitFor()
    await page.keyboard.press('j')
    await page.keyboard.press('j')
    expect(await line.getByRole('combobox').count()).toBe(0)
    await page.getByLabel('Filter models').fill('mode:chat')
    await page.getByText('1 of 2 models').waitFor()
  })

  test('the filter finds by words and fields, and "/" leads to it', async context => {
    const provider = await upstream({ models: ['gpt-small', 'gpt-large', 'text-embedding-1'] })
    const settings = { providers: { lab: at(provider) }, models: { 'lab/gpt-large': { mode: 'messages' } } }
    const { page } = await openWindow(context, { at: 'Models', settings })
    await page.getByText('3 of 3 models').waitFor()
    await page.keyboard.press('/')
    await page.keyboard.type('gpt mode:mess')
    await page.getByText('1 of 3 models').waitFor()
    await lineOf(page, 'lab/gpt-large').waitFor()
    await page.getByLabel('Filter models').fill('nothing-like-that')
    await page.getByRole('button', { name: 'Show all models' }).click()
    await page.getByText('3 of 3 models').waitFor()
  })

  test('5,000 models are a few rows in the document, and the last one is a key away', async context => {
    const provider = await upstream({
      models: Array.from({ length: 5000 }, (_, index) => `model-${String(index).padStart(4, '0')}`),
    })
    const { page } = await openWindow(context, {
      at: 'Models',
      settings: { providers: { lab: at(provider) } },
    })
    await page.getByText('5000 of 5000 models').waitFor()
    expect(await page.getByRole('row').count()).toBeLessThan(80)
    await page.keyboard.press('j')
    await page.keyboard.press('End')
    await lineOf(page, 'lab/model-4999').waitFor()
    expect(await page.getByRole('row').count()).toBeLessThan(80)
  })

  test('j, k and Enter open a model, which a test prompt reaches', async context => {
    const provider = await upstream({ models: ['small', 'large'] })
    const { page } = await openWindow(context, {
      at: 'Models',
      settings: { providers: { lab: at(provider) } },
    })
    await page.getByText('2 of 2 models').waitFor()
    for (const key of ['j', 'j', 'k', 'j', 'Enter']) await page.keyboard.press(key)
    const dialog = page.getByRole('dialog', { name: 'large' })
    await dialog.getByText('passed as it is').waitFor()
    await dialog.getByRole('button', { name: 'Send through the proxy' }).click()
    await dialog.getByText(/ms in all/).waitFor()
    expect(provider.generations.at(-1)?.body?.['model']).toBe('large')
  })

  test('a model that is disabled is refused, and can be enabled again', async context => {
    const provider = await upstream({ models: ['small'] })
    const { page, call } = await openWindow(context, {
      at: 'Models',
      settings: { providers: { lab: at(provider) } },
    })
    await page.getByRole('button', { name: 'Test lab/small' }).click()
    await page.getByRole('switch', { name: 'Enabled' }).click({ force: true })
    await lineOf(page, 'lab/small').getByText('disabled').waitFor()
    expect((await call('lab/small')).status).toBe(400)
  })

  test('a list that fails is told in the words of its provider, and a later one brings what is new', async context => {
    const provider = await upstream({ models: ['small'] })
    const { page } = await openWindow(context, {
      at: 'Models',
      settings: { providers: { lab: at(provider) } },
    })
    await page.getByText('1 of 1 models').waitFor()
    provider.models = null
    await page.getByRole('button', { name: /^lab/ }).click()
    await page.getByRole('alert').filter({ hasText: 'not here' }).waitFor()
    await page.getByText('1 of 1 models').waitFor()
    provider.models = ['small', 'brand-new']
    await page.getByRole('button', { name: 'Refresh all' }).click()
    await lineOf(page, 'lab/brand-new').getByText('new', { exact: true }).waitFor()
    expect(await page.getByRole('alert').count()).toBe(0)
  })

  test('a model leads to an alias of it', async context => {
    const provider = await upstream({ models: ['small'] })
    const { page } = await openWindow(context, {
      at: 'Models',
      settings: { providers: { lab: at(provider) } },
    })
    await page.getByRole('button', { name: 'Make an alias of lab/small' }).click()
    expect(await page.getByRole('combobox', { name: 'Target' }).inputValue()).toBe('lab/small')
  })

  const TOLD = {
    id: 'told',
    object: 'model',
    context_length: 200_000,
    pricing: { prompt: '0.000003', completion: '0.000015', input_cache_read: '0.0000003' },
    architecture: { input_modalities: ['text', 'image'] },
    supported_parameters: ['tools', 'structured_outputs'],
    expiration_date: '2027-02-15',
  }

  test('what a model costs and can do, and when it ends, is told with its source', async context => {
    const provider = await upstream({ models: [TOLD, 'silent'] })
    const { page } = await openWindow(context, {
      at: 'Models',
      settings: { providers: { lab: at(provider) } },
    })
    const line = lineOf(page, 'lab/told')
    const price = line.getByRole('cell', { name: '$3 / $15' })
    expect(await price.getAttribute('title')).toMatch(/cache: \$0\.3 read\nlive list$/)
    await line.getByRole('img', { name: 'tools, images, JSON schema; not files, audio' }).waitFor()
    await line.getByTitle('ends 2027-02-15 (live list)').waitFor()
    expect(
      await lineOf(page, 'lab/silent')
        .getByTitle(/live list/)
        .count(),
    ).toBe(0)

    await page.getByLabel('Filter models').fill('price:<5 can:tools')
    await page.getByText('1 of 2 models').waitFor()
    await page.getByRole('button', { name: 'Test lab/told' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText('$3 in, $15 out for a million tokens').waitFor()
    await dialog.getByText(/^ends 2027-02-15/).waitFor()
  })

  test('in a small window the price stays, and the table does not scroll sideways', async context => {
    const { baseUrl } = await upstream({ models: [TOLD, 'silent'] })
    const { page } = await openWindow(context, {
      at: 'Models',
      settings: { providers: { 'a-provider-of-ours': at({ baseUrl }) } },
    })
    await page.setViewportSize({ width: 900, height: 600 })
    await page.getByRole('cell', { name: '$3 / $15' }).waitFor()
    const sideways = `(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)(
      document.querySelector('section[aria-label="Table of models"]'))`
    expect(await page.evaluate<number>(sideways)).toBe(0)
  })

  test('without a provider the page leads to where models come from', async context => {
    const { page } = await openWindow(context, { at: 'Models', settings: {} })
    await page.getByRole('button', { name: 'Go to providers' }).click()
    await page.getByRole('heading', { level: 1, name: 'Providers' }).waitFor()
  })

  test.for(['light', 'dark'] as const)('axe finds nothing in %s', async (colorScheme, context) => {
    const provider = await upstream({ models: ['small', 'large', TOLD] })
    const settings = { providers: { lab: at(provider) }, models: { 'lab/large': { enabled: false } } }
    const { page } = await openWindow(context, { at: 'Models', settings, colorScheme })
    await page.getByText('3 of 3 models').waitFor()
    await page.keyboard.press('j')
    expect(await accessibilityProblems(page)).toEqual([])
  })
})
