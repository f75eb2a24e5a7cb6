import { between, CHAT_TOOL, eachRow, exact, MESSAGES_TOOL, type Row, SCHEMA } from './row.ts'

const chatToMessages = between('chat', 'messages')
const messagesToChat = between('messages', 'chat')
const second = { type: 'function', function: { name: 'g', parameters: SCHEMA } }
const only = (mode: string, name: string) => ({
  type: 'allowed_tools',
  allowed_tools: { mode, tools: [{ type: 'function', function: { name } }] },
})

/** Mapping §4.3, to Messages. */
const TO_MESSAGES: readonly Row[] = [
  chatToMessages(
    { tools: [CHAT_TOOL], tool_choice: 'none' },
    exact({ tools: [MESSAGES_TOOL], tool_choice: { type: 'none' } }),
  ),
  chatToMessages({ tools: [CHAT_TOOL], tool_choice: 'auto' }, exact({ tool_choice: { type: 'auto' } })),
  chatToMessages({ tools: [CHAT_TOOL], tool_choice: 'required' }, exact({ tool_choice: { type: 'any' } })),
  chatToMessages(
    { tools: [CHAT_TOOL], tool_choice: { type: 'function', function: { name: 'f' } } },
    exact({ tool_choice: { type: 'tool', name: 'f' } }),
  ),
  chatToMessages(
    { functions: [{ name: 'f', parameters: SCHEMA }], function_call: { name: 'f' } },
    exact({ tools: [MESSAGES_TOOL], tool_choice: { type: 'tool', name: 'f' } }),
  ),
  chatToMessages(
    {
      tools: [{ type: 'custom', custom: { name: 'f' } }],
      tool_choice: { type: 'custom', custom: { name: 'f' } },
    },
    exact({ tool_choice: { type: 'tool', name: 'f' } }),
  ),
  chatToMessages(
    { tools: [CHAT_TOOL, second], tool_choice: only('auto', 'g') },
    {
      writes: { tools: [{ name: 'g' }], tool_choice: { type: 'auto' } },
      loses: ['tools_filtered;tool_choice'],
    },
  ),
  chatToMessages(
    { tools: [CHAT_TOOL, second], tool_choice: only('required', 'g') },
    {
      writes: { tools: [{ name: 'g' }], tool_choice: { type: 'any' } },
      loses: ['tools_filtered;tool_choice'],
    },
  ),
  chatToMessages(
    { tools: [CHAT_TOOL], tool_choice: { type: 'function', function: { name: 'unlisted' } } },
    { refuses: 'tool_choice' },
  ),
]

/** Mapping §4.3, to Chat. */
const TO_CHAT: readonly Row[] = [
  messagesToChat(
    { tools: [MESSAGES_TOOL], tool_choice: { type: 'none' } },
    exact({ tools: [CHAT_TOOL], tool_choice: 'none' }),
  ),
  messagesToChat({ tools: [MESSAGES_TOOL], tool_choice: { type: 'auto' } }, exact({ tool_choice: 'auto' })),
  messagesToChat(
    { tools: [MESSAGES_TOOL], tool_choice: { type: 'any' } },
    exact({ tool_choice: 'required' }),
  ),
  messagesToChat(
    { tools: [MESSAGES_TOOL], tool_choice: { type: 'tool', name: 'f' } },
    exact({ tool_choice: { type: 'function', function: { name: 'f' } } }),
  ),
  messagesToChat({ tools: [MESSAGES_TOOL], tool_choice: { type: 'another' } }, { refuses: 'tool_choice' }),
]

eachRow(TO_MESSAGES)
eachRow(TO_CHAT)
