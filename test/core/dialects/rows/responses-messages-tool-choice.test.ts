import { between, eachRow, exact, MESSAGES_TOOL, RESPONSES_TOOL, type Row } from './row.ts'

const messagesToResponses = between('messages', 'responses')
const responsesToMessages = between('responses', 'messages')
const second = { ...RESPONSES_TOOL, name: 'g' }
const typed = (type: string) => ({ tools: [{ type }] })
const forced = (type: string): Row => [
  'responses',
  'messages',
  { tools: [RESPONSES_TOOL, { type }], tool_choice: { type } },
  { refuses: 'tool_choice' },
]

/** Mapping §4.3, to Messages. */
const TO_MESSAGES: readonly Row[] = [
  responsesToMessages(
    { tools: [RESPONSES_TOOL], tool_choice: 'none' },
    exact({ tool_choice: { type: 'none' } }),
  ),
  responsesToMessages(
    { tools: [RESPONSES_TOOL], tool_choice: 'auto' },
    exact({ tool_choice: { type: 'auto' } }),
  ),
  responsesToMessages(
    { tools: [RESPONSES_TOOL], tool_choice: 'required' },
    exact({ tool_choice: { type: 'any' } }),
  ),
  responsesToMessages(
    { tools: [RESPONSES_TOOL], tool_choice: { type: 'function', name: 'f' } },
    exact({ tool_choice: { type: 'tool', name: 'f' } }),
  ),
  responsesToMessages(
    {
      tools: [RESPONSES_TOOL, second],
      tool_choice: { type: 'allowed_tools', mode: 'auto', tools: [{ type: 'function', name: 'g' }] },
    },
    {
      writes: { tools: [{ name: 'g' }], tool_choice: { type: 'auto' } },
      loses: ['tools_filtered;tool_choice'],
    },
  ),
  forced('file_search'),
  forced('mcp'),
  forced('programmatic_tool_calling'),
  responsesToMessages(
    { ...typed('shell'), tool_choice: { type: 'shell' } },
    exact({ tool_choice: { type: 'tool', name: 'shell' } }),
  ),
]

/** Mapping §4.3, to Responses. */
const TO_RESPONSES: readonly Row[] = [
  messagesToResponses(
    { tools: [MESSAGES_TOOL], tool_choice: { type: 'none' } },
    exact({ tool_choice: 'none' }),
  ),
  messagesToResponses(
    { tools: [MESSAGES_TOOL], tool_choice: { type: 'auto' } },
    exact({ tool_choice: 'auto' }),
  ),
  messagesToResponses(
    { tools: [MESSAGES_TOOL], tool_choice: { type: 'any' } },
    exact({ tool_choice: 'required' }),
  ),
  messagesToResponses(
    { tools: [MESSAGES_TOOL], tool_choice: { type: 'tool', name: 'f' } },
    exact({ tool_choice: { type: 'function', name: 'f' } }),
  ),
  messagesToResponses(
    { tools: [MESSAGES_TOOL], tool_choice: { type: 'tool', name: 'f' } },
    { writes: { tool_choice: 'auto' }, loses: ['choice_loosened;tool_choice'] },
    { forcedTools: false },
  ),
]

eachRow(TO_MESSAGES)
eachRow(TO_RESPONSES)
