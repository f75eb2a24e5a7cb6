import { describe, expect, test } from 'vitest'
import { events, json } from '../support/scripted.ts'
import { PATIENT, prepareLog, QUESTION } from './log-window.ts'

const openLog = prepareLog()

const BODY = { model: 'fast', temperature: 0.5, messages: [QUESTION] }
const saying = (text: string) =>
  json({
    id: 'c1',
    object: 'chat.completion',
    created: 1,
    model: 'small',
    choices: [{ index: 0, message: { role: 'assistant', content: text }, finish_reason: 'stop' }],
    usage: { prompt_tokens: 10, completion_tokens: text.length, total_tokens: 10 + text.length },
  })

describe('a request that is sent again', () => {
  test('goes out byte for byte, and stands beside the original', async context => {
    const { page, provider, ask, open, problems } = await openLog(context)
    provider.script = () => saying('Because of the air.')
    await ask('/v1/chat/completions', BODY)
    await open('fast')
    provider.script = () => saying('Because of the light.')
    await page.keyboard.press('r')
    const beside = page.getByRole('region', { name: 'Side by side' })
    await beside.getByRole('region', { name: 'Answer of: Original' }).getByText('of the air').waitFor()
    await beside.getByRole('region', { name: 'Answer of: Replay' }).getByText('of the light').waitFor()
    expect(provider.generations.map(({ raw }) => raw.toString())).toEqual([
      provider.generations[0]?.raw.toString(),
      provider.generations[0]?.raw.toString(),
    ])
    const tokens = beside.getByRole('row').filter({ hasText: 'Tokens out' })
    expect(await tokens.textContent()).toBe('Tokens out1921')
    await beside.getByText('Diff', { exact: true }).click()
    await beside.locator('.cm-changedText, .cm-insertedLine, .cm-changedLine').first().waitFor()
    await page.reload()
    await beside.getByRole('region', { name: 'Answer of: Replay' }).getByText('of the light').waitFor()
    await beside.getByRole('button', { name: 'Original' }).click()
    await page.getByText(/asked for fast/).waitFor()
    expect(problems).toEqual([])
  })

  test('fills beside the original while it streams', async context => {
    const { page, provider, ask, open } = await openLog(context)
    await ask('/v1/chat/completions', BODY)
    await open('fast')
    provider.script = () =>
      events(['data: {"choices":[{"index":0,"delta":{"content":"Slowly"}}]}\n\n'], 'hang')
    await page.keyboard.press('r')
    const beside = page.getByRole('region', { name: 'Side by side' })
    await beside.getByText('running').waitFor()
    await beside
      .getByRole('region', { name: 'Answer of: Replay' })
      .getByText(/On its way|Slowly/)
      .waitFor()
    await page.getByRole('complementary').getByRole('button', { name: 'Cancel', exact: true }).click()
    await beside.getByText('running').waitFor({ state: 'detached' })
  })

  test('goes to another model', async context => {
    const { page, provider, ask, open, choose } = await openLog(context)
    await ask('/v1/chat/completions', BODY)
    await open('fast')
    await choose('Replay', 'Replay with another model…')
    const dialog = page.getByRole('dialog', { name: 'Replay with another model' })
    await dialog.getByRole('combobox', { name: 'Model or alias' }).fill('lab/large')
    await dialog.getByRole('button', { name: 'Replay' }).click()
    await page.getByRole('region', { name: 'Side by side' }).getByText('lab/large').first().waitFor()
    expect(provider.generations.map(({ body }) => body['model'])).toEqual(['small', 'large'])
  })

  test('goes out in another mode', async context => {
    const { page, provider, ask, open, choose } = await openLog(context)
    await ask('/v1/chat/completions', BODY)
    await open('fast')
    await choose('Replay', 'Replay as Messages')
    await page.getByRole('region', { name: 'Side by side' }).getByText('chat → messages').waitFor()
    expect(provider.generations.map(({ path }) => path)).toEqual(['/v1/chat/completions', '/v1/messages'])
  })

  test('goes out with the body that the user has edited, once it is JSON', async context => {
    const { page, provider, ask, open, choose } = await openLog(context)
    await ask('/v1/chat/completions', BODY)
    await open('fast')
    await choose('Replay', 'Replay with an edited body…')
    const dialog = page.getByRole('dialog', { name: 'Replay with an edited body' })
    const editor = dialog.getByRole('textbox', { name: 'body to send' })
    await editor.locator('.cm-line').filter({ hasText: 'temperature' }).click()
    await page.keyboard.press('End')
    await page.keyboard.type('!')
    await dialog.getByRole('button', { name: 'Replay' }).click()
    await dialog.getByText(/This is no JSON/).waitFor()
    await editor.locator('.cm-line').filter({ hasText: 'temperature' }).click()
    await page.keyboard.press('Control+z')
    await page.keyboard.press('End')
    await page.keyboard.type(' "top_p": 0.25,')
    await dialog.getByRole('button', { name: 'Replay' }).click()
    await page.getByRole('region', { name: 'Side by side' }).waitFor()
    await expect.poll(() => provider.generations.length, PATIENT).toBe(2)
    expect(provider.generations[1]?.body).toMatchObject({ temperature: 0.5, top_p: 0.25 })
  })

  test('a refusal says why it was not sent', async context => {
    const { page, call, open } = await openLog(context, { settings: { log: { bodies: 'off' } } })
    await call('fast')
    const detail = await open('fast')
    await detail.getByRole('button', { name: 'Replay', exact: true }).click()
    await page
      .getByRole('menuitem', { name: /its body is not held/ })
      .first()
      .waitFor()
    expect(await page.getByRole('menuitem', { name: /Replay as it was/ }).isDisabled()).toBe(true)
  })
})
