import type { JsonObject } from '../../../../src-main/core/json.ts'
import { eachRow, exact, MESSAGES_TOOL, type Row } from './row.ts'
import { assistant, text, user } from './turns.ts'

const LEADING = { systemTurns: 'leading' } as const
const system = (content: string, fields: JsonObject = {}) => ({ role: 'system', content, ...fields })
const reminder = '<system-reminder>\ns\n</system-reminder>'

/** Mapping §3.1, to Messages. */
const TO_MESSAGES: readonly Row[] = [
  ['chat', 'messages', { messages: [system('s'), user('a')] }, exact({ system: 's' })],
  [
    'chat',
    'messages',
    { messages: [{ role: 'developer', content: 's' }, user('a')] },
    exact({ system: 's' }),
  ],
  [
    'chat',
    'messages',
    { messages: [user('a'), system('s'), user('b')] },
    exact({ messages: [{ role: 'user' }, { role: 'system', content: [text('s')] }, { role: 'user' }] }),
  ],
  [
    'chat',
    'messages',
    { messages: [user('a'), system('s'), assistant('b'), user('c')] },
    {
      writes: { messages: [user([text('a'), text(reminder)]), assistant([text('b')]), user([text('c')])] },
      loses: ['system_turn_folded;messages[1]'],
    },
    LEADING,
  ],
  [
    'chat',
    'messages',
    { messages: [user('a'), user('b')] },
    exact({ messages: [user([text('a'), text('b')])] }),
  ],
  [
    'chat',
    'messages',
    { messages: [user('a'), assistant('b')] },
    exact({ messages: [{}, assistant([text('b')])] }),
  ],
  [
    'chat',
    'messages',
    { messages: [user('a'), assistant('b'), user(' ')] },
    exact({ messages: [user([text('a')]), assistant([text('b')])] }),
  ],
  ['chat', 'messages', { messages: [user('')] }, { refuses: 'messages' }],
]

/** Mapping §3.1, to Chat. */
const TO_CHAT: readonly Row[] = [
  ['messages', 'chat', { system: 's' }, exact({ messages: [system('s'), user('hi')] })],
  [
    'messages',
    'chat',
    { system: [text('a'), text('b')] },
    exact({ messages: [{ role: 'developer', content: [text('a'), text('b')] }, {}] }),
    { openaiParameters: true, instructionRole: 'developer' },
  ],
  ['messages', 'chat', { system: [text('a'), text('b')] }, exact({ messages: [system('a\n\nb'), {}] })],
  [
    'messages',
    'chat',
    { system: [text('x-anthropic-billing-header: v'), text('b')] },
    { writes: { messages: [system('b'), {}] }, loses: ['item_dropped;system[0]'] },
  ],
  [
    'messages',
    'chat',
    { messages: [user('a'), system('s'), assistant('b'), user('c')] },
    exact({ messages: [user('a'), system('s'), assistant('b'), user('c')] }),
  ],
  [
    'messages',
    'chat',
    { messages: [user('a'), system('s'), assistant('b'), user('c')] },
    {
      writes: { messages: [user(`a\n\n${reminder}`), assistant('b'), user('c')] },
      loses: ['system_turn_folded;messages[1]'],
    },
    LEADING,
  ],
  [
    'messages',
    'chat',
    {
      output_config: { effort: 'high' },
      messages: [user('a'), system('s', { output_config: { effort: 'low' } })],
    },
    exact({ reasoning_effort: 'low' }),
  ],
  [
    'messages',
    'chat',
    { messages: [user('a'), system('s', { clear_at: 'next_user_message' }), user('b')] },
    exact({ messages: [user('a'), user('b')] }),
  ],
  [
    'messages',
    'chat',
    {
      tools: [MESSAGES_TOOL],
      messages: [
        user('a'),
        {
          role: 'system',
          content: [
            { type: 'tool_removal', tool: { type: 'tool_reference', name: 'f' } },
            { type: 'tool_addition', tool: { type: 'tool_definition', definition: { name: 'g' } } },
          ],
        },
      ],
    },
    exact({ messages: [user('a')], tools: [{ function: { name: 'g' } }] }),
  ],
  ['messages', 'chat', { messages: [user('a'), user('b')] }, exact({ messages: [user('a'), user('b')] })],
]

eachRow(TO_MESSAGES)
eachRow(TO_CHAT)
