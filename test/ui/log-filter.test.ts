import { describe, expect, test } from 'vitest'
import { json } from '../support/scripted.ts'
import { type LogWindow, MESSAGES_BODY, PATIENT, prepareLog } from './log-window.ts'

const openLog = prepareLog()

/** A translated request that lost something, a passed one, one that nobody knows, one that the provider refused. */
async function fill({ ask, call, provider, row }: LogWindow): Promise<void> {
  await ask('/v1/messages', MESSAGES_BODY, { 'user-agent': 'claude-cli/2.1.3' })
  await call('fast')
  await call('nobody-knows-it')
  provider.script = () => json({ error: { message: 'too much at once' } }, 429)
  await call('lab/large')
  await row('lab/large').getByText('429').waitFor()
}

/** Each filter, and how many of those four fit. */
const FILTERS: Readonly<Record<string, number>> = {
  'model:fast': 1,
  'model:lab/*': 2,
  'status:>=400': 2,
  'status:4xx -status:429': 1,
  'client:claude': 1,
  'via:messages>chat': 1,
  'lossy:': 1,
  'error:': 2,
  'error:"too much"': 1,
  'is:completed': 2,
  'alias:fast': 1,
  'provider:only-chat': 1,
  'took:>1h': 0,
  'has:tools': 1,
  'model:lab/* error:': 1,
}

describe('the filter of the log', () => {
  test('each word of its language leaves the rows that fit', async context => {
    const window = await openLog(context)
    await fill(window)
    const { page } = window
    const box = page.getByRole('textbox', { name: 'Filter' })
    for (const [filter, count] of Object.entries(FILTERS)) {
      await box.fill(filter)
      await page
        .getByRole('button', { name: `Take out ${filter.split(' ')[0]}`, exact: false })
        .first()
        .waitFor()
      await page.getByText(count === 1 ? '1 request' : `${count} requests`, { exact: true }).waitFor()
      await expect
        .poll(() => page.locator('tr[aria-rowindex]').count(), { message: filter, ...PATIENT })
        .toBe(count + 1)
    }
    await page.reload()
    await page.getByText('1 request', { exact: true }).waitFor()
  }, 60_000)

  test('a word that means nothing says so at itself, and is left out', async context => {
    const window = await openLog(context)
    await fill(window)
    const { page } = window
    await page.getByRole('textbox', { name: 'Filter' }).fill('model:fast status:many')
    await page
      .getByRole('alert')
      .filter({ hasText: /status/ })
      .waitFor()
    await page.getByText('1 request', { exact: true }).waitFor()
    await page.getByRole('button', { name: 'Take out status:many' }).click()
    await page.getByRole('button', { name: 'Take out model:fast' }).click()
    await page.getByText('4 requests', { exact: true }).waitFor()
  })

  test('where no request fits, one click shows all again', async context => {
    const window = await openLog(context)
    await fill(window)
    const { page } = window
    await page.getByRole('textbox', { name: 'Filter' }).fill('took:>1h')
    await page.getByRole('button', { name: 'Show all requests' }).click()
    await page.getByText('4 requests', { exact: true }).waitFor()
  })

  test('keys and known values are suggested; past filters come back', async context => {
    const window = await openLog(context)
    await fill(window)
    const { page } = window
    const box = page.getByRole('textbox', { name: 'Filter' })
    await page.keyboard.press('/')
    await page.keyboard.type('prov')
    await page.getByRole('option', { name: /^provider:/ }).waitFor()
    await page.keyboard.press('Tab')
    await page.keyboard.type('only')
    await page.getByRole('option', { name: 'provider:only-chat' }).waitFor()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    expect(await box.inputValue()).toBe('provider:only-chat ')
    await page.keyboard.press('Enter')
    await page.getByText('1 request', { exact: true }).waitFor()
    await page.keyboard.press('j')
    expect(await page.locator('tr[aria-current]').textContent()).toContain('only-chat')
    await page.getByRole('button', { name: 'Clear the filter' }).click()
    await box.click()
    await page.getByRole('option', { name: 'provider:only-chat' }).click()
    await page.getByText('1 request', { exact: true }).waitFor()
  })

  test('a row that fits no longer leaves, one that fits now comes', async context => {
    const window = await openLog(context)
    const { page, call } = window
    await call('fast')
    await page.getByRole('textbox', { name: 'Filter' }).fill('model:large')
    await page.getByText('No request fits this filter.').waitFor()
    await call('lab/large')
    await page.getByRole('row').filter({ hasText: 'lab/large' }).waitFor()
    await call('fast')
    await page.getByText('1 request', { exact: true }).waitFor()
  })
})

describe('saved views', () => {
  test('a filter is saved under a name, comes through a reload, is renamed, found in the palette and removed', async context => {
    const window = await openLog(context)
    await fill(window)
    const { page, settingsText } = window
    await page.getByRole('textbox', { name: 'Filter' }).fill('error:')
    await page.getByText('2 requests', { exact: true }).waitFor()
    await page.getByRole('button', { name: 'Views' }).click()
    await page.getByRole('menuitem', { name: 'Save this filter as a view' }).click()
    await page.getByRole('textbox', { name: 'Name' }).fill('What broke')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Views: What broke' }).waitFor()
    expect(await settingsText()).toContain('"What broke": "error:"')

    await page.reload()
    await page.getByRole('button', { name: 'Views: What broke' }).click()
    await page.getByRole('menuitem', { name: 'Rename What broke' }).click()
    await page.getByRole('textbox', { name: 'Name' }).fill('Broken')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Views: Broken' }).waitFor()

    await page.getByRole('button', { name: 'Clear the filter' }).click()
    await page.getByText('4 requests', { exact: true }).waitFor()
    await page.keyboard.press('Control+k')
    await page.getByRole('dialog').getByRole('textbox').fill('Broken')
    await page.getByRole('dialog').getByText('Log: Broken').click()
    await page.getByText('2 requests', { exact: true }).waitFor()

    await page.getByRole('button', { name: 'Views: Broken' }).click()
    await page.getByRole('menuitem', { name: 'Remove Broken' }).click()
    await page.getByText('A filter that you save stands here').waitFor()
    await expect.poll(settingsText, PATIENT).not.toContain('Broken')
  })
})
