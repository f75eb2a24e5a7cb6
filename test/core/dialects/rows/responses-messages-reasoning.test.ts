import { describe, expect, test } from 'vitest'
import { wrapProof } from '../../../../src-main/core/envelope.ts'
import type { JsonObject } from '../../../../src-main/core/json.ts'
import type { ReplyProof } from '../../../../src-main/core/reply.ts'
import { bodySent } from '../../../support/translating.ts'
import { between, eachRow, exact, MESSAGES_TOOL, OPENAI, RESPONSES_TOOL, type Row } from './row.ts'
import { assistant, text, toolResult, toolUse, user } from './turns.ts'

const chatToMessages = between('chat', 'messages')
const messagesToChat = between('messages', 'chat')
const messagesToResponses = between('messages', 'responses')
const responsesToMessages = between('responses', 'messages')
const thinking = { type: 'thinking', thinking: 'hm', signature: 's' }
const item = { type: 'reasoning', id: 'rs_1', summary: [], encrypted_content: 'e' }
/** An envelope as the client replays it: of the model that is asked now, or of another. */
const sealed = (dialect: ReplyProof['dialect'], value: JsonObject, provider = 'lab') =>
  wrapProof({ dialect, item: value }, { provider, family: 'm' })
const reasoning = (encrypted_content: string) => ({
  type: 'reasoning',
  summary: [{ type: 'summary_text', text: 'hm' }],
  content: null,
  encrypted_content,
})
const replayed = (block: JsonObject) => ({ messages: [user('a'), assistant([block, text('b')]), user('c')] })
const kept = { messages: [{}, assistant([thinking, text('b')]), {}] }
const gone = { messages: [{}, assistant([text('b')]), {}] }
const REASONING = { reasoningField: 'reasoning_content' } as const

/** Mapping §5: reasoning of earlier turns, between Messages and the others. */
const ROWS: readonly Row[] = [
  responsesToMessages(
    { input: [user('a'), reasoning(sealed('messages', thinking)), assistant('b'), user('c')] },
    exact(kept),
  ),
  responsesToMessages(
    { input: [user('a'), reasoning(sealed('messages', thinking, 'other')), assistant('b'), user('c')] },
    { writes: gone, loses: ['reasoning_dropped;input[1]'] },
  ),
  responsesToMessages(
    { input: [user('a'), reasoning('gAAAA'), assistant('b'), user('c')] },
    { writes: gone, loses: ['reasoning_dropped;input[1]'] },
  ),
  responsesToMessages(
    { input: [user('a'), { type: 'reasoning', id: 'rs_1', summary: [] }, assistant('b'), user('c')] },
    { writes: gone, loses: ['reasoning_not_replayable;input[1]'] },
  ),
  responsesToMessages(
    {
      reasoning: { effort: 'high' },
      tools: [RESPONSES_TOOL],
      input: [
        user('a'),
        { type: 'function_call', call_id: 'c1', name: 'f', arguments: '{}' },
        { type: 'function_call_output', call_id: 'c1', output: 'r' },
      ],
    },
    { writes: { thinking: { type: 'disabled' } }, loses: ['thinking_dropped_no_proof;reasoning.effort'] },
    { thinking: 'manual' },
  ),
  messagesToResponses(
    replayed({ type: 'thinking', thinking: 'hm', signature: sealed('responses', item) }),
    exact({ input: [{}, item, { role: 'assistant' }, {}] }),
    OPENAI,
  ),
  messagesToResponses(
    replayed({ type: 'redacted_thinking', data: sealed('responses', item) }),
    exact({ input: [{}, item, { role: 'assistant' }, {}] }),
    OPENAI,
  ),
  messagesToResponses(
    replayed({ type: 'thinking', thinking: 'hm', signature: sealed('responses', item, 'other') }),
    {
      writes: { input: [{}, { role: 'assistant' }, {}] },
      loses: ['reasoning_dropped;messages[1].content[0]'],
    },
    OPENAI,
  ),
  messagesToResponses(replayed(thinking), {
    writes: { input: [{}, { role: 'assistant' }, {}] },
    loses: ['reasoning_dropped;messages[1].content[0]'],
  }),
  messagesToChat(
    replayed({ type: 'thinking', thinking: 'hm', signature: sealed('chat', { reasoning_content: 'hm' }) }),
    exact({ messages: [{}, assistant('b', { reasoning_content: 'hm' }), {}] }),
    REASONING,
  ),
  messagesToChat(
    replayed(thinking),
    {
      writes: { messages: [{}, assistant('b', { reasoning_content: 'hm' }), {}] },
      loses: ['reasoning_proof_dropped;messages[1].content[0]'],
    },
    REASONING,
  ),
  messagesToChat(replayed(thinking), {
    writes: { messages: [{}, assistant('b'), {}] },
    loses: ['reasoning_dropped;messages[1].content[0]'],
  }),
  chatToMessages(
    { messages: [user('a'), assistant('b', { reasoning_content: 'hm' }), user('c')] },
    { writes: gone, loses: ['reasoning_dropped;messages[1].reasoning_content'] },
  ),
  chatToMessages(
    {
      messages: [
        user('a'),
        assistant('b', {
          reasoning_details: [{ type: 'reasoning.encrypted', data: sealed('messages', thinking) }],
        }),
        user('c'),
      ],
    },
    exact(kept),
  ),
]

eachRow(ROWS)

describe('reasoning that the caller does not want to see', () => {
  test('is not asked for as a summary', () => {
    const fields = { thinking: { type: 'adaptive', display: 'omitted' } }
    expect(bodySent('messages', 'responses', fields, OPENAI)).not.toHaveProperty('reasoning')
  })
})

describe('thoughts before a call', () => {
  test('stay in front of it', () => {
    const seal = sealed('responses', item)
    const content = [{ type: 'thinking', thinking: 'hm', signature: seal }, toolUse('c1'), toolUse('c2')]
    const messages = [user('a'), assistant(content), user([toolResult('c1', '1'), toolResult('c2', '2')])]
    const { input } = bodySent('messages', 'responses', { messages, tools: [MESSAGES_TOOL] }, OPENAI)
    expect(input).toMatchObject([{}, item, { call_id: 'c1' }, { call_id: 'c2' }, {}, {}])
  })
})
