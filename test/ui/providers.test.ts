import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, test } from 'vitest'
import { aKeychain } from '../control/open-page.ts'
import { stopLater } from '../support/lifetime.ts'
import { at, upstream } from '../support/run-app.ts'
import { accessibilityProblems, prepareWindows } from './window.ts'

const openWindow = prepareWindows()

const GOOD_KEY = 'good-key-of-the-test'

/** A provider that lists one model to whoever has the key; gives its base URL. */
async function keyedProvider(): Promise<string> {
  const server = createServer((request, response) => {
    const known = request.headers.authorization === `Bearer ${GOOD_KEY}`
    response.writeHead(known ? 200 : 401, { 'content-type': 'application/json' })
    const refusal = { error: { message: 'This key was never ours.', code: 'invalid_api_key' } }
    response.end(
      JSON.stringify(known ? { object: 'list', data: [{ id: 'small', object: 'model' }] } : refusal),
    )
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  stopLater(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`
}

const orderOf = (text: string) => Object.keys(JSON.parse(text).providers)

describe('the page of providers', () => {
  test('a provider is added by its address, its key is checked, and a better key is accepted', async context => {
    const keychain = aKeychain()
    const { page, settingsText, problems } = await openWindow(context, {
      at: 'Providers',
      settings: {},
      keychain,
    })
    await page.getByRole('button', { name: 'Add provider' }).click()
    await page.getByRole('button', { name: 'Custom, by base URL' }).click()
    const form = page.getByRole('dialog')
    await form.getByLabel('Base URL').fill('not an address')
    await form.getByRole('button', { name: 'Add and check' }).click()
    await form.getByText(/begins with http/).waitFor()
    await form.getByLabel('Base URL').fill(await keyedProvider())
    await form.getByRole('combobox', { name: 'Key' }).click()
    await page.getByRole('option', { name: /Keychain \(the test keychain\)/ }).click()
    await form.getByLabel('API key').fill('bad-key-of-the-test')
    await form.getByRole('button', { name: 'Add and check' }).click()
    const row = page.getByRole('listitem').filter({ hasText: 'lab' })
    await row.getByText(/This key was never ours.*\(\d+ ms\)/).waitFor()

    await page.getByRole('button', { name: 'Edit lab' }).click()
    expect(await form.getByLabel('API key').inputValue()).toBe('')
    await form.getByLabel('API key').fill(GOOD_KEY)
    await form.getByRole('button', { name: 'Save' }).click()
    await row.getByText(/It answers: 1 model listed in \d+ ms/).waitFor()
    expect(keychain.held.get('lab')).toBe(GOOD_KEY)
    expect(await settingsText()).not.toContain('key-of-the-test')
    expect(await page.content()).not.toContain('key-of-the-test')
    expect(problems).toEqual([])
  })

  test('where no keychain answers, the other ways are offered', async context => {
    const keychain = aKeychain('the daemon is not running')
    const { page, settingsText } = await openWindow(context, { at: 'Providers', settings: {}, keychain })
    await page.getByRole('button', { name: 'Add provider' }).click()
    await page.getByRole('button', { name: 'GitHub Copilot' }).click()
    const form = page.getByRole('dialog')
    await form.getByText('COPILOT_GITHUB_TOKEN').waitFor()
    await form.getByRole('alert').filter({ hasText: 'the daemon is not running' }).waitFor()
    await form.getByRole('button', { name: 'environment variable' }).click()
    expect(await form.getByLabel('Name of the variable').inputValue()).toBe('COPILOT_GITHUB_TOKEN')
    await form.getByLabel('Base URL').fill(await keyedProvider())
    await form.getByRole('button', { name: 'Add and check' }).click()
    await page.getByRole('listitem').filter({ hasText: 'env:COPILOT_GITHUB_TOKEN' }).waitFor()
    expect(JSON.parse(await settingsText()).providers['github-copilot']).toMatchObject({
      preset: 'github-copilot',
      key: 'env:COPILOT_GITHUB_TOKEN',
    })
  })

  test('what keeps a provider from answering is said once, in plain words, checked or not', async context => {
    const keychain = aKeychain('org.freedesktop.DBus.Error.ServiceUnknown')
    const gone = { baseUrl: 'http://127.0.0.1:9/v1', endpoints: ['chat'], key: 'none' }
    const settings = { providers: { locked: { ...gone, key: 'keychain' }, gone } }
    const { page } = await openWindow(context, { at: 'Providers', settings, keychain })
    const troubles = [
      ['locked', /does not answer/],
      ['gone', /Nothing answers at 127\.0\.0\.1:9/],
    ] as const
    for (const [id, words] of troubles) {
      const row = page
        .getByRole('listitem')
        .filter({ has: page.getByRole('button', { name: `Check ${id}` }) })
      await row.getByText(words).waitFor()
      await row.getByRole('button', { name: `Check ${id}` }).click()
      await row.getByText(/\(\d+ ms\)/).waitFor()
      expect(await row.getByText(words).count()).toBe(1)
    }
    const words = page.getByText('org.freedesktop.DBus.Error.ServiceUnknown')
    expect(await words.isVisible()).toBe(false)
    await page.getByText('Details').click()
    await words.waitFor()
  })

  test('a key of the environment is adopted by its name', async context => {
    const { page, settingsText } = await openWindow(context, {
      at: 'Providers',
      settings: {},
      environment: { GROQ_API_KEY: GOOD_KEY },
    })
    await page.getByRole('button', { name: 'Use GROQ_API_KEY for Groq' }).click()
    const form = page.getByRole('dialog', { name: 'Add Groq' })
    await form.getByLabel('Base URL').fill(await keyedProvider())
    await form.getByRole('button', { name: 'Add and check' }).click()
    await page.getByText(/It answers: 1 model/).waitFor()
    expect(JSON.parse(await settingsText()).providers.groq.key).toBe('env:GROQ_API_KEY')
    expect(await page.getByText('Keys in the environment').count()).toBe(0)
  })

  test('another order decides who answers a name that both list', async context => {
    const [first, second] = [await upstream({ models: ['small'] }), await upstream({ models: ['small'] })]
    const settings = { providers: { first: at(first), second: at(second) } }
    const { page, call, settingsText } = await openWindow(context, { at: 'Providers', settings })
    await page.getByRole('button', { name: 'Move second up' }).click()
    await expect.poll(async () => orderOf(await settingsText())).toEqual(['second', 'first'])
    expect((await call('small')).headers.get('x-patchbay-model')).toBe('second/small')

    await page.getByRole('button', { name: 'Check second' }).focus()
    await page.keyboard.press('Alt+ArrowDown')
    await expect.poll(async () => orderOf(await settingsText())).toEqual(['first', 'second'])

    const rows = page.getByRole('list', { name: /^Providers/ }).getByRole('listitem')
    await rows.nth(0).filter({ hasText: 'first' }).waitFor()
    await rows.nth(1).dragTo(rows.nth(0))
    await expect.poll(async () => orderOf(await settingsText())).toEqual(['second', 'first'])
  })

  test('a provider is removed after a question', async context => {
    const settings = { providers: { lab: at(await upstream({ models: ['small'] })) } }
    const { page, settingsText } = await openWindow(context, { at: 'Providers', settings })
    await page.getByRole('button', { name: 'Remove lab' }).click()
    await page.getByRole('button', { name: 'Cancel' }).click()
    expect(orderOf(await settingsText())).toEqual(['lab'])
    await page.getByRole('button', { name: 'Remove lab' }).click()
    await page.getByRole('button', { name: 'Remove', exact: true }).click()
    await page.getByText('Add your first provider').waitFor()
    expect(orderOf(await settingsText())).toEqual([])
  })

  test('an edit of the file shows up', async context => {
    const lab = at(await upstream({ models: ['small'] }))
    const { page, writeSettings } = await openWindow(context, {
      at: 'Providers',
      settings: { providers: { lab } },
    })
    await page.getByRole('button', { name: 'Check lab' }).waitFor()
    await writeSettings({ providers: { bench: lab, lab } })
    await page.getByRole('button', { name: 'Move bench down' }).waitFor()
  })

  test.for(['light', 'dark'] as const)('axe finds nothing in %s', async (colorScheme, context) => {
    const settings = { providers: { lab: at(await upstream()), gone: at(await upstream({ models: null })) } }
    const environment = { GROQ_API_KEY: GOOD_KEY }
    const { page } = await openWindow(context, { at: 'Providers', settings, environment, colorScheme })
    for (const id of ['lab', 'gone']) await page.getByRole('button', { name: `Check ${id}` }).click()
    await page.getByText(/It answers/).waitFor()
    expect(await accessibilityProblems(page)).toEqual([])
  })
})
