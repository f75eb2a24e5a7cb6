import { describe, expect, it } from 'vitest'
import { memoryResponses } from '../../src-main/state/response-store.ts'
import { say } from '../support/replies/index.ts'
import { HELLO } from '../support/replies/saying.ts'
import { gate } from '../support/scripted.ts'
import { connected, replyOf, typesOf } from './connected.ts'

describe('lanes', () => {
  it('a second request waits for the first of its lane, while another lane goes on', async () => {
    const { client, up } = await connected()
    const first = gate()
    up.script = async seen => {
      if (seen.raw.includes('slow')) await first.opened
      return undefined
    }
    const create = (input: string, stream_id?: string) =>
      client.send({ type: 'response.create', model: 'talk/m', input, stream_id })
    create('slow one', 'a')
    create('next one', 'a')
    create('other one', 'b')
    const other = await client.reply()
    expect(new Set(other.map(({ stream_id }) => stream_id))).toEqual(new Set(['b']))
    expect(up.generations.map(({ raw }) => /\w+ one/.exec(raw.toString())?.[0]).sort()).toEqual([
      'other one',
      'slow one',
    ])
    first.open()
    await client.reply()
    await client.reply()
    expect(up.generations).toHaveLength(3)
    expect(up.generations[2]?.raw.toString()).toContain('next one')
  })

  it('the lane without a name puts no name into its events', async () => {
    const { client } = await connected()
    const messages = await client.create({ model: 'talk/m', input: 'hi' })
    expect(messages.some(message => 'stream_id' in message)).toBe(false)
  })
})

describe('what a connection remembers', () => {
  it.each(['talk/m', 'mess/m', 'native/m'])(
    'a turn that was sent ahead to %s costs nothing, and is told with the next',
    async model => {
      const { client, up } = await connected()
      const input = [{ type: 'message', role: 'user', content: 'ahead' }]
      const tools = [{ type: 'function', name: 'look', parameters: { type: 'object', properties: {} } }]
      const prepared = await client.create({ model, generate: false, store: false, input, tools })
      expect(typesOf(prepared)).toEqual(['response.created', 'response.in_progress', 'response.completed'])
      expect(replyOf(prepared)).toMatchObject({ status: 'completed', output: [], tools, store: false })
      expect(up.generations).toEqual([])
      const next = await client.create({
        model,
        previous_response_id: replyOf(prepared).id,
        input: [{ type: 'message', role: 'user', content: 'behind' }],
        tools,
      })
      expect(replyOf(next).status).toBe('completed')
      expect(up.generations[0]?.raw.toString()).toMatch(/ahead.*behind/)
    },
  )

  it.each(['talk/m', 'native/m'])(
    'a reply of %s that is not to be stored can be continued, again and again',
    async model => {
      const { client, up } = await connected()
      let ids = 0
      up.script = seen => say({ ...HELLO, text: [`reply ${++ids}`] }, seen)
      const first = await client.create({ model, store: false, input: 'one' })
      const ids2 = replyOf(first).id
      const second = await client.create({ model, store: false, input: 'two', previous_response_id: ids2 })
      up.forget()
      await client.create({ model, store: false, input: 'three', previous_response_id: replyOf(second).id })
      const [seen] = up.generations
      expect(seen?.raw.toString()).toMatch(/one.*reply 1.*two.*reply 2.*three/)
      expect(seen?.body.previous_response_id).toBeUndefined()
    },
  )

  it.each(['talk/m', 'native/m'])(
    "the last reply of %s is the connection's own: what others ask for cannot push it out",
    async model => {
      const responses = memoryResponses({ now: Date.now })
      const { client, up } = await connected({ responses })
      const id = replyOf(await client.create({ model, store: false, input: 'one' })).id
      expect(responses.forget(`${id}`, 'all')).toBe(true)
      up.forget()
      const next = await client.create({ model, store: false, input: 'two', previous_response_id: id })
      expect(replyOf(next).status).toBe('completed')
      expect(up.generations[0]?.raw.toString()).toMatch(/one.*Good morning.*two/)
      responses.close()
    },
  )

  it('what the provider stores is left to the provider', async () => {
    const { client, up } = await connected()
    const first = await client.create({ model: 'native/m', input: 'one' })
    up.forget()
    await client.create({ model: 'native/m', input: 'two', previous_response_id: replyOf(first).id })
    expect(up.generations[0]?.body).toMatchObject({ input: 'two', previous_response_id: 'resp_up1' })
  })

  it('an unknown reply is named in an error that Codex and the SDK know', async () => {
    const { client } = await connected()
    const [error] = await client.create({ model: 'talk/m', input: 'x', previous_response_id: 'resp_none' })
    expect(error).toMatchObject({
      type: 'error',
      status: 400,
      error: { code: 'previous_response_not_found', param: 'previous_response_id' },
    })
  })
})
