import { describe, expect, it, test } from 'vitest'
import type { Dialect } from '../../../src-main/core/conversation.ts'
import { wrapProof } from '../../../src-main/core/envelope.ts'
import { asArray, asObject, type JsonObject } from '../../../src-main/core/json.ts'
import type { Quirks } from '../../../src-main/core/target.ts'
import { bodySent, sent } from '../../support/translating.ts'

const OPENAI: Partial<Quirks> = { openaiParameters: true, hostedTools: ['web_search'] }
const ANTHROPIC: Partial<Quirks> = { hostedTools: ['web_search_20250305'] }
const FROM_ANTHROPIC = {
  type: 'web_search_20250305',
  name: 'web_search',
  allowed_domains: ['a.org'],
  blocked_domains: ['b.org'],
  max_uses: 2,
}
const FROM_OPENAI = { type: 'web_search', filters: { allowed_domains: ['a.org'] } }

describe('a web search that is kept to domains', () => {
  it('stays so where the endpoint can say it', () => {
    expect(bodySent('responses', 'messages', { tools: [FROM_OPENAI] }, ANTHROPIC).tools).toEqual([
      { type: 'web_search_20250305', name: 'web_search', allowed_domains: ['a.org'] },
    ])
    expect(bodySent('messages', 'responses', { tools: [FROM_ANTHROPIC] }, OPENAI).tools).toEqual([
      { type: 'web_search', filters: { allowed_domains: ['a.org'] } },
    ])
  })

  it('says what cannot be kept', () => {
    expect(sent('messages', 'responses', { tools: [FROM_ANTHROPIC] }, OPENAI)).toMatchObject({
      losses: ['unsupported_parameter;tools[0].blocked_domains', 'unsupported_parameter;tools[0].max_uses'],
    })
    expect(sent('responses', 'chat', { tools: [FROM_OPENAI] }, OPENAI)).toMatchObject({
      losses: ['unsupported_parameter;tools[0].allowed_domains'],
    })
  })
})

const FORCED: [from: Dialect, to: Dialect, choice: JsonObject | string, tool: JsonObject][] = [
  ['responses', 'chat', 'required', { type: 'file_search' }],
  ['responses', 'messages', 'required', { type: 'file_search' }],
  ['responses', 'messages', { type: 'file_search' }, { type: 'file_search' }],
  ['messages', 'chat', { type: 'any' }, { type: 'code_execution_20250522', name: 'code_execution' }],
  ['messages', 'responses', { type: 'any' }, { type: 'code_execution_20250522', name: 'code_execution' }],
]

test.each(FORCED)(
  '%s>%s refuses to force a call (%o) where no tool is left',
  (from, to, tool_choice, tool) => {
    expect(sent(from, to, { tools: [tool], tool_choice })).toMatchObject({ refused: 'tool_choice' })
  },
)

it('tells that a search of Chat cannot be forced', () => {
  const fields = { tools: [FROM_OPENAI, { type: 'file_search' }], tool_choice: 'required' }
  expect(sent('responses', 'chat', fields, OPENAI)).toMatchObject({
    losses: expect.arrayContaining(['unsupported_parameter;tool_choice']),
  })
})

describe('one field where there were two', () => {
  it.each(['chat', 'responses'] as const)('tells that the older name of the caller goes, from %s', from => {
    const outcome = sent(from, 'messages', { user: 'u', safety_identifier: 's' })
    expect(outcome).toMatchObject({
      body: { metadata: { user_id: 's' } },
      losses: ['unsupported_parameter;user'],
    })
  })

  it('steps down from a tier that Chat does not know', () => {
    expect(sent('responses', 'chat', { service_tier: 'ultrafast' }, OPENAI)).toMatchObject({
      body: { service_tier: 'fast' },
      losses: ['unsupported_parameter;service_tier'],
    })
  })
})

describe('marks of a message', () => {
  it.each(['responses', 'messages'] as const)("tells %s's caller that the participant has no name", to => {
    const messages = [{ role: 'user', name: 'bob', content: 'hi' }]
    expect(sent('chat', to, { messages })).toMatchObject({
      losses: ['participant_name_dropped;messages[0].name'],
    })
  })

  const spoken = (phase: string) => ({
    type: 'message',
    role: 'assistant',
    phase,
    content: [{ type: 'output_text', text: phase }],
  })
  const input = [spoken('commentary'), spoken('final_answer'), { role: 'user', content: 'go on' }]

  it.each(['chat', 'messages'] as const)('tells each phase that %s cannot say', to => {
    expect(sent('responses', to, { input })).toMatchObject({
      losses: ['phase_dropped;input[0].phase', 'phase_dropped;input[1].phase'],
    })
  })

  it('replays phases to Responses', () => {
    expect(asArray(bodySent('responses', 'responses', { input }).input)).toMatchObject([
      { phase: 'commentary' },
      { phase: 'final_answer' },
      { role: 'user' },
    ])
  })
})

test.each([
  ['chat', 'responses'],
  ['chat', 'messages'],
] as const)('%s>%s refuses several answers and takes one', (from, to) => {
  expect(sent(from, to, { n: 2 })).toMatchObject({ refused: 'n' })
  expect(sent(from, to, { n: 1 })).toMatchObject({ losses: [] })
})

describe('an answer that the caller has begun', () => {
  const messages = [
    { role: 'user', content: 'hi' },
    { role: 'assistant', content: '{' },
  ]

  it.each(['chat', 'messages'] as const)(
    'is refused from %s to Responses, which cannot go on from it',
    from => {
      expect(sent(from, 'responses', { messages })).toMatchObject({ refused: 'messages[1]' })
    },
  )

  it.each([
    ['chat', 'messages'],
    ['messages', 'chat'],
  ] as const)('stays last from %s to %s', (from, to) => {
    expect(asArray(bodySent(from, to, { messages }).messages).at(-1)).toMatchObject({ role: 'assistant' })
  })
})

it('finds its own proof among several envelopes of one chat message', () => {
  const proof = (thinking: string, provider: string) =>
    wrapProof(
      { dialect: 'messages', item: { type: 'thinking', thinking, signature: `of ${provider}` } },
      { provider, family: 'm' },
    )
  const detail = (data: string) => ({ type: 'reasoning.encrypted', data })
  const assistant = {
    role: 'assistant',
    content: 'so',
    reasoning_details: [
      detail(proof('one', 'lab')),
      detail(proof('two', 'other')),
      detail(proof('three', 'lab')),
    ],
  }
  const messages = [{ role: 'user', content: 'a' }, assistant, { role: 'user', content: 'b' }]
  const turns = asArray(bodySent('chat', 'messages', { messages }).messages).map(asObject)
  expect(asArray(turns[1]?.content)).toEqual([
    { type: 'thinking', thinking: 'one', signature: 'of lab' },
    { type: 'thinking', thinking: 'three', signature: 'of lab' },
    { type: 'text', text: 'so' },
  ])
})
