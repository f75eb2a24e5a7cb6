import { readFile } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import { json } from '../support/scripted.ts'
import { MESSAGES_BODY, PATIENT, prepareLog, QUESTION } from './log-window.ts'

const openLog = prepareLog()
const ICON = new URL('../../resources/tray-idle.png', import.meta.url)

describe('a request in the log', () => {
  test('the summary tells how it was resolved and dispatched, each attempt, and what was lost; a reload keeps it open', async context => {
    const { page, ask, open } = await openLog(context)
    await ask('/v1/messages', MESSAGES_BODY)
    const detail = await open('only-chat/small')
    await detail.getByText(/translated from messages to chat;/).waitFor()
    await page.reload()
    await detail.getByRole('heading', { name: 'Resolution and dispatch' }).waitFor()
    await detail.getByText('top_k').waitFor()
    await detail.getByText('translated from messages to chat', { exact: true }).waitFor()
    expect(await detail.getByRole('region', { name: 'Attempt' }).textContent()).toContain('200')
  })

  test('the session filters the list', async context => {
    const { page, ask, open } = await openLog(context)
    const body = { model: 'fast', input: [QUESTION] }
    await ask('/v1/responses', body, { 'user-agent': 'codex_exec/0.169.0', session_id: 'ses_of_today' })
    await ask('/v1/responses', body, { 'user-agent': 'codex_exec/0.169.0' })
    await page.getByText('2 requests', { exact: true }).waitFor()
    await page.getByRole('row').filter({ hasText: 'fast' }).nth(1).click()
    const detail = await open('fast').then(() => page.getByRole('complementary', { name: 'Request' }))
    await page.keyboard.press('j')
    await detail.getByRole('button', { name: 'ses_of_today' }).click()
    await page.getByText('1 request', { exact: true }).waitFor()
  })

  test('the conversation stands as people read it', async context => {
    const { page, ask, open } = await openLog(context)
    const long = 'The sky is wide. '.repeat(300)
    await ask('/v1/messages', {
      ...MESSAGES_BODY,
      messages: [{ role: 'user', content: long }, { role: 'assistant', content: 'It is.' }, QUESTION],
    })
    const detail = await open('only-chat/small')
    await page.keyboard.press('2')
    const turns = detail.getByRole('list', { name: 'Conversation' }).locator('> li')
    await turns.nth(3).waitFor()
    expect(await turns.nth(3).textContent()).toContain('the reply')
    expect(await turns.nth(2).textContent()).toContain('Why is the sky blue?')
    expect((await turns.nth(0).textContent())?.length).toBeLessThan(2000)
    await detail.getByRole('button', { name: /Show all 5,100 characters/ }).click()
    expect((await turns.nth(0).textContent())?.length).toBeGreaterThan(5000)
    await detail.getByText('1 tool', { exact: true }).click()
    await detail.getByText('Reads a file.').waitFor()
    await detail.getByText(/System prompt/).click()
    await detail.getByText('Be brief.').waitFor()
  })

  test('request and response stand at both sides, with a diff; the address keeps which', async context => {
    const { page, ask, open, problems } = await openLog(context)
    await ask('/v1/messages', MESSAGES_BODY)
    const detail = await open('only-chat/small')
    await page.keyboard.press('3')
    const body = detail.getByRole('textbox', { name: /^body of/ })
    await expect.poll(() => body.textContent(), PATIENT).toContain('"top_k": 3')
    await detail
      .getByText('1 credential hidden')
      .or(detail.getByText(/headers?$/))
      .first()
      .click()
    await detail.getByText('Upstream', { exact: true }).click()
    await detail.getByRole('textbox', { name: 'body of what went to the provider', exact: true }).waitFor()
    expect(await body.textContent()).not.toContain('top_k')
    await detail.getByText('Diff', { exact: true }).click()
    await detail.locator('.cm-deletedChunk, .cm-merge-a .cm-changedLine').first().waitFor()
    await page.reload()
    await detail.locator('.cm-deletedChunk, .cm-merge-a .cm-changedLine').first().waitFor()
    await page.keyboard.press('4')
    await detail.getByText(/Red: only in what the provider said/).waitFor()
    await detail.getByText('Client', { exact: true }).click()
    await detail.getByRole('textbox', { name: 'body of what the client got', exact: true }).waitFor()
    expect(problems).toEqual([])
  })

  test('images are small pictures, credentials are counted and not shown', async context => {
    const { page, ask, open } = await openLog(context)
    const data = (await readFile(ICON)).toString('base64')
    const image = { type: 'image', source: { type: 'base64', media_type: 'image/png', data } }
    const secret = { type: 'text', text: 'My key is sk-ant-api03-canary-canary-canary.' }
    await ask('/v1/messages', {
      ...MESSAGES_BODY,
      messages: [{ role: 'user', content: [image, secret] }],
    })
    const detail = await open('only-chat/small')
    await page.keyboard.press('3')
    await detail.getByRole('list', { name: 'Images' }).getByRole('img').waitFor()
    await detail.getByText(/credentials? hidden/).waitFor()
    const body = detail.getByRole('textbox', { name: /^body of/ })
    await expect.poll(() => body.textContent(), PATIENT).toContain('sha256:')
    expect(await body.textContent()).not.toContain('canary-canary')
    await page.keyboard.press('2')
    await detail.getByRole('list', { name: 'Conversation' }).getByRole('img').waitFor()
    expect(await detail.textContent()).not.toContain('canary-canary')
  })

  test('a text is found in a body of which only a part is in the document', async context => {
    const { page, ask, open } = await openLog(context)
    const turns = Array.from({ length: 900 }, (_, index) => ({ role: 'user', content: `line ${index}` }))
    await ask('/v1/chat/completions', { model: 'fast', messages: turns })
    const detail = await open('fast')
    await page.keyboard.press('3')
    await detail.getByRole('textbox', { name: /^Find in/ }).fill('line 899')
    await detail.getByText('1 of 1').waitFor()
    await detail.locator('.cm-found').waitFor()
    expect(await detail.locator('.cm-line').count()).toBeLessThan(400)
  })

  test('the events of both sides stand with their times, can be filtered, and open', async context => {
    const { page, ask, open } = await openLog(context)
    await ask('/v1/messages', { ...MESSAGES_BODY, stream: true })
    const detail = await open('only-chat/small')
    await page.keyboard.press('5')
    const lines = detail.getByRole('region', { name: 'Events' }).getByRole('button')
    await lines.filter({ hasText: 'message_start' }).first().waitFor()
    await detail.getByText('Upstream', { exact: true }).click()
    await lines.filter({ hasText: 'message_start' }).waitFor({ state: 'detached' })
    await detail.getByText('Client', { exact: true }).click()
    await detail.getByRole('textbox', { name: 'Filter the events' }).fill('message_stop')
    await detail.getByText(/^1 of \d+ events$/).waitFor()
    await lines.first().click()
    await detail.getByRole('region', { name: 'data of message_stop' }).waitFor()
  })

  test('where nothing is recorded, it is said why, with the setting that changes it', async context => {
    const { page, call, open, settingsText } = await openLog(context, {
      settings: { log: { bodies: 'off' } },
    })
    await call('fast')
    const detail = await open('fast')
    await page.keyboard.press('3')
    await detail.getByText('Its messages were not recorded').waitFor()
    await detail.getByRole('button', { name: 'Hold them in memory from now on' }).click()
    await expect.poll(settingsText, PATIENT).toContain('"memory"')
  })

  test('a provider’s error stands in its own words', async context => {
    const { page, provider, call, open } = await openLog(context)
    provider.script = () => json({ error: { message: 'too much at once' } }, 429)
    await call('lab/large')
    const detail = await open('lab/large')
    await detail.getByRole('alert').filter({ hasText: 'too much at once' }).waitFor()
    // In a small window all of it stands there; what is below scrolls.
    await page.setViewportSize({ width: 900, height: 600 })
    const isWhole = 'alert => alert.scrollHeight <= alert.clientHeight'
    expect(await page.evaluate(`[...document.querySelectorAll('[role=alert]')].every(${isWhole})`)).toBe(true)
  })
})
