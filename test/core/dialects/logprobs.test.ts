import { describe, expect, test } from 'vitest'
import type { Dialect } from '../../../src-main/core/conversation.ts'
import { dialects } from '../../../src-main/core/dialects/index.ts'
import { asArray, asObject, type JsonObject } from '../../../src-main/core/json.ts'
import { collect, type ReplyEvent } from '../../../src-main/core/reply.ts'
import { DEFAULT_QUIRKS } from '../../../src-main/core/target.ts'
import { serverEvents } from '../../support/server-events.ts'
import { contextFor, printedBoth } from '../reply-stories.ts'

const TOKENS = [
  {
    token: 'Fo',
    logprob: -0.25,
    bytes: [70, 111],
    top_logprobs: [
      { token: 'Fo', logprob: -0.25, bytes: [70, 111] },
      { token: 'Ba', logprob: -1.5, bytes: [66, 97] },
    ],
  },
  { token: 'o!', logprob: -0.5, bytes: [111, 33], top_logprobs: [] },
]
const [FIRST, SECOND] = TOKENS

const chatReply = (logprobs: JsonObject, message: JsonObject = { content: 'Foo!' }): JsonObject => ({
  choices: [{ index: 0, message: { role: 'assistant', ...message }, finish_reason: 'stop', logprobs }],
})
const responsesReply = (logprobs: JsonObject[]): JsonObject => ({
  object: 'response',
  status: 'completed',
  output: [
    {
      type: 'message',
      role: 'assistant',
      content: [{ type: 'output_text', text: 'Foo!', annotations: [], logprobs }],
    },
  ],
})

const eventsOf = (from: Dialect, body: JsonObject, to: Dialect): ReplyEvent[] =>
  dialects[from].readReply(body, contextFor(to))

const wholeFor = (to: Dialect, from: Dialect, body: JsonObject) =>
  dialects[to].writeReply(collect(eventsOf(from, body, to)), contextFor(to))

const losses = (from: Dialect, body: JsonObject) =>
  collect(eventsOf(from, body, 'responses')).losses.map(({ code, path }) => `${code};${path}`)

/** The bodies of a stream's events after the reader of one dialect and the writer of another. */
function streamed(from: Dialect, chunks: readonly JsonObject[], to: Dialect, more: JsonObject = {}) {
  const context = contextFor(to, more)
  const reader = dialects[from].streamReader(context)
  const writer = dialects[to].streamWriter(context)
  const events = [...chunks.flatMap(chunk => reader.read({ data: JSON.stringify(chunk) })), ...reader.end()]
  return serverEvents(events.map(event => writer.write(event)).join('')).map(({ body }) => body)
}

const delta = (content: string, tokens: readonly unknown[], finish: string | null = null): JsonObject =>
  asObject(
    JSON.parse(
      JSON.stringify({
        choices: [
          {
            index: 0,
            delta: { content },
            logprobs: tokens.length > 0 ? { content: tokens, refusal: null } : null,
            finish_reason: finish,
          },
        ],
      }),
    ),
  )

describe('probabilities of a reply', () => {
  test('of Chat are those of the output text in Responses', () => {
    const { body } = wholeFor('responses', 'chat', chatReply({ content: TOKENS, refusal: null }))
    expect(body.output).toMatchObject([{ content: [{ text: 'Foo!', logprobs: TOKENS }] }])
  })

  test('of Responses are those of the choice in Chat', () => {
    const { body } = wholeFor('chat', 'responses', responsesReply(TOKENS))
    expect(body.choices).toMatchObject([{ logprobs: { content: TOKENS, refusal: null } }])
  })

  test('are null in Chat and empty in Responses where none were given', () => {
    expect(wholeFor('chat', 'responses', responsesReply([])).body.choices).toMatchObject([{ logprobs: null }])
    const { output } = wholeFor('responses', 'chat', chatReply({ content: null, refusal: null })).body
    expect(output).toMatchObject([{ content: [{ logprobs: [] }] }])
  })

  test('hold no bytes in Responses where Chat has none', () => {
    const bare = { token: 'Foo!', logprob: -1, bytes: null, top_logprobs: [] }
    const { output } = wholeFor('responses', 'chat', chatReply({ content: [bare] })).body
    expect(output).toMatchObject([{ content: [{ logprobs: [{ ...bare, bytes: [] }] }] }])
  })

  test('flow with the words of a stream from Chat to Responses, and stand in its end', () => {
    const events = streamed('chat', [delta('Fo', [FIRST]), delta('o!', [SECOND], 'stop')], 'responses')
    const of = (type: string) => events.filter(event => event.type === type)
    expect(of('response.output_text.delta').map(({ logprobs }) => logprobs)).toEqual([[FIRST], [SECOND]])
    expect(of('response.output_text.done')[0]?.logprobs).toEqual(TOKENS)
    expect(asObject(of('response.content_part.done')[0]?.part).logprobs).toEqual(TOKENS)
  })

  test('flow with the words of a stream from Responses to Chat, and are not told twice', () => {
    const at = { output_index: 0, content_index: 0, item_id: 'msg_1' }
    const response = responsesReply(TOKENS)
    const chunks = streamed(
      'responses',
      [
        { type: 'response.output_item.added', output_index: 0, item: { type: 'message', id: 'msg_1' } },
        { type: 'response.output_text.delta', ...at, delta: 'Fo', logprobs: TOKENS.slice(0, 1) },
        { type: 'response.output_text.delta', ...at, delta: 'o!', logprobs: [] },
        { type: 'response.output_text.done', ...at, text: 'Foo!', logprobs: TOKENS },
        { type: 'response.completed', response },
      ],
      'chat',
    )
    const told = chunks.flatMap(({ choices }) => asArray(choices).map(choice => asObject(choice).logprobs))
    expect(told.flatMap(each => asArray(asObject(each).content))).toEqual(TOKENS)
  })

  test('end where a stop sequence ends the words', () => {
    const chunks = ['a', 'b', 'E', 'N', 'D', 'c'].map(token =>
      delta(token, [{ token, logprob: -1, bytes: [token.charCodeAt(0)], top_logprobs: [] }]),
    )
    const events = streamed('chat', chunks, 'chat', { stop: ['1', '2', '3', '4', 'END'] })
    const tokens = events
      .flatMap(({ choices }) => asArray(choices))
      .flatMap(choice => asArray(asObject(asObject(choice).logprobs).content))
      .map(token => asObject(token).token)
    expect(tokens).toEqual(['a', 'b'])
  })

  test('of what is no answer, or told in other words than these, are named as lost', () => {
    const call = { id: 'call_1', type: 'function', function: { name: 'look', arguments: '{}' } }
    const silent = chatReply({ content: TOKENS }, { content: null, tool_calls: [call] })
    expect(losses('chat', silent)).toContain('reply_field_dropped;reply.logprobs')
    expect(losses('chat', chatReply({ content: [{ logprob: -1 }] }))).toContain(
      'reply_field_dropped;reply.logprobs',
    )
    expect(losses('chat', chatReply({ content: [], refusal: TOKENS }))).toContain(
      'reply_field_dropped;reply.logprobs.refusal',
    )
    expect(losses('chat', chatReply({ tokens: ['Foo!'], token_logprobs: [-1] }))).toContain(
      'reply_field_dropped;reply.logprobs.tokens',
    )
  })

  test('are named as lost for a client of Messages, streamed and whole', () => {
    const lost = [{ code: 'reply_field_dropped', path: 'reply.logprobs' }]
    const events = eventsOf('responses', responsesReply(TOKENS), 'messages')
    const writer = dialects.messages.streamWriter(contextFor('messages'))
    for (const event of events) writer.write(event)
    expect(writer.losses()).toEqual(lost)
    expect(wholeFor('messages', 'responses', responsesReply(TOKENS)).losses).toEqual(lost)
  })

  test.each(['chat', 'responses'] as const)('are the same on %s whether streamed or whole', dialect => {
    const { streamed: text, whole } = printedBoth(
      dialect,
      eventsOf('responses', responsesReply(TOKENS), dialect),
    )
    for (const said of [text, JSON.stringify(whole)]) expect(said).toContain(JSON.stringify(SECOND))
  })
})

describe('the wish for probabilities', () => {
  const asked: Record<'chat' | 'responses', JsonObject> = {
    chat: { messages: [{ role: 'user', content: 'x' }], logprobs: true, top_logprobs: 2 },
    responses: { input: 'x', include: ['message.output_text.logprobs'], top_logprobs: 2 },
  }
  function written(from: 'chat' | 'responses', to: Dialect, more: JsonObject = {}, quirks: object = {}) {
    const read = dialects[from].readRequest({ model: 'm', ...asked[from], ...more })
    if (!read.ok) throw new Error(read.failure.message)
    const target = {
      provider: 'p',
      model: 'm',
      family: 'm',
      dialect: to,
      quirks: { ...DEFAULT_QUIRKS, sampling: true, ...quirks },
    }
    const request = dialects[to].writeRequest(read.value, target)
    if (!request.ok) throw new Error(request.failure.message)
    return {
      body: request.value.body,
      losses: request.losses.map(({ code, path }) => `${code};${path}`),
    }
  }

  test('of Chat is an include in Responses', () => {
    const { body, losses: lost } = written('chat', 'responses')
    expect(body).toMatchObject({
      include: expect.arrayContaining(['message.output_text.logprobs']),
      top_logprobs: 2,
    })
    expect(lost).toEqual([])
  })

  test('of Responses is a switch in Chat, which wants one for the number alone, too', () => {
    for (const more of [{}, { include: [] }])
      expect(written('responses', 'chat', more)).toMatchObject({
        body: { logprobs: true, top_logprobs: 2 },
        losses: [],
      })
  })

  test('is named as lost where a model takes no such parameters, or refused the field', () => {
    const lost = ['unsupported_parameter;include', 'unsupported_parameter;top_logprobs']
    expect(written('responses', 'chat', {}, { sampling: false }).losses).toEqual(lost)
    expect(written('chat', 'responses', {}, { refusedFields: ['include'] }).losses).toEqual([
      'unsupported_parameter;logprobs',
    ])
    expect(written('responses', 'messages').losses).toEqual(lost)
  })

  test('costs nothing where nobody had it', () => {
    const none = { logprobs: false, top_logprobs: null }
    expect(written('chat', 'responses', none, { sampling: false }).losses).toEqual([])
    expect(written('chat', 'responses', none).body).not.toHaveProperty('include')
  })
})
