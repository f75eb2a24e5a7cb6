import OpenAI from 'openai'
import { beforeAll, describe, expect, it } from 'vitest'
import { asArray, asObject, type JsonObject } from '../../src-main/core/json.ts'
import { fetchAnswer } from '../support/client.ts'
import { expectError } from '../support/verdict.ts'
import { openKeeping } from './keeping.ts'

let keeping: Awaited<ReturnType<typeof openKeeping>>
beforeAll(async () => {
  keeping = await openKeeping()
})

it.each([false, true])('a reply can be read again as it was told (stream: %s)', async stream => {
  const { id, reply } = await keeping.ask('talk/m', { input: 'hi', stream, metadata: { a: 'b' } })
  keeping.up.forget()
  const answer = await keeping.call(`/v1/responses/${id}`)
  expect(answer.status).toBe(200)
  expect(answer.body).toEqual(reply)
  expect(answer.headers['x-patchbay-model']).toBe('talk/m')
  expect(keeping.up.generations).toEqual([])
})

it('input items are listed newest first, in pages', async () => {
  const texts = ['one', 'two', 'three', 'four', 'five']
  const { id } = await keeping.ask('talk/m', { input: texts.map(content => ({ role: 'user', content })) })
  const list = async (query: string) => (await keeping.call(`/v1/responses/${id}/input_items${query}`)).body
  const textsIn = (page: Awaited<ReturnType<typeof list>>) =>
    asArray(page.data).map(item => asObject(asArray(asObject(item).content)[0]).text)
  const first = await list('?limit=2')
  expect(textsIn(first)).toEqual(['five', 'four'])
  expect(first).toMatchObject({ object: 'list', has_more: true })
  expect(asArray(first.data)[0]).toMatchObject({
    id: first.first_id,
    type: 'message',
    role: 'user',
    status: 'completed',
    content: [{ type: 'input_text', text: 'five' }],
  })
  const rest = await list(`?limit=20&after=${first.last_id}`)
  expect(textsIn(rest)).toEqual(['three', 'two', 'one'])
  expect(rest.has_more).toBe(false)
  expect(textsIn(await list('?order=asc'))).toEqual(texts)
})

it.each(['limit=0', 'limit=101', 'limit=x', 'order=up', 'after=nobody'])('%s is refused', async query => {
  const { id } = await keeping.ask('talk/m', { input: 'hi' })
  const answer = await keeping.call(`/v1/responses/${id}/input_items?${query}`)
  expect(expectError('responses', answer, 400, 'invalid_value').param).toBe(query.split('=')[0])
})

it('a deleted reply can neither be read nor continued', async () => {
  const { id } = await keeping.ask('talk/m', { input: 'hi' })
  const path = `/v1/responses/${id}`
  const deleted = await keeping.call(path, undefined, 'DELETE')
  expect(deleted.body).toEqual({ id, object: 'response.deleted', deleted: true })
  expectError('responses', await keeping.call(path), 404)
  const { answer } = await keeping.ask('talk/m', { input: 'more', previous_response_id: id })
  expectError('responses', answer, 400, 'previous_response_not_found')
})

it('another key can neither read nor delete it', async () => {
  const { id } = await keeping.ask('talk/m', { input: 'hi' })
  const path = `/v1/responses/${id}`
  for (const method of ['GET', 'DELETE'])
    expectError('responses', await fetchAnswer(keeping.theirs, path, { method }), 404)
  expect((await keeping.call(path)).status).toBe(200)
})

it.each([
  ['POST', '/cancel', 'response_id'],
  ['GET', '?stream=true&starting_after=x', 'starting_after'],
  ['GET', '?stream=true&starting_after=-1', 'starting_after'],
])('%s …%s is refused in clear words', async (method, suffix, param) => {
  const { id } = await keeping.ask('talk/m', { input: 'hi' })
  const answer = await keeping.call(`/v1/responses/${id}${suffix}`, undefined, method)
  expect(expectError('responses', answer, 400, 'invalid_value').param).toBe(param)
})

describe('a reply that is read again as a stream', () => {
  const numbers = ({ events }: { events: readonly { body: JsonObject }[] }) =>
    events.map(({ body }) => body.sequence_number)

  it('says what it said, and can be read on from any event', async () => {
    const { id, reply } = await keeping.ask('talk/m', { input: 'hi', stream: true })
    const whole = await keeping.call(`/v1/responses/${id}?stream=true`)
    expect(whole.headers['x-patchbay-model']).toBe('talk/m')
    expect(whole.events.map(({ body }) => body.delta ?? '').join('')).toBe('Good morning')
    expect(whole.events.at(-1)?.body).toMatchObject({ type: 'response.completed', response: reply })
    for (const { body } of whole.events.slice(0, -1)) {
      const rest = await keeping.call(
        `/v1/responses/${id}?stream=true&starting_after=${body.sequence_number}`,
      )
      expect(numbers(rest)).toEqual(
        numbers(whole).filter(number => Number(number) > Number(body.sequence_number)),
      )
    }
  })

  it('says its end to whoever counted further', async () => {
    const { id, reply } = await keeping.ask('talk/m', { input: 'hi' })
    const { events } = await keeping.call(`/v1/responses/${id}?stream=true&starting_after=4000`)
    expect(events.map(({ body }) => body)).toMatchObject([{ type: 'response.completed', response: reply }])
  })

  it('is understood by the SDK of OpenAI', async () => {
    const { id, reply } = await keeping.ask('talk/m', { input: 'hi' })
    const client = new OpenAI({
      baseURL: `${keeping.mine.url}/v1`,
      apiKey: keeping.mine.localKey,
      maxRetries: 0,
    })
    const told = await client.responses.stream({ response_id: id, starting_after: 0 }).finalResponse()
    expect([told.id, told.output_text]).toEqual([reply.id, 'Good morning'])
  })
})

it.each(['talk/m', 'mess/m', 'native/m'])(
  '%s, whose provider cannot compact, writes a summary',
  async model => {
    const answer = await keeping.call('/v1/responses/compact', { model, input: 'remember the milk' })
    expect([answer.status, answer.body.object]).toEqual([200, 'response.compaction'])
    const items = asArray(answer.body.output).map(asObject)
    expect(items.map(({ type }) => type)).toEqual(['compaction'])
    // Whoever goes on from it is told in words what it says.
    const { sent } = await keeping.ask('talk/m', { input: [...items, { role: 'user', content: 'go on' }] })
    expect(JSON.stringify(sent)).toContain('Summary of the conversation so far')
  },
)
