import { describe, expect, it, test } from 'vitest'
import { asArray, asObject, type JsonObject } from '../../src-main/core/json.ts'
import { ask, fetchAnswer, MINIMAL } from '../support/client.ts'
import { hear } from '../support/heard.ts'
import { PATHS, say } from '../support/replies/index.ts'
import { RICH } from '../support/replies/saying.ts'
import { at, runApp, upstream } from '../support/run-app.ts'
import { fileTrio, ONLY } from '../support/trio.ts'

const trio = await fileTrio()

const OPENAI = ['chat', 'responses'] as const

/** Asks on Messages for the model that speaks only `to`; gives the answer beside what went upstream. */
async function translated(
  to: (typeof OPENAI)[number],
  fields: JsonObject,
  headers: Record<string, string> = {},
) {
  const answer = await ask(trio, 'messages', ONLY[to], fields, headers)
  expect(`${answer.status} ${answer.text}`).toMatch(/^200 /)
  if (fields.stream !== true) expect(answer.body.type).toBe('message')
  expect(trio.up.generations.map(request => request.path)).toEqual([`/v1${PATHS[to]}`])
  const request = trio.up.generations[0]
  trio.up.forget()
  return { answer, sent: request?.body ?? {}, headers: request?.headers ?? {} }
}

/** The conversation as it was sent, in order, as one text. */
const conversation = (sent: JsonObject) =>
  `${sent.instructions ?? ''} ${JSON.stringify(sent.messages ?? sent.input)}`

describe.each(OPENAI)('E: Messages on a model that speaks %s', to => {
  it('E01 a system prompt arrives once, whether text or blocks', async () => {
    const { sent } = await translated(to, { system: 'only rhymes' })
    expect(conversation(sent).match(/only rhymes/g)).toHaveLength(1)
    const { sent: blocks } = await translated(to, {
      system: [
        { type: 'text', text: 'first rule', cache_control: { type: 'ephemeral' } },
        { type: 'text', text: 'second rule' },
      ],
    })
    expect(conversation(blocks)).toMatch(/first rule.*second rule.*hi/s)
    expect(conversation(blocks).match(/first rule/g)).toHaveLength(1)
  })

  it('E01 a system message in the middle stays where it is', async () => {
    const { sent } = await translated(to, {
      messages: [
        { role: 'user', content: 'before' },
        { role: 'system', content: [{ type: 'text', text: 'in between' }] },
        { role: 'assistant', content: 'reply' },
        { role: 'user', content: 'after' },
      ],
    })
    expect(conversation(sent)).toMatch(/before.*in between.*reply.*after/s)
  })

  test.each([
    [{ type: 'auto' }, 'auto'],
    [{ type: 'any' }, 'required'],
    [{ type: 'none' }, 'none'],
    [
      { type: 'tool', name: 'now' },
      {
        chat: { type: 'function', function: { name: 'now' } },
        responses: { type: 'function', name: 'now' },
      },
    ],
  ])('E03 tool_choice %j', async (tool_choice, expected) => {
    const tools = [{ name: 'now', input_schema: { type: 'object', properties: {} } }]
    const { sent } = await translated(to, { tools, tool_choice })
    expect(sent.tool_choice).toEqual(typeof expected === 'string' ? expected : expected[to])
    expect(asArray(sent.tools)).toHaveLength(1)
  })

  it('E03 forbidding parallel calls is kept', async () => {
    const tools = [{ name: 'now', input_schema: { type: 'object', properties: {} } }]
    const tool_choice = { type: 'auto', disable_parallel_tool_use: true }
    expect((await translated(to, { tools, tool_choice })).sent.parallel_tool_calls).toBe(false)
  })

  it('E07 a thinking budget becomes an effort, and old thinking is never sent as text', async () => {
    const { sent } = await translated(to, {
      max_tokens: 16000,
      thinking: { type: 'enabled', budget_tokens: 12000 },
      messages: [
        { role: 'user', content: 'hi' },
        {
          role: 'assistant',
          content: [
            { type: 'thinking', thinking: 'secret musing', signature: 'c2ln' },
            { type: 'text', text: 'hello' },
          ],
        },
        { role: 'user', content: 'again' },
      ],
    })
    expect(to === 'chat' ? sent.reasoning_effort : asObject(sent.reasoning).effort).toBe('high')
    const assistant = asArray(sent.messages ?? sent.input).map(asObject)
    for (const turn of assistant) expect(JSON.stringify(turn.content ?? '')).not.toContain('secret musing')
  })

  it.each([false, true])(
    'E07 reasoning comes back as a thinking block, apart from the text (stream: %s)',
    async stream => {
      trio.up.script = request => say(RICH, request)
      const { answer } = await translated(to, { stream })
      const heard = hear('messages', answer)
      expect(heard).toMatchObject({
        reasoning: 'Grübeln 思考 🤔',
        text: 'Zwölf Boxkämpfer – 東京 🗼',
        stop: 'tool_use',
      })
      expect(heard.calls).toEqual([{ id: 'call_7', name: 'weather', input: expect.any(String) }])
      expect(JSON.parse(heard.calls[0]?.input ?? '')).toEqual({ city: 'Zürich 🏔' })
    },
  )

  it("E08 Anthropic's own headers do not go to another dialect", async () => {
    const { headers } = await translated(
      to,
      {},
      { 'anthropic-beta': 'a-2025,b-2025', 'anthropic-version': '2023-06-01' },
    )
    expect(Object.keys(headers).filter(name => name.startsWith('anthropic'))).toEqual([])
  })

  it('E09 the query of ?beta=true changes nothing', async () => {
    const answer = await fetchAnswer(trio, '/v1/messages?beta=true', { body: MINIMAL.messages(ONLY[to]) })
    expect(answer.body).toMatchObject({ type: 'message', content: [{ type: 'text', text: 'Good morning' }] })
  })

  it('E10 tokens are counted for a model that cannot count, or refused openly', async () => {
    const words = Array.from({ length: 1000 }, (_, index) => `word${index}`).join(' ')
    const answer = await fetchAnswer(trio, '/v1/messages/count_tokens', {
      body: { model: ONLY[to], messages: [{ role: 'user', content: words }] },
    })
    if (answer.status === 200) expect(answer.body.input_tokens).toBeGreaterThan(500)
    else expect(answer.body).toMatchObject({ type: 'error', error: { message: expect.any(String) } })
    expect([200, 404, 501]).toContain(answer.status)
  })
})

describe('E: Messages', () => {
  it('E04 stop sequences go to Chat as stop', async () => {
    const { sent, answer } = await translated('chat', { stop_sequences: ['END', 'HALT'] })
    expect(sent.stop).toEqual(['END', 'HALT'])
    expect(answer.body.stop_reason).toBe('end_turn')
  })

  it('E08 beta and version headers reach an Anthropic upstream as they are', async () => {
    const headers = { 'anthropic-beta': 'a-2025-01-01,b-2025-02-02', 'anthropic-version': '2026-10-21' }
    await ask(trio, 'messages', 'am', {}, headers)
    expect(trio.up.generations[0]?.headers).toMatchObject(headers)
  })

  it('E09 the query reaches an Anthropic upstream', async () => {
    const answer = await fetchAnswer(trio, '/v1/messages?beta=true', { body: MINIMAL.messages('am') })
    expect(answer.status).toBe(200)
    expect(trio.up.generations[0]?.query).toBe('?beta=true')
  })

  it('E10 counting tokens is forwarded to a model that can', async () => {
    const answer = await fetchAnswer(trio, '/v1/messages/count_tokens', { body: MINIMAL.messages('am') })
    expect(answer.body).toEqual({ input_tokens: 4711 })
    expect(trio.up.generations[0]?.path).toBe('/v1/messages/count_tokens')
  })

  it('E10 counting tokens of an unknown model is an error', async () => {
    const answer = await fetchAnswer(trio, '/v1/messages/count_tokens', { body: MINIMAL.messages('gpt-9') })
    expect(answer.status).toBe(400)
    expect(answer.body.type).toBe('error')
  })

  it.each([
    ['requested', 'mine'],
    ['upstream', 'claude-sonnet-4-5-20250929'],
  ])('E11 with echoModel "%s" the client sees %s', async (echoModel, shown) => {
    const up = await upstream({
      script: request => say({ model: 'claude-sonnet-4-5-20250929', text: ['x'] }, request),
    })
    const running = await runApp({
      providers: { anthropic: at(up, ['messages']) },
      aliases: { mine: 'anthropic/claude-sonnet-4-5' },
      echoModel,
    })
    for (const stream of [false, true])
      expect(hear('messages', await ask(running, 'messages', 'mine', { stream })).models).toEqual([shown])
  })
})
