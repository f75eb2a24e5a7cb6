import type { JsonObject } from '../../../../src-main/core/json.ts'
import { between, eachRow, exact, type Row } from './row.ts'
import { assistant, text, user } from './turns.ts'

const messagesToChat = between('messages', 'chat')
const messagesToMessages = between('messages', 'messages')
const messagesToResponses = between('messages', 'responses')
const given = (item: JsonObject) => ({ input: [user('a'), item, user('b')] })
const made = (block: JsonObject) => ({ messages: [user('a'), assistant([block]), user('b')] })
const AT = 'messages[1].content[0]'

const told = (item: JsonObject, words: string): Row => [
  'responses',
  'messages',
  given(item),
  { writes: { messages: [{}, assistant([text(words)]), {}] }, loses: ['item_as_text;input[1]'] },
]
const left = (item: JsonObject): Row => [
  'responses',
  'messages',
  given(item),
  { loses: ['item_dropped;input[1]'] },
]
const refused = (type: string): Row => [
  'responses',
  'messages',
  given({ type, id: 'x1' }),
  { refuses: 'input[1]' },
]

/** What Responses' own tools leave in a history, to Messages (mapping §3.4). */
const ITEMS: readonly Row[] = [
  told({ type: 'web_search_call', action: { type: 'search', query: 'q' } }, '[Web search: q]'),
  told({ type: 'file_search_call', queries: ['q'], results: [{ text: 'r' }] }, '[File search: q]\nr'),
  told(
    { type: 'code_interpreter_call', code: 'x', outputs: [{ logs: '1' }] },
    '[Code run by the provider]\nx\nOutput:\n1',
  ),
  told({ type: 'image_generation_call', revised_prompt: 'p' }, '[Image generated: p]'),
  told({ type: 'mcp_call', name: 't', arguments: '{}', output: 'r' }, '[Tool t called with {}]\nr'),
  told({ type: 'program', code: 'x' }, '[Program run by the provider]\nx'),
  told({ type: 'program_output', result: 'r' }, '[Program result]\nr'),
  left({ type: 'mcp_list_tools' }),
  left({ type: 'tool_search_call', execution: 'server' }),
  refused('computer_call'),
  refused('computer_call_output'),
  refused('mcp_approval_request'),
  refused('mcp_approval_response'),
  refused('item_reference'),
  refused('compaction'),
  refused('hologram'),
]

const source = { type: 'web_search_result', url: 'https://a', title: 'T', encrypted_content: 'E' }
const results = (type: string, name: string): Row[] =>
  (['chat', 'responses'] as const).map(to => [
    'messages',
    to,
    made({ type, tool_use_id: 's1', content: [source] }),
    {
      writes:
        to === 'chat'
          ? { messages: [{}, assistant(`[${name} result]\nurl: https://a\ntitle: T`), {}] }
          : { input: [{}, { content: [{ text: `[${name} result]\nurl: https://a\ntitle: T` }] }, {}] },
      loses: [`item_as_text;${AT}`],
    },
  ])
const call = (type: string): Row => [
  'messages',
  'chat',
  made({ type, id: 's1', name: 'n', input: { q: 1 } }),
  { writes: { messages: [{}, assistant('[n: {"q":1}]'), {}] }, loses: [`item_as_text;${AT}`] },
]

/** What Anthropic's own tools leave in a history, to the others (mapping §3.4). */
const BLOCKS: readonly Row[] = [
  call('server_tool_use'),
  call('mcp_tool_use'),
  ...results('web_search_tool_result', 'web_search'),
  ...results('web_fetch_tool_result', 'web_fetch'),
  ...results('code_execution_tool_result', 'code_execution'),
  ...results('bash_code_execution_tool_result', 'bash_code_execution'),
  ...results('text_editor_code_execution_tool_result', 'text_editor_code_execution'),
  ...results('advisor_tool_result', 'advisor'),
  ...results('mcp_tool_result', 'mcp'),
  messagesToChat(made({ type: 'fallback' }), { loses: [`item_dropped;${AT}`] }),
  messagesToResponses(made({ type: 'fallback' }), { loses: [`item_dropped;${AT}`] }),
  messagesToChat(made({ type: 'compaction', content: 'so far' }), {
    writes: { messages: [{}, assistant('so far'), {}] },
    loses: [`item_as_text;${AT}`],
  }),
  messagesToChat(made({ type: 'compaction', content: null, encrypted_content: 'e' }), { refuses: AT }),
  messagesToResponses(made({ type: 'compaction', content: null }), { loses: [`item_dropped;${AT}`] }),
  messagesToChat(made({ type: 'tool_use', id: 'c1', name: 'click', toolset_name: 'computer' }), {
    refuses: AT,
  }),
  messagesToMessages(made(source), exact({ messages: [{}, assistant([source]), {}] })),
]

eachRow(ITEMS)
eachRow(BLOCKS)
