import { describe, expect, test } from 'vitest'
import { at, upstream } from '../support/run-app.ts'
import { events, gate, json } from '../support/scripted.ts'
import { prepareLog, QUESTION } from './log-window.ts'

const openLog = prepareLog()

describe('the list of the log', () => {
  test('an empty log says how to make the first row', async context => {
    const { page, url, localKey } = await openLog(context)
    await page.getByRole('heading', { name: 'Send the first request' }).waitFor()
    const command = page.getByRole('region', { name: 'command that lists the models' })
    await command.getByText(`${url}/v1/models`).waitFor()
    expect(await page.content()).not.toContain(localKey)
    await page.getByRole('button', { name: 'Copy command that lists the models' }).click()
    await expect.poll(() => page.evaluate('navigator.clipboard.readText()')).toContain(`Bearer ${localKey}`)
  })

  test('a row appears when the request begins and fills as it ends', async context => {
    const { provider, row, call, problems } = await openLog(context)
    const held = gate()
    provider.script = async () => {
      await held.opened
      return undefined
    }
    const reply = call('fast')
    await row('fast').getByText('running').waitFor()
    held.open()
    await reply
    await row('fast').getByText('200').waitFor()
    expect(await row('fast').textContent()).toContain('lab/small')
    expect(problems).toEqual([])
  })

  test('a row says how many attempts it took, where one was not enough', async context => {
    const failing = await upstream({ models: ['big'], script: () => json({ error: {} }, 529) })
    const working = await upstream({ models: ['small'] })
    const settings = {
      providers: { failing: at(failing), working: at(working) },
      aliases: { sure: ['failing/big', 'working/small'] },
    }
    const { call, row, open } = await openLog(context, { settings })
    await call('sure')
    await call('working/small')
    await row('sure').getByRole('img', { name: '2 attempts' }).waitFor()
    expect(await row('sure').getByTitle('2 attempts').count()).toBe(1)
    const detail = await open('sure')
    await detail.getByText(/it was answered after .* and 2 attempts\./).waitFor()
    expect(await row('working/small').first().getByRole('img', { name: 'attempts' }).count()).toBe(0)
  })

  test('new rows wait while one is selected, and come when they are asked for', async context => {
    const { page, call, row } = await openLog(context)
    await call('fast')
    await row('fast').click()
    await call('lab/large')
    await call('lab/large')
    await page.getByRole('button', { name: '2 new' }).waitFor()
    expect(await row('large').count()).toBe(0)
    expect(await page.locator('tr[aria-current]').textContent()).toContain('fast')
    await page.getByRole('button', { name: '2 new' }).click()
    await row('large').nth(1).waitFor()
    expect(await page.locator('tr[aria-current]').textContent()).toContain('fast')
  })

  test('the keyboard moves, opens, shows tabs, closes and shows errors only', async context => {
    const { page, call, row } = await openLog(context)
    await call('fast')
    await call('nobody-knows-it')
    await row('nobody').waitFor()
    for (const key of ['j', 'j', 'Enter']) await page.keyboard.press(key)
    const detail = page.getByRole('complementary', { name: 'Request' })
    await detail.getByText(/asked for fast/).waitFor()
    await page.keyboard.press('6')
    await detail.getByRole('table', { name: 'Timing' }).waitFor()
    await page.keyboard.press('1')
    await page.keyboard.press('k')
    await detail.getByText(/asked for nobody-knows-it/).waitFor()
    await page.keyboard.press('Escape')
    await detail.waitFor({ state: 'detached' })
    await page.keyboard.press('e')
    await page.getByText('1 request', { exact: true }).waitFor()
    await page.keyboard.press('e')
    await page.getByText('2 requests', { exact: true }).waitFor()
  })

  test('the help lists every key and what can be filtered', async context => {
    const { page, call, row } = await openLog(context)
    await call('fast')
    await row('fast').waitFor()
    await page.keyboard.press('?')
    const help = page.getByRole('dialog', { name: 'Keys and filters' })
    await help.getByText('replay as it was').waitFor()
    await help.getByText('via:messages>responses').waitFor()
    await page.keyboard.press('Escape')
    await help.waitFor({ state: 'hidden' })
  })

  test('the columns that are chosen stay chosen, and can be taken back', async context => {
    const { page, ask } = await openLog(context)
    await ask(
      '/v1/chat/completions',
      { model: 'fast', messages: [QUESTION] },
      { 'x-session-id': 'session-of-today' },
    )
    await page.setViewportSize({ width: 900, height: 600 })
    await page.getByRole('button', { name: 'Columns' }).click()
    const reset = await page.getByRole('button', { name: 'As it was at first' }).boundingBox()
    expect((reset?.y ?? 600) + (reset?.height ?? 0)).toBeLessThan(600)
    await page.getByRole('checkbox', { name: 'Path' }).click()
    await page.getByRole('checkbox', { name: 'Losses' }).click()
    await page.getByRole('columnheader', { name: 'Path' }).waitFor()
    await page.reload()
    await page.getByRole('columnheader', { name: 'Path' }).waitFor()
    await page.getByRole('columnheader', { name: 'Losses' }).waitFor()
    await page.getByRole('button', { name: 'Columns' }).click()
    await page.getByRole('button', { name: 'As it was at first' }).click()
    await page.getByRole('columnheader', { name: 'Path' }).waitFor({ state: 'detached' })
  })

  test('a running request is ended from its row', async context => {
    const { page, provider, row, ask } = await openLog(context)
    provider.script = () => events(['data: {"choices":[{"index":0,"delta":{"content":"Hi"}}]}\n\n'], 'hang')
    const reply = ask('/v1/chat/completions', { model: 'fast', stream: true, messages: [QUESTION] }).catch(
      () => undefined,
    )
    await page.getByRole('button', { name: 'Cancel fast' }).click()
    await row('fast').getByText('running').waitFor({ state: 'detached' })
    await reply
    expect(await provider.generations[0]?.closed).toBe('aborted')
  })
})
