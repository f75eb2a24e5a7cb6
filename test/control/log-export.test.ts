import { describe, expect, test } from 'vitest'
import { ask } from '../support/client.ts'
import { lab } from './log-lab.ts'

describe('exports', () => {
  const exchange = async () => {
    const running = await lab()
    const { url, localKey } = running
    const { headers } = await ask({ url, localKey }, 'messages', 'lab/gpt-5-codex', { stream: true })
    await ask({ url, localKey }, 'chat', 'fast')
    return { ...running, id: String(headers['x-request-id']) }
  }

  test('those that are named, as an HTTP Archive', async () => {
    const { page, id, url } = await exchange()
    const file = await page.log.export.query({ ids: [id], format: 'har' })
    expect(file).toMatchObject({ name: `patchbay-${id}.har`, mediaType: 'application/json' })
    expect(JSON.parse(file.text).log.entries).toMatchObject([
      { request: { url: `${url}/v1/messages`, method: 'POST' }, response: { status: 200 } },
      { request: { url: expect.stringMatching(/\/v1\/responses$/) }, response: { status: 200 } },
    ])
  })

  test('those that fit the filter, newest first, as JSON', async () => {
    const { page, id } = await exchange()
    const file = await page.log.export.query({ format: 'json' })
    expect(file.name).toMatch(/^patchbay-log-\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d\.json$/)
    const { exchanges } = JSON.parse(file.text)
    expect(exchanges).toMatchObject([{ exchange: { requested: 'fast' } }, { exchange: { id } }])
    const few = await page.log.export.query({ format: 'json', filter: 'client:nobody' })
    expect(JSON.parse(few.text).exchanges).toEqual([])
  })

  test('as a page that needs nothing else', async () => {
    const { page, id } = await exchange()
    const { text, mediaType } = await page.log.export.query({ ids: [id, 'req_gone'], format: 'html' })
    expect(mediaType).toBe('text/html')
    expect(text).toContain(id)
    expect(text).toContain('Good morning')
    expect(text).not.toMatch(/<script|src="http/)
  })
})
