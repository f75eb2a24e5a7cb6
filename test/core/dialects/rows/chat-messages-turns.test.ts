import type { JsonObject } from '../../../../src-main/core/json.ts'
import { between, eachRow, exact, MESSAGES_TOOL, type Row } from './row.ts'
import { assistant, text, user } from './turns.ts'

const chatToMessages = between('chat', 'messages')
const messagesToChat = between('messages', 'chat')
const LEADING = { systemTurns: 'leading' } as const
const system = (content: string, fields: JsonObject = {}) => ({ role: 'system', content, ...fields })
const reminder = '<system-reminder>\ns\n</system-reminder>'

/** Mapping §3.1, to Messages. */
const TO_MESSAGES: readonly Row[] = [
  chatToMessages({ messages: [system('s'), user('a')] }, exact({ system: 's' })),
  chatToMessages({ messages: [{ role: 'developer', content: 's' }, user('a')] }, exact({ system: 's' })),
  chatToMessages(
    { messages: [user('a'), system('s'), user('b')] },
    exact({ messages: [{ role: 'user' }, { role: 'system', content: [text('s')] }, { role: 'user' }] }),
  ),
  chatToMessages(
    { messages: [user('a'), system('s'), assistant('b'), user('c')] },
    {
      writes: { messages: [user([text('a'), text(reminder)]), assistant([text('b')]), user([text('c')])] },
      loses: ['system_turn_folded;messages[1]'],
    },
    LEADING,
  ),
  chatToMessages({ messages: [user('a'), user('b')] }, exact({ messages: [user([text('a'), text('b')])] })),
  chatToMessages(
    { messages: [user('a'), assistant('b')] },
    exact({ messages: [{}, assistant([text('b')])] }),
  ),
  chatToMessages(
    { messages: [user('a'), assistant('b'), user(' ')] },
    exact({ messages: [user([text('a')]), assistant([text('b')])] }),
  ),
  chatToMessages({ messages: [user('')] }, { refuses: 'messages' }),
]

/** Mapping §3.1, to Chat. */
const TO_CHAT: readonly Row[] = [
  messagesToChat({ system: 's' }, exact({ messages: [system('s'), user('hi')] })),
  messagesToChat(
    { system: [text('a'), text('b')] },
    exact({ messages: [{ role: 'developer', content: [text('a'), text('b')] }, {}] }),
    { openaiParameters: true, instructionRole: 'developer' },
  ),
  messagesToChat({ system: [text('a'), text('b')] }, exact({ messages: [system('a\n\nb'), {}] })),
  messagesToChat(
    { system: [text('x-anthropic-billing-header: v'), text('b')] },
    { writes: { messages: [system('b'), {}] }, loses: ['item_dropped;system[0]'] },
  ),
  messagesToChat(
    { messages: [user('a'), system('s'), assistant('b'), user('c')] },
    exact({ messages: [user('a'), system('s'), assistant('b'), user('c')] }),
  ),
  messagesToChat(
    { messages: [user('a'), system('s'), assistant('b'), user('c')] },
    {
      writes: { messages: [user(`a\n\n${reminder}`), assistant('b'), user('c')] },
      loses: ['system_turn_folded;messages[1]'],
    },
    LEADING,
  ),
  messagesToChat(
    {
      output_config: { effort: 'high' },
      messages: [user('a'), system('s', { output_config: { effort: 'low' } })],
    },
    exact({ reasoning_effort: 'low' }),
  ),
  messagesToChat(
    { messages: [user('a'), system('s', { clear_at: 'next_user_message' }), user('b')] },
    exact({ messages: [user('a'), user('b')] }),
  ),
  messagesToChat(
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
  ),
  messagesToChat({ messages: [user('a'), user('b')] }, exact({ messages: [user('a'), user('b')] })),
]

eachRow(TO_MESSAGES)
eachRow(TO_CHAT)
