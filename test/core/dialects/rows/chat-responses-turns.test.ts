import { describe, expect, test } from 'vitest'
import type { JsonObject } from '../../../../src-main/core/json.ts'
import { bodySent } from '../../../support/translating.ts'
import { eachRow, exact, type Fate, type Row } from './row.ts'
import { assistant, user } from './turns.ts'

const to = (messages: JsonObject[], fate: Fate, quirks?: Row[4]): Row => [
  'chat',
  'responses',
  { messages },
  fate,
  quirks,
]
const back = (input: JsonObject[], fate: Fate, quirks?: Row[4], more: JsonObject = {}): Row => [
  'responses',
  'chat',
  { input, ...more },
  fate,
  quirks,
]

const system = (content: string): JsonObject => ({ role: 'system', content })
const developer = (content: string): JsonObject => ({ role: 'developer', content })
const item = (role: string, text: string): JsonObject => ({
  type: 'message',
  role,
  content: [{ type: role === 'assistant' ? 'output_text' : 'input_text', text }],
})
const LEADING = { systemTurns: 'leading' } as const
const REMINDER = '<system-reminder>\nd\n</system-reminder>'
const tools = [{ type: 'function', name: 'late', parameters: {} }]

/** Mapping §3.1. */
const ROWS: readonly Row[] = [
  // Instructions, first and in the middle
  to(
    [system('s'), user('a'), developer('d'), user('b')],
    exact({ input: [item('system', 's'), item('user', 'a'), item('system', 'd'), item('user', 'b')] }),
  ),
  to([system('s'), user('a')], exact({ input: [item('developer', 's'), item('user', 'a')] }), {
    instructionRole: 'developer',
  }),
  to(
    [user('a'), developer('d'), assistant('b'), user('c')],
    {
      writes: {
        input: [
          {
            role: 'user',
            content: [
              { type: 'input_text', text: 'a' },
              { type: 'input_text', text: REMINDER },
            ],
          },
          item('assistant', 'b'),
          item('user', 'c'),
        ],
      },
      loses: ['system_turn_folded;messages[1]'],
    },
    LEADING,
  ),
  back(
    [developer('d'), user('a'), system('s'), user('b')],
    exact({ messages: [system('i'), system('d'), user('a'), system('s'), user('b')] }),
    {},
    { instructions: 'i' },
  ),
  back(
    [user('a'), developer('d'), assistant('b'), user('c')],
    {
      writes: { messages: [user(`a\n\n${REMINDER}`), assistant('b'), user('c')] },
      loses: ['system_turn_folded;input[1]'],
    },
    LEADING,
  ),
  // Neighbours of one role
  to(
    [user('a'), user('b'), assistant('c'), assistant('d'), user('e')],
    exact({
      input: [
        item('user', 'a'),
        item('user', 'b'),
        item('assistant', 'c'),
        item('assistant', 'd'),
        item('user', 'e'),
      ],
    }),
  ),
  back(
    [user('a'), user('b'), assistant('c'), assistant('d'), user('e')],
    exact({ messages: [user('a'), user('b'), assistant('c\n\nd'), user('e')] }),
  ),
  // An answer that was begun
  to([user('a'), assistant('{')], { refuses: 'messages[1]' }),
  back([user('a'), assistant('{')], {
    writes: { messages: [user('a'), assistant('{')] },
    loses: ['prefill_restarts;input[1]'],
  }),
  back([user('a'), assistant('{')], exact({ messages: [user('a'), assistant('{')] }), {
    prefill: 'continues',
  }),
  back([user('a'), assistant('{')], exact({ messages: [user('a'), { prefix: true }] }), {
    prefill: 'prefix',
  }),
  // Names
  to(
    [
      { ...user('a'), name: 'bob' },
      { ...system('s'), name: 'app' },
    ],
    {
      writes: { input: [item('user', 'a'), item('system', 's')] },
      loses: ['participant_name_dropped;messages[0].name', 'participant_name_dropped;messages[1].name'],
    },
  ),
  // Nothing said
  to([user(''), user('a')], exact({ input: [item('user', 'a')] })),
  to([user('a'), assistant(null), user('b')], exact({ input: [item('user', 'a'), item('user', 'b')] })),
  back([user([]), user('a')], exact({ messages: [user('a')] })),
  back([user('a'), assistant(''), user('b')], exact({ messages: [user('a'), user('b')] })),
  // Phases
  back([user('a'), assistant('b', { phase: 'commentary' }), user('c')], {
    writes: { messages: [user('a'), assistant('b'), user('c')] },
    loses: ['phase_dropped;input[1].phase'],
  }),
  // Tools that only the input has
  back(
    [{ type: 'additional_tools', role: 'developer', tools }, user('a')],
    exact({ messages: [user('a')], tools: [{ type: 'function', function: { name: 'late' } }] }),
  ),
  // Roles that nobody knows
  to([{ role: 'oracle', content: 'a' }], { refuses: 'messages[0].role' }),
  back([{ role: 'oracle', content: 'a' }], { refuses: 'input[0].role' }),
]

eachRow(ROWS)

describe('instructions of Chat', () => {
  test('stay messages, whose parts keep their borders', () => {
    const content = [
      { type: 'text', text: 'a' },
      { type: 'text', text: 'b' },
    ]
    const body = bodySent('chat', 'responses', { messages: [{ role: 'system', content }, user('hi')] })
    expect(body).not.toHaveProperty('instructions')
    expect(body.input).toMatchObject([{ role: 'system', content: [{ text: 'a' }, { text: 'b' }] }, {}])
  })
})
