import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { describe, expect, test } from 'vitest'
import { events } from '../support/scripted.ts'
import { MESSAGES_BODY, PATIENT, prepareLog, QUESTION } from './log-window.ts'

const openLog = prepareLog()

const CHAT_BODY = { model: 'fast', messages: [QUESTION] }
const copied = (page: Page) => page.evaluate<string>('navigator.clipboard.readText()')

/** What lands in the user's downloads when `start` is done. */
async function downloaded(page: Page, start: () => Promise<void>): Promise<{ name: string; text: string }> {
  const [download] = await Promise.all([page.waitForEvent('download', { timeout: 18_000 }), start()])
  return { name: download.suggestedFilename(), text: await readFile(await download.path(), 'utf8') }
}

describe('what can be done with a request', () => {
  test('it is copied as curl to Patchbay and to the provider, with the keys as variables', async context => {
    const { page, url, localKey, provider, ask, open, choose } = await openLog(context)
    await ask('/v1/messages', MESSAGES_BODY)
    await open('only-chat/small')
    await page.keyboard.press('Control+Shift+C')
    await page.getByText('Copied as curl to Patchbay').waitFor()
    const ours = await copied(page)
    expect(ours).toContain(`${url}/v1/messages`)
    expect(ours).toContain('top_k')
    expect(ours).not.toContain(localKey)
    await choose('Copy', 'Copy as curl to the provider')
    await page.getByText('Copied as curl to the provider').waitFor()
    const theirs = await copied(page)
    expect(theirs).toContain(`${provider.baseUrl}/chat/completions`)
    expect(theirs).not.toContain('top_k')
  })

  test('what is done is said in the place of what was done before', async context => {
    const { page, ask, open, choose } = await openLog(context)
    await ask('/v1/chat/completions', CHAT_BODY)
    await open('fast')
    const notices = page.getByRole('alert').filter({ hasText: 'Copied as curl' })
    for (const _ of [1, 2, 3]) await page.keyboard.press('Control+Shift+C')
    await notices.first().waitFor()
    await choose('Copy', 'Copy as curl to the provider')
    await notices.filter({ hasText: 'to the provider' }).waitFor()
    await expect.poll(() => notices.count()).toBe(1)
  })

  test('it is exported as HAR, JSON and HTML, alone and with all that fit the filter', async context => {
    const { page, ask, call, open, choose } = await openLog(context)
    await ask('/v1/chat/completions', CHAT_BODY)
    await call('lab/large')
    await open('fast')
    const har = await downloaded(page, () => choose('More', 'Export as HAR'))
    expect(har.name).toMatch(/\.har$/)
    expect(JSON.parse(har.text).log).toMatchObject({ version: '1.2' })
    expect(har.text).toContain('Why is the sky blue?')
    const html = await downloaded(page, () => choose('More', 'Export as HTML'))
    expect(html.text).toContain('Why is the sky blue?')
    await page.keyboard.press('Escape')
    await page.getByRole('textbox', { name: 'Filter' }).fill('model:large')
    await page.getByText('1 request', { exact: true }).waitFor()
    const json = await downloaded(page, async () => {
      await page.getByRole('button', { name: 'Export' }).click()
      await page.getByRole('menuitem', { name: /^JSON/ }).click()
    })
    expect(json.text).toContain('lab/large')
    expect(json.text).not.toContain('"fast"')
  })

  test('it is kept, and deleted after a question', async context => {
    const { page, call, row, open, choose } = await openLog(context)
    await call('fast')
    await open('fast')
    await choose('More', 'Keep')
    await row('fast').getByLabel('kept').waitFor()
    await choose('More', 'Delete…')
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click()
    await row('fast').waitFor({ state: 'detached' })
    await page.getByRole('heading', { name: 'Send the first request' }).waitFor()
  })

  test('while it runs, it is cancelled', async context => {
    const { provider, ask, open } = await openLog(context)
    provider.script = () => events(['data: {"choices":[{"index":0,"delta":{"content":"Hi"}}]}\n\n'], 'hang')
    const reply = ask('/v1/chat/completions', { ...CHAT_BODY, stream: true }).catch(() => undefined)
    const detail = await open('fast')
    await detail.getByRole('button', { name: 'Cancel', exact: true }).click()
    await detail.getByRole('button', { name: 'Cancel', exact: true }).waitFor({ state: 'detached' })
    await reply
    expect(await provider.generations[0]?.closed).toBe('aborted')
  })

  test('a name that nobody knows becomes an alias; a known model gets one, too', async context => {
    const { page, call, open, choose } = await openLog(context)
    await call('nobody-knows-it')
    await call('lab/large')
    const detail = await open('nobody')
    await detail.getByRole('button', { name: 'Make alias from this name' }).click()
    await page.getByRole('heading', { level: 1, name: 'Aliases' }).waitFor()
    expect(page.url()).toContain('nobody-knows-it')
    await page.goBack()
    await open('lab/large')
    await choose('More', 'Make alias to this model')
    await page.getByRole('heading', { level: 1, name: 'Aliases' }).waitFor()
    expect(await page.getByRole('combobox', { name: 'Target' }).inputValue()).toBe('lab/large')
  })

  test('the mode that worked is pinned for the model', async context => {
    const { page, ask, open, choose, settingsText } = await openLog(context)
    await ask('/v1/chat/completions', CHAT_BODY)
    await open('fast')
    await choose('More', 'Pin Chat for this model')
    await page.getByText('lab/small is called as Chat from now on.').waitFor()
    expect(await settingsText()).toMatch(/"lab\/small":\s*\{\s*"mode": "chat"/)
  })

  test('a refused mismatch is translated from now on', async context => {
    const { page, call, open, settingsText } = await openLog(context, {
      settings: { models: { 'lab/large': { endpoints: ['responses'] } } },
    })
    expect((await call('lab/large')).status).toBe(400)
    const detail = await open('lab/large')
    await detail.getByRole('button', { name: 'Translate from now on' }).click()
    await page.getByText(/translated from now on/).waitFor()
    expect(await settingsText()).toContain('"mismatch": "translate"')
    await expect.poll(async () => (await call('lab/large')).status, PATIENT).toBe(200)
  })

  test('every action is in the palette while a request is open', async context => {
    const { page, call, open } = await openLog(context)
    await call('fast')
    await open('fast')
    await page.keyboard.press('Control+k')
    const palette = page.getByRole('dialog', { name: 'Search' })
    await palette.getByRole('textbox').fill('Copy as curl')
    await palette.getByText('Copy as curl to Patchbay').click()
    await page
      .getByText('Paste it into a shell.')
      .or(page.getByText('Copied as curl to Patchbay'))
      .first()
      .waitFor()
    expect(await copied(page)).toContain('curl')
    await page.keyboard.press('Escape')
    await page.getByRole('complementary', { name: 'Request' }).waitFor({ state: 'detached' })
    await page.keyboard.press('Control+k')
    await palette.getByRole('textbox').fill('Copy as curl')
    await palette.getByText('Nothing has that name.').waitFor()
  })
})
