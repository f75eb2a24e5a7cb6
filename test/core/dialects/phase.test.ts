import { describe, expect, test } from 'vitest'
import type { Dialect } from '../../../src-main/core/conversation.ts'
import { dialects } from '../../../src-main/core/dialects/index.ts'
import { asArray, asObject, type JsonObject } from '../../../src-main/core/json.ts'
import { collect, type ReplyEvent } from '../../../src-main/core/reply.ts'
import { grammarProblem } from '../../support/event-grammar.ts'
import { contextFor } from '../reply-stories.ts'

const reasoning = (id: string): JsonObject => ({
  type: 'reasoning',
  id,
  summary: [{ type: 'summary_text', text: `thinking ${id}` }],
  encrypted_content: `sealed ${id}`,
})
const message = (phase: string): JsonObject => ({
  type: 'message',
  role: 'assistant',
  phase,
  content: [{ type: 'output_text', text: phase, annotations: [] }],
})
const OUTPUT = [reasoning('rs_1'), message('commentary'), reasoning('rs_2'), message('final_answer')]

const replyOf = (output: readonly JsonObject[]): JsonObject => ({
  object: 'response',
  status: 'completed',
  output: [...output],
})

const streamOf = (output: readonly JsonObject[]): JsonObject[] => [
  ...output.flatMap((item, output_index) => [
    { type: 'response.output_item.added', output_index, item: { ...item, content: [], summary: [] } },
    { type: 'response.output_item.done', output_index, item },
  ]),
  { type: 'response.completed', response: replyOf(output) },
]

const told = (to: Dialect, body: JsonObject) =>
  dialects[to].writeReply(collect(dialects.responses.readReply(body, contextFor(to))), contextFor(to))

/** What a Messages client sends back of a reply, as input of the Responses endpoint that made it. */
function replayed(content: JsonObject[], family = contextFor('messages').target.family) {
  const body = {
    model: 'm',
    max_tokens: 100,
    messages: [
      { role: 'user', content: 'x' },
      { role: 'assistant', content },
      { role: 'user', content: 'y' },
    ],
  }
  const read = dialects.messages.readRequest(body)
  if (!read.ok) throw new Error(read.failure.message)
  const target = { ...contextFor('messages').target, dialect: 'responses' as const, family }
  const written = dialects.responses.writeRequest(read.value, target)
  if (!written.ok) throw new Error(written.failure.message)
  return asArray(written.value.body.input)
    .map(asObject)
    .filter(({ role }) => role === 'assistant')
}

describe('the phase of a message', () => {
  test('comes back in the envelope of the reasoning before it, each with its own', () => {
    const { body, losses } = told('messages', replyOf(OUTPUT))
    expect(losses).toEqual([])
    expect(replayed(asArray(body.content).map(asObject))).toMatchObject([
      { phase: 'commentary', content: [{ text: 'commentary' }] },
      { phase: 'final_answer', content: [{ text: 'final_answer' }] },
    ])
  })

  test('goes to no other model', () => {
    const content = asArray(told('messages', replyOf(OUTPUT)).body.content).map(asObject)
    const messages = replayed(content, 'another')
    expect(messages).toMatchObject([{ content: [{}] }, { content: [{}] }])
    for (const said of messages) expect(said).not.toHaveProperty('phase')
  })

  test('is known to the stream as it is to the whole', () => {
    const reader = dialects.responses.streamReader(contextFor('messages'))
    const events: ReplyEvent[] = streamOf(OUTPUT).flatMap(event =>
      reader.read({ data: JSON.stringify(event) }),
    )
    expect(grammarProblem(events)).toBeUndefined()
    const { blocks, losses } = collect(events)
    expect(blocks.map(({ proof }) => proof?.phase)).toEqual([
      'commentary',
      undefined,
      'final_answer',
      undefined,
    ])
    expect(losses).toEqual([])
  })

  test('of words without reasoning of their own is named, and those words get no other', () => {
    const body = replyOf([reasoning('rs_1'), message('commentary'), message('final_answer')])
    const reply = collect(dialects.responses.readReply(body, contextFor('messages')))
    expect(reply.losses).toEqual([{ code: 'phase_dropped', path: 'reply.phase' }])
    const [first, second] = replayed(asArray(told('messages', body).body.content).map(asObject))
    expect(first).toMatchObject({ phase: 'commentary', content: [{ text: 'commentary' }] })
    expect(second).toMatchObject({ content: [{ text: 'final_answer' }] })
    expect(second).not.toHaveProperty('phase')
  })

  test('is named as lost for a client of Chat, which has one text for all messages', () => {
    expect(told('chat', replyOf(OUTPUT)).losses).toContainEqual({
      code: 'phase_dropped',
      path: 'reply.phase',
    })
  })

  test('does not hold back reasoning behind which something has begun already, or nothing comes', () => {
    const [first, second] = [reasoning('rs_1'), message('commentary')]
    const reader = dialects.responses.streamReader(contextFor('messages'))
    const events = [
      { type: 'response.output_item.added', output_index: 0, item: first },
      { type: 'response.output_item.added', output_index: 1, item: second },
      { type: 'response.output_item.done', output_index: 0, item: first },
      { type: 'response.output_item.done', output_index: 1, item: second },
      { type: 'response.completed', response: replyOf([first, second]) },
    ].flatMap(event => reader.read({ data: JSON.stringify(event) }))
    expect(grammarProblem(events)).toBeUndefined()
    expect(collect(events).losses).toEqual([{ code: 'phase_dropped', path: 'reply.phase' }])
    const alone = collect(dialects.responses.readReply(replyOf([first]), contextFor('messages')))
    expect(alone.blocks.map(({ proof }) => proof?.item)).toEqual([first])
  })
})
