import type { Json, JsonObject } from '../../../../src-main/core/json.ts'
import { CHAT_TOOL, eachRow, exact, type Fate, OPENAI, RESPONSES_TOOL, type Row } from './row.ts'

const CUSTOM = { chat: { type: 'custom', custom: { name: 'p' } }, responses: { type: 'custom', name: 'p' } }
const second = { ...RESPONSES_TOOL, name: 'g' }

const to = (tool_choice: Json, fate: Fate, quirks?: Row[4]): Row => [
  'chat',
  'responses',
  { tools: [CHAT_TOOL, CUSTOM.chat], tool_choice },
  fate,
  quirks,
]
const back = (
  tool_choice: Json,
  fate: Fate,
  quirks?: Row[4],
  tools: JsonObject[] = [RESPONSES_TOOL, CUSTOM.responses, second],
): Row => ['responses', 'chat', { tools, tool_choice }, fate, quirks]

const chatChoice = (name: string): JsonObject => ({ type: 'function', function: { name } })
const choice = (name: string): JsonObject => ({ type: 'function', name })
const allowed = { mode: 'required', tools: [chatChoice('f')] }
const allowedItems = { mode: 'required', tools: [choice('f')] }

/** Mapping §4.3. */
eachRow([
  ...['none', 'auto', 'required'].flatMap(word => [
    to(word, exact({ tool_choice: word })),
    back(word, exact({ tool_choice: word })),
  ]),
  // One tool
  to(chatChoice('f'), exact({ tool_choice: choice('f') })),
  back(choice('f'), exact({ tool_choice: chatChoice('f') })),
  to(CUSTOM.chat, exact({ tool_choice: CUSTOM.responses }), OPENAI),
  back(CUSTOM.responses, exact({ tool_choice: CUSTOM.chat }), OPENAI),
  to(CUSTOM.chat, exact({ tool_choice: choice('p') })),
  back(CUSTOM.responses, exact({ tool_choice: chatChoice('p') })),
  back(choice('f'), exact({ tool_choice: chatChoice('x__f') }), {}, [
    { type: 'namespace', name: 'x', tools: [RESPONSES_TOOL] },
  ]),
  // Some of the tools
  to(
    { type: 'allowed_tools', allowed_tools: allowed },
    exact({ tool_choice: { type: 'allowed_tools', ...allowedItems } }),
  ),
  back(
    { type: 'allowed_tools', ...allowedItems },
    exact({ tool_choice: { type: 'allowed_tools', allowed_tools: allowed } }),
    OPENAI,
  ),
  back(
    { type: 'allowed_tools', ...allowedItems },
    {
      writes: { tools: [CHAT_TOOL], tool_choice: 'required' },
      loses: ['tools_filtered;tool_choice'],
    },
  ),
  // Tools that only the provider runs
  ...[
    { type: 'file_search' },
    { type: 'mcp', server_label: 's' },
    { type: 'web_search_preview' },
    { type: 'programmatic_tool_calling' },
    { type: 'shell' },
    { type: 'apply_patch' },
  ].map(forced => back(forced, { refuses: 'tool_choice' })),
  ...['shell', 'apply_patch', 'local_shell'].map(type =>
    back({ type }, exact({ tool_choice: chatChoice(type) }), {}, [{ type }]),
  ),
  back('required', { refuses: 'tool_choice' }, {}, [{ type: 'file_search' }]),
  back('auto', { loses: ['hosted_tool_dropped;tools[0]'] }, {}, [{ type: 'file_search' }]),
  // Models that cannot be forced
  to(
    'required',
    { writes: { tool_choice: 'auto' }, loses: ['choice_loosened;tool_choice'] },
    { forcedTools: false },
  ),
  back(
    choice('f'),
    { writes: { tool_choice: 'auto' }, loses: ['choice_loosened;tool_choice'] },
    { forcedTools: false },
  ),
])
