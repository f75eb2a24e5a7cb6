import { describe, expect, test } from 'vitest'
import { events, gate } from '../support/scripted.ts'
import { PATIENT, prepareLog, QUESTION } from './log-window.ts'

const openLog = prepareLog()

const piece = (text: string) =>
  `data: ${JSON.stringify({ choices: [{ index: 0, delta: { content: text } }] })}\n\n`

describe('the log while much happens', () => {
  test('thirty streams run and end, and the selected row stays where it is', async context => {
    const { page, provider, row, call, ask, problems } = await openLog(context)
    await call('lab/large')
    await row('lab/large').click()
    const selected = page.locator('tr[aria-current]')
    const before = await selected.boundingBox()

    const held = gate()
    provider.script = () => events([piece('Hello'), held.opened, piece(' you'), 'data: [DONE]\n\n'])
    const streams = Array.from({ length: 30 }, () =>
      ask('/v1/chat/completions', { model: 'fast', stream: true, messages: [QUESTION] }),
    )
    await page.getByRole('button', { name: '30 new' }).waitFor()
    expect(await selected.boundingBox()).toEqual(before)
    held.open()
    await Promise.all(streams)
    expect(await selected.boundingBox()).toEqual(before)
    expect(await selected.textContent()).toContain('lab/large')

    await page.getByRole('button', { name: '30 new' }).click()
    await page.getByText('31 requests', { exact: true }).waitFor()
    await row('fast').first().waitFor()
    expect(await row('running').count()).toBe(0)
    expect(problems).toEqual([])
  })

  test('thirty streams fill their rows as they run', async context => {
    const { page, provider, row, ask } = await openLog(context)
    const held = gate()
    provider.script = () => events([piece('Hello'), held.opened, piece(' you'), 'data: [DONE]\n\n'])
    const streams = Array.from({ length: 30 }, () =>
      ask('/v1/chat/completions', { model: 'fast', stream: true, messages: [QUESTION] }),
    )
    await page.getByText('30 requests', { exact: true }).waitFor()
    await expect.poll(() => row('running').count(), PATIENT).toBeGreaterThan(15)
    held.open()
    await Promise.all(streams)
    await expect.poll(() => row('running').count(), PATIENT).toBe(0)
  })

  test('older rows come as one scrolls, few are in the document, and one press goes back to the newest', async context => {
    const { page, ask, row } = await openLog(context)
    // Refused at once: seven hundred rows in a moment.
    for (let round = 0; round < 14; round++)
      await Promise.all(
        Array.from({ length: 50 }, (_, index) =>
          ask('/v1/chat/completions', { model: `nobody-${round * 50 + index}`, messages: [] }),
        ),
      )
    await page.reload()
    await page.getByText('700 requests', { exact: true }).waitFor()
    await page.getByRole('region', { name: 'Requests' }).focus()
    await expect
      .poll(async () => {
        await page.keyboard.press('End')
        return page.getByRole('table', { name: 'Requests, newest first' }).getAttribute('aria-rowcount')
      }, PATIENT)
      .toBe('701')
    await page.keyboard.press('End')
    await page.locator('tr[aria-rowindex="701"]').waitFor()
    expect(await page.locator('tr[aria-rowindex]').count()).toBeLessThan(80)

    await ask('/v1/chat/completions', { model: 'the-newest', messages: [] })
    await page.getByRole('button', { name: '1 new' }).waitFor()
    expect(await row('the-newest').count()).toBe(0)
    await page.keyboard.press('g')
    await row('the-newest').waitFor()
    await page.locator('tr[aria-rowindex="2"]').filter({ hasText: 'the-newest' }).waitFor()
  })
})
