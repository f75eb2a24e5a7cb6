import { expect } from 'vitest'
import { back, call, calls, input, item, messages, output, result, said, to } from './chat-responses-calls.ts'
import { eachRow, exact, OPENAI, type Row } from './row.ts'
import { assistant } from './turns.ts'

const LONG = 'tool-'.repeat(20)
const SHORTENED = expect.stringMatching(/^(?:tool-){11}_[0-9a-f]{8}$/)
const HASHED = expect.stringMatching(/^call_[a-z2-7]{24}$/)
const custom = { id: 'c', type: 'custom', custom: { name: 'f', input: 'raw' } }
const customItem = { type: 'custom_tool_call', call_id: 'c', name: 'f', input: 'raw' }
/** Mapping §3.3, rules 1 and 6 to 10. */
const ROWS: readonly Row[] = [
  // A call and its result
  to(
    [calls(call('c', '{"b":1, "a":2.0}')), result('c', 'ok')],
    exact(input(item('c', '{"b":1, "a":2.0}'), output('c', 'ok'))),
  ),
  back(
    [item('c', '{"b":1, "a":2.0}'), output('c', 'ok')],
    exact(messages(calls(call('c', '{"b":1, "a":2.0}')), result('c', 'ok'))),
  ),
  to(
    [assistant('I look.', { tool_calls: [call('c')] }), result('c', 'ok')],
    exact(input(said('assistant', 'I look.'), item('c'), output('c', 'ok'))),
  ),
  to(
    [
      calls(call('c')),
      result('c', [
        { type: 'text', text: 'one' },
        { type: 'text', text: 'two' },
      ]),
    ],
    exact(
      input(
        item('c'),
        output('c', [
          { type: 'input_text', text: 'one' },
          { type: 'input_text', text: 'two' },
        ]),
      ),
    ),
  ),
  to(
    [
      assistant(null, { function_call: { name: 'f', arguments: '{}' } }),
      { role: 'function', name: 'f', content: 'ok' },
    ],
    exact(input(item('function_1'), output('function_1', 'ok'))),
  ),
  // Freeform
  to(
    [calls(custom), result('c', 'ok')],
    exact(input(customItem, { type: 'custom_tool_call_output', call_id: 'c', output: 'ok' })),
    OPENAI,
  ),
  to([calls(custom), result('c', 'ok')], exact(input(item('c', '{"input":"raw"}'), output('c', 'ok')))),
  back(
    [customItem, { type: 'custom_tool_call_output', call_id: 'c', output: 'ok' }],
    exact(messages(calls(custom), result('c', 'ok'))),
    OPENAI,
  ),
  back(
    [customItem, { type: 'custom_tool_call_output', call_id: 'c', output: 'ok' }],
    exact(messages(calls(call('c', '{"input":"raw"}')), result('c', 'ok'))),
  ),
  // 1: arguments
  to([calls(call('c', '')), result('c', 'ok')], exact(input(item('c', '{}'), output('c', 'ok')))),
  to([calls(call('c', { a: 1 })), result('c', 'ok')], exact(input(item('c', '{"a":1}'), output('c', 'ok')))),
  to([calls(call('c', '{"a"')), result('c', 'ok')], exact(input(item('c', '{"a"'), output('c', 'ok')))),
  back([item('c', ''), output('c', 'ok')], exact(messages(calls(call('c', '{}')), result('c', 'ok')))),
  back([item('c', '{"a"'), output('c', 'ok')], {
    writes: messages(calls(call('c', '{"_raw":"{\\"a\\""}')), result('c', 'ok')),
    loses: ['arguments_not_json;input[1]'],
  }),
  back(
    [item('c', '{"a"'), output('c', 'ok')],
    exact(messages(calls(call('c', '{"a"')), result('c', 'ok'))),
    OPENAI,
  ),
  // 6: ids
  to([calls(call('a.b')), result('a.b', 'ok')], exact(input({ call_id: HASHED }, { call_id: HASHED }))),
  back(
    [item('a.b'), output('a.b', 'ok')],
    exact(messages({ tool_calls: [{ id: HASHED }] }, { tool_call_id: HASHED })),
  ),
  // 7: names
  to([calls(call('c', '{}', LONG)), result('c', 'ok')], exact(input({ name: SHORTENED }, {}))),
  back(
    [item('c', '{}', { name: LONG }), output('c', 'ok')],
    exact(messages({ tool_calls: [{ function: { name: SHORTENED } }] }, {})),
  ),
  back(
    [
      item('c', '{}', { namespace: 'mcp__x' }),
      item('d', '{}', { namespace: 'mcp__x__' }),
      output('c', 'ok'),
      output('d', 'ok'),
    ],
    exact(messages(calls(call('c', '{}', 'mcp__x__f'), call('d', '{}', 'mcp__x__f')), {}, {})),
  ),
  back(
    [],
    { refuses: 'tools[1]' },
    {},
    {
      tools: [
        { type: 'namespace', name: 'x', tools: [{ type: 'function', name: 'f' }] },
        { type: 'function', name: 'x__f' },
      ],
    },
  ),
  // 8: what one answer said is one message
  back(
    [assistant('I look.'), item('c'), item('d'), output('c', 'one'), output('d', 'two')],
    exact(
      messages(
        assistant('I look.', { tool_calls: [call('c'), call('d')] }),
        result('c', 'one'),
        result('d', 'two'),
      ),
    ),
  ),
  // 10: what a search brought up
  back(
    [
      { type: 'tool_search_call', call_id: 't', execution: 'client', arguments: { query: 'q' } },
      {
        type: 'tool_search_output',
        call_id: 't',
        execution: 'client',
        tools: [{ type: 'function', name: 'g' }],
      },
    ],
    {
      writes: {
        tools: [{ function: { name: 'g' } }],
        ...messages(calls(call('t', '{"query":"q"}', 'tool_search')), result('t', 'Loaded tools: g')),
      },
      loses: ['item_as_text;input[2]'],
    },
  ),
]

eachRow(ROWS)
