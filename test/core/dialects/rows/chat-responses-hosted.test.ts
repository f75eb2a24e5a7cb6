import { expect } from 'vitest'
import type { JsonObject } from '../../../../src-main/core/json.ts'
import { eachRow, exact, type Fate, type Row } from './row.ts'
import { assistant, user } from './turns.ts'

const back = (items: JsonObject[], fate: Fate): Row => [
  'responses',
  'chat',
  { input: [user('a'), ...items, user('b')] },
  fate,
]

const messages = (...said: JsonObject[]): JsonObject => ({ messages: [user('a'), ...said, user('b')] })

/** An item that the assistant is said to have done, in these words. */
const told = (item: JsonObject, words: string): Row =>
  back([item], { writes: messages(assistant(words)), loses: ['item_as_text;input[1]'] })
const dropped = (item: JsonObject): Row =>
  back([item], { writes: messages(), loses: ['item_dropped;input[1]'] })
const refused = (item: JsonObject): Row => back([item], { refuses: 'input[1]' })

/** A call of a tool that the client runs, which any model can call as a function. */
const run = (type: string, call: JsonObject, args: JsonObject, output: JsonObject, result: string): Row =>
  back(
    [
      { type: `${type}_call`, call_id: 'c', ...call },
      { type: `${type}_call_output`, call_id: 'c', ...output },
    ],
    exact(
      messages(
        {
          tool_calls: [
            { id: 'c', type: 'function', function: { name: type, arguments: JSON.stringify(args) } },
          ],
        },
        { role: 'tool', tool_call_id: 'c', content: result },
      ),
    ),
  )

const search = { type: 'search', query: 'q', sources: [{ type: 'url', url: 'https://a.org' }] }
const container = { environment: { type: 'container_reference' }, action: { commands: ['ls'] } }

/** Mapping §3.4, to Chat. */
eachRow([
  // What the provider did
  told({ type: 'web_search_call', action: search }, '[Web search: q; sources: https://a.org]'),
  told(
    { type: 'web_search_call', action: { type: 'open_page', url: 'https://a.org' } },
    '[Web search: https://a.org]',
  ),
  told({ type: 'file_search_call', queries: ['q'], results: [{ text: 'found' }] }, '[File search: q]\nfound'),
  told(
    {
      type: 'code_interpreter_call',
      code: '1 + 1',
      outputs: [{ type: 'logs', logs: '2' }, { type: 'image' }],
    },
    '[Code run by the provider]\n1 + 1\nOutput:\n2\n[image]',
  ),
  told(
    { type: 'image_generation_call', revised_prompt: 'a cat', result: 'AAAA' },
    '[Image generated: a cat]',
  ),
  told({ type: 'mcp_call', name: 'n', arguments: '{}', output: 'found' }, '[Tool n called with {}]\nfound'),
  told({ type: 'program', code: 'f()' }, '[Program run by the provider]\nf()'),
  told({ type: 'program_output', result: 'done' }, '[Program result]\ndone'),
  told({ type: 'shell_call', call_id: 'c', ...container }, '[Shell call ["ls"]]'),
  dropped({ type: 'mcp_list_tools', server_label: 's', tools: [] }),
  dropped({ type: 'tool_search_call', execution: 'server', arguments: {} }),
  dropped({ type: 'tool_search_output', execution: 'server', tools: [] }),
  refused({ type: 'mcp_approval_request', id: 'x' }),
  refused({ type: 'mcp_approval_response', approval_request_id: 'x', approve: true }),
  refused({ type: 'computer_call', call_id: 'c', actions: [] }),
  refused({ type: 'computer_call_output', call_id: 'c' }),
  refused({ type: 'compaction', encrypted_content: 'gAAA' }),
  refused({ type: 'item_reference', id: 'msg_1' }),
  refused({ type: 'from_next_week' }),
  // What the client did
  run(
    'local_shell',
    { action: { type: 'exec', command: ['ls'], env: {} } },
    { command: ['ls'] },
    { id: 'c', output: 'a.txt' },
    'a.txt',
  ),
  run(
    'shell',
    { action: { commands: ['ls'] }, environment: { type: 'local' } },
    { commands: ['ls'] },
    { output: [{ stdout: 'a.txt', stderr: '', outcome: { type: 'exit', exit_code: 0 } }] },
    'a.txt',
  ),
  run(
    'apply_patch',
    { operation: { type: 'delete_file', path: 'a.txt' } },
    { type: 'delete_file', path: 'a.txt' },
    { status: 'completed', output: 'gone' },
    'gone',
  ),
  back(
    [
      { type: 'apply_patch_call', call_id: 'c', operation: {} },
      { type: 'apply_patch_call_output', call_id: 'c', status: 'failed', output: 'no such file' },
    ],
    {
      writes: messages({}, { role: 'tool', content: 'Error: no such file' }),
      loses: ['tool_error_as_text;input[2]'],
    },
  ),
  // A compaction
  [
    'responses',
    'chat',
    { input: [user('a'), { type: 'compaction_trigger' }], tools: [{ type: 'function', name: 'f' }] },
    exact({
      messages: [user('a'), user(expect.stringContaining('Write a summary'))],
      tool_choice: 'none',
    }),
  ],
  back([{ type: 'compaction_trigger' }], { refuses: 'input[1]' }),
])
