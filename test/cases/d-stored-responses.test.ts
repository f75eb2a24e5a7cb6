import { beforeAll, describe, expect, it } from 'vitest'
import { asObject } from '../../src-main/core/json.ts'
import { ask, fetchAnswer } from '../support/client.ts'
import { startTrio, type Trio } from '../support/trio.ts'
import { expectError } from '../support/verdict.ts'

let trio: Trio
beforeAll(async () => {
  trio = await startTrio()
})

describe('D: replies of a model that speaks Chat, kept for Responses', () => {
  for (const stream of [false, true])
    it(`D09 a known previous response is replayed in order (stream: ${stream})`, async () => {
      const first = await ask(trio, 'responses', 'cm', { input: 'first question', stream })
      const created = stream ? asObject(first.events.at(-1)?.body.response) : first.body
      trio.up.forget()
      const next = { input: 'second question', previous_response_id: created.id }
      expect((await ask(trio, 'responses', 'cm', next)).status).toBe(200)
      expect(trio.up.generations[0]?.body.messages).toEqual([
        { role: 'user', content: 'first question' },
        { role: 'assistant', content: 'Good morning' },
        { role: 'user', content: 'second question' },
      ])
    })

  it('D09 a stored response can be read and deleted', async () => {
    const { id } = (await ask(trio, 'responses', 'cm')).body
    const path = `/v1/responses/${id}`
    const stored = await fetchAnswer(trio, path)
    expect(stored.body).toMatchObject({ id, object: 'response', status: 'completed' })
    expect((await fetchAnswer(trio, `${path}/input_items`)).body).toMatchObject({ object: 'list' })
    expect((await fetchAnswer(trio, path, { method: 'DELETE' })).body).toMatchObject({ id, deleted: true })
    expectError('responses', await fetchAnswer(trio, path), 404)
  })
})
