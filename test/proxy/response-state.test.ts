import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { asArray, asObject, type JsonObject } from '../../src-main/core/json.ts'
import { say } from '../support/replies/index.ts'
import { RICH } from '../support/replies/saying.ts'
import { expectError } from '../support/verdict.ts'
import { openKeeping } from './keeping.ts'

let keeping: Awaited<ReturnType<typeof openKeeping>>
beforeAll(async () => {
  keeping = await openKeeping()
})
beforeEach(() => {
  keeping.up.script = undefined
})

const weather = { type: 'function', name: 'weather', parameters: { type: 'object', properties: {} } }
const callWeather = { calls: [{ id: 'call_7', name: 'weather', input: ['{}'] }] }
const textsOf = (messages: unknown) =>
  asArray(messages)
    .map(asObject)
    .map(({ role, content }) => `${role}: ${typeof content === 'string' ? content : JSON.stringify(content)}`)

describe.each(['talk/m', 'mess/m'])('a translated model, %s', model => {
  it.each([false, true])('is told the earlier turns in order (stream: %s)', async stream => {
    const first = await keeping.ask(model, { input: 'one', stream, instructions: 'be brief' })
    const second = await keeping.ask(model, { input: 'two', stream, previous_response_id: first.id })
    const third = await keeping.ask(model, { input: 'three', previous_response_id: second.id })
    expect(third.answer.status).toBe(200)
    const texts = textsOf(third.sent[0]?.messages)
    expect(texts.length).toBe(5)
    expect(texts.join(' ')).toMatch(
      /^user: .*one.*assistant: .*Good morning.*two.*Good morning.*user: .*three/,
    )
    expect(JSON.stringify(third.sent)).not.toContain('be brief')
    expect(third.reply.previous_response_id).toBe(second.id)
  })

  it('gets its call back with the output, though the client sends the output alone', async () => {
    keeping.up.script = request => say(callWeather, request)
    const first = await keeping.ask(model, { input: 'weather?', tools: [weather] })
    const output = { type: 'function_call_output', call_id: first.output[0]?.call_id, output: 'sunny' }
    const fields = { input: [output], tools: [weather], previous_response_id: first.id }
    const { answer, sent } = await keeping.ask(model, fields)
    expect(answer.status).toBe(200)
    expect(JSON.stringify(sent[0]?.messages)).toMatch(/weather\?.*call_7.*"weather".*call_7.*sunny/)
  })

  it('is told the items that are only referred to', async () => {
    const first = await keeping.ask(model, { input: 'one' })
    const reference = { type: 'item_reference', id: first.output[0]?.id }
    const second = await keeping.ask(model, {
      input: [{ role: 'user', content: 'one' }, reference, { role: 'user', content: 'two' }],
    })
    expect(textsOf(second.sent[0]?.messages).join(' ')).toMatch(/one.*assistant: .*Good morning.*two/)
  })

  it('is continued within the run when the client wants nothing stored', async () => {
    const first = await keeping.ask(model, { input: 'one', store: false })
    const { answer, sent } = await keeping.ask(model, { input: 'two', previous_response_id: first.id })
    expect(answer.status).toBe(200)
    expect(textsOf(sent[0]?.messages).length).toBe(3)
  })

  it('is asked nothing when something is named that is not kept', async () => {
    const first = await keeping.ask(model, { input: 'one' })
    const input = [
      { role: 'user', content: 'hi' },
      { type: 'item_reference', id: 'msg_nobody' },
    ]
    const unknown = await keeping.ask(model, { input, previous_response_id: first.id })
    const item = expectError('responses', unknown.answer, 400, 'item_not_found')
    expect(item.param).toBe('input[1].id')
    const other = await keeping.ask(model, { input: 'hi', previous_response_id: 'resp_nobody' })
    const reply = expectError('responses', other.answer, 400, 'previous_response_not_found')
    expect(reply.param).toBe('previous_response_id')
    expect([...unknown.sent, ...other.sent]).toEqual([])
  })

  it('has its reply kept before its end is told', async () => {
    const broken = await openKeeping({
      responses: {
        keep() {
          throw new Error('the disk is on fire')
        },
        find: () => undefined,
        findItem: () => undefined,
        forget: () => false,
      },
    })
    const streamed = await broken.ask(model, { input: 'one', stream: true })
    expect(streamed.answer.events.length).toBeGreaterThan(2)
    expect(streamed.answer.events.map(({ type }) => type)).not.toContain('response.completed')
    expect((await broken.ask(model, { input: 'one' })).answer.status).toBe(500)
  })
})

it('one key never continues what another was told', async () => {
  const first = await keeping.ask('lab/m', { input: 'mine alone' })
  const named = { input: 'what did they say?', previous_response_id: first.id }
  const { answer } = await keeping.ask('lab/m', named, keeping.theirs)
  expectError('responses', answer, 400, 'previous_response_not_found')
  const reference = { type: 'item_reference', id: first.output[0]?.id }
  const other = await keeping.ask('lab/m', { input: [reference] }, keeping.theirs)
  expectError('responses', other.answer, 400, 'item_not_found')
})

it('the proof of reasoning goes back to whom it came from', async () => {
  keeping.up.script = request => say(RICH, request)
  const first = await keeping.ask('mess/m', { input: 'think', tools: [weather] })
  const output = { type: 'function_call_output', call_id: 'call_7', output: 'sunny' }
  const { sent } = await keeping.ask('mess/m', {
    input: [output],
    tools: [weather],
    previous_response_id: first.id,
    reasoning: { effort: 'low' },
  })
  const blocks = asArray(sent[0]?.messages).flatMap(message => asArray(asObject(message).content))
  const thinking = blocks.map(asObject).find(({ type }) => type === 'thinking')
  expect(thinking).toMatchObject({ thinking: RICH.reasoning?.join(''), signature: expect.any(String) })
  expect(`${thinking?.signature}`).not.toContain('pb1.')
})

it('after a compaction, the summary stands for what came before it', async () => {
  const first = await keeping.ask('talk/m', { input: 'a long story' })
  const asked = [{ type: 'compaction_trigger' }]
  const compacted = await keeping.ask('talk/m', { input: asked, previous_response_id: first.id })
  expect(compacted.output.map(({ type }) => type)).toEqual(['compaction'])
  expect(JSON.stringify(compacted.sent)).toContain('a long story')
  const { sent } = await keeping.ask('talk/m', { input: 'go on', previous_response_id: compacted.id })
  const texts = textsOf(sent[0]?.messages).join(' ')
  expect(texts).toMatch(/Summary.*Good morning.*go on/s)
  expect(texts).not.toContain('a long story')
})

it('a Responses body on the path of Chat can continue a reply, and is answered as Chat', async () => {
  const first = await keeping.ask('talk/m', { input: 'one' })
  keeping.up.forget()
  const body = { model: 'talk/m', input: 'two', previous_response_id: first.id }
  const answer = await keeping.call('/v1/chat/completions', body)
  expect(answer.body.object).toBe('chat.completion')
  expect(textsOf(keeping.up.generations[0]?.body.messages).join(' ')).toMatch(/one.*Good morning.*two/)
})

it('what is wrong is told by its place in the body that the client sent', async () => {
  const first = await keeping.ask('talk/m', { input: 'one' })
  const input = [{ role: 'user', content: 'hi' }, { type: 'no_such_item' }]
  const { answer } = await keeping.ask('talk/m', { input, previous_response_id: first.id })
  const error = expectError('responses', answer, 400, 'untranslatable')
  expect(error.param).toBe('input[1]')
  expect(error.message).toMatch(/^input\[1\]/)
})

describe('a model whose provider keeps its replies itself', () => {
  it('gets ids that are not ours as they came', async () => {
    const body =
      '{"model":"m", "previous_response_id":"resp_theirs","input":[{"type":"item_reference","id":"x"}]}'
    keeping.up.forget()
    await keeping.call('/v1/responses', JSON.parse(body.replace('"m"', '"native/m"')) as JsonObject)
    expect(keeping.up.generations[0]?.body).toEqual(JSON.parse(body))
  })

  it('is told what a translated model said before, without ids that it cannot know', async () => {
    const first = await keeping.ask('talk/m', { input: 'one' })
    const reference = { type: 'item_reference', id: first.output[0]?.id }
    const both = [
      await keeping.ask('native/m', { input: 'two', previous_response_id: first.id }),
      await keeping.ask('native/m', { input: [reference, { role: 'user', content: 'two' }] }),
    ]
    for (const { answer, sent } of both) {
      expect(answer.status).toBe(200)
      expect(JSON.stringify(sent[0])).toMatch(/Good morning.*two/)
      expect(JSON.stringify(sent[0])).not.toMatch(new RegExp(`${first.id}|${reference.id}|item_reference`))
    }
    expect(JSON.stringify(both[0]?.sent)).toMatch(/one.*Good morning/)
  })

  it.each(['talk/m', 'mess/m'])(
    'gets no reasoning of another vendor, and the client hears of it (%s)',
    async model => {
      keeping.up.script = request => say({ ...RICH, calls: [] }, request)
      const first = await keeping.ask(model, { input: 'think' })
      expect(first.output.map(({ type }) => type)).toContain('reasoning')
      const { answer, sent } = await keeping.ask('native/m', { input: 'go', previous_response_id: first.id })
      expect(asArray(sent[0]?.input).map(item => asObject(item).type)).not.toContain('reasoning')
      expect(answer.headers['x-patchbay-warnings']).toContain('reasoning_dropped')
    },
  )
})

it('a count includes the history that is only named', async () => {
  const long = 'word '.repeat(2_000)
  const first = await keeping.ask('talk/m', { input: long })
  const count = async (fields: JsonObject) =>
    (await keeping.call('/v1/responses/input_tokens', { model: 'talk/m', input: 'go', ...fields })).body
  const alone = Number((await count({})).input_tokens)
  const continued = Number((await count({ previous_response_id: first.id })).input_tokens)
  expect(continued - alone).toBeGreaterThan(2_000)
  expect(asObject((await count({ previous_response_id: 'resp_nobody' })).error).code).toBe(
    'previous_response_not_found',
  )
})
