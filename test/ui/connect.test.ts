import { describe, expect, test } from 'vitest'
import { at, upstream } from '../support/run-app.ts'
import { silence } from '../support/scripted.ts'
import { accessibilityProblems, prepareWindows } from './window.ts'

const openWindow = prepareWindows()

describe('the page Connect', () => {
  test('a test prompt shows the answer, its times and its row of the log', async context => {
    const provider = await upstream({ models: ['small'] })
    const settings = { providers: { lab: at(provider) }, aliases: { fast: 'lab/small' } }
    const { page, problems } = await openWindow(context, { at: 'Connect', settings })
    await page.getByRole('combobox', { name: 'Model', exact: true }).fill('fast')
    await page.getByRole('textbox', { name: 'Prompt' }).fill('Say a word')
    await page.getByRole('button', { name: 'Send', exact: true }).click()
    await page
      .getByRole('code')
      .filter({ hasText: /^lab\/small$/ })
      .waitFor()
    await page
      .getByText(/^\d[\d.]* m?s$/)
      .first()
      .waitFor()
    expect(JSON.stringify(provider.generations[0]?.body)).toContain('Say a word')
    await page.getByRole('link', { name: 'In the log' }).click()
    await page
      .getByRole('complementary', { name: 'Request' })
      .getByText(/asked for fast/)
      .waitFor()
    expect(problems).toEqual([])
  })

  test('a prompt to a name that nobody knows says what a client would read, and offers an alias', async context => {
    const provider = await upstream({ models: ['small'] })
    const { page } = await openWindow(context, {
      at: 'Connect',
      settings: { providers: { lab: at(provider) } },
    })
    await page.getByRole('combobox', { name: 'Model', exact: true }).fill('nonsense')
    await page.getByRole('button', { name: 'Send', exact: true }).click()
    await page.getByRole('alert').filter({ hasText: 'model_not_found' }).waitFor()
    await page.getByRole('link', { name: 'Make an alias of this name' }).click()
    await page.getByRole('heading', { level: 1, name: 'Aliases' }).waitFor()
  })

  test('a prompt that takes too long can be cancelled, and the provider hears of it', async context => {
    const provider = await upstream({ models: ['small'], script: () => silence })
    const { page } = await openWindow(context, {
      at: 'Connect',
      settings: { providers: { lab: at(provider) } },
    })
    await page.getByRole('button', { name: 'Send', exact: true }).click()
    await expect.poll(() => provider.generations.length).toBe(1)
    await page.getByRole('button', { name: 'Cancel' }).click()
    expect(await provider.generations[0]?.closed).toBe('aborted')
    await page.getByRole('button', { name: 'Send', exact: true }).waitFor()
  })

  test('pausing refuses requests until they are let in again', async context => {
    const provider = await upstream({ models: ['small'] })
    const { page, call } = await openWindow(context, {
      at: 'Connect',
      settings: { providers: { lab: at(provider) } },
    })
    await page.getByRole('button', { name: 'Pause' }).click()
    await page.getByRole('status', { name: 'Proxy paused' }).waitFor()
    expect((await call('lab/small')).status).toBe(503)
    await page.getByRole('button', { name: 'Resume' }).click()
    await page.getByRole('status', { name: 'Proxy running' }).waitFor()
    expect((await call('lab/small')).status).toBe(200)
  })

  test('the local key is covered until it is asked for', async context => {
    const { page, localKey } = await openWindow(context, { at: 'Connect', settings: {} })
    const section = page.getByRole('region', { name: 'Address and key' })
    expect(await section.textContent()).not.toContain(localKey)
    await page.getByRole('tab', { name: 'Claude Code' }).click()
    const snippet = page.getByRole('region', { name: 'In a terminal, to try it' })
    await snippet.getByText('ANTHROPIC_AUTH_TOKEN=•').waitFor()
    expect(await page.content()).not.toContain(localKey)

    // Covered or not: what is copied is what the client needs.
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
    await page.getByRole('button', { name: 'Copy In a terminal, to try it' }).click()
    await expect.poll(() => page.evaluate('navigator.clipboard.readText()')).toContain(localKey)

    await page.getByRole('button', { name: 'Copy command that lists the models' }).click()
    await expect
      .poll(() => page.evaluate('navigator.clipboard.readText()'))
      .toContain(`Authorization: Bearer ${localKey}`)

    await section.getByRole('button', { name: 'Show the local key' }).click()
    await section.getByText(localKey).first().waitFor()
    await snippet.getByText(localKey).waitFor()
  })

  test('a key that is found in the environment becomes a provider, by its name only', async context => {
    const environment = { OPENROUTER_API_KEY: 'or-very-secret-value' }
    const { page, settingsText } = await openWindow(context, { at: 'Connect', settings: {}, environment })
    await page.getByRole('heading', { name: 'Add the first provider' }).waitFor()
    await page.getByRole('button', { name: /Use OpenRouter/ }).click()
    await page.getByRole('button', { name: /Use OpenRouter/ }).waitFor({ state: 'detached' })
    const text = await settingsText()
    expect(text).toContain('env:OPENROUTER_API_KEY')
    expect(text).not.toContain('or-very-secret-value')
  })

  test('the texts for a client hold the address and the model that was chosen', async context => {
    const provider = await upstream({ models: ['small'] })
    const { page, url } = await openWindow(context, {
      at: 'Connect',
      settings: { providers: { lab: at(provider) } },
    })
    await page.getByRole('tab', { name: 'Codex' }).click()
    await page.getByRole('combobox', { name: 'Model in these texts' }).fill('lab/small')
    const texts = page.getByRole('tabpanel')
    await texts.getByText('lab/small').first().waitFor()
    expect(await texts.textContent()).toContain(url)
  })

  test.for(['light', 'dark'] as const)('axe finds nothing in %s', async (colorScheme, context) => {
    const provider = await upstream({ models: ['small'] })
    const environment = { OPENAI_API_KEY: 'x' }
    const settings = { providers: { lab: at(provider) } }
    const { page } = await openWindow(context, { at: 'Connect', settings, environment, colorScheme })
    await page.getByRole('button', { name: 'Send', exact: true }).click()
    await page.getByRole('link', { name: 'In the log' }).waitFor()
    expect(await accessibilityProblems(page)).toEqual([])
  })
})
