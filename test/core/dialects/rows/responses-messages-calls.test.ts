import type { Json } from '../../../../src-main/core/json.ts'
import { between, eachRow, exact, MESSAGES_TOOL, RESPONSES_TOOL, type Row } from './row.ts'
import { assistant, PNG, text, toolResult, toolUse, user } from './turns.ts'

const messagesToResponses = between('messages', 'responses')
const responsesToMessages = between('responses', 'messages')
const call = (call_id: string, args = '{}') => ({
  type: 'function_call',
  call_id,
  name: 'f',
  arguments: args,
})
const output = (call_id: string, said: Json) => ({ type: 'function_call_output', call_id, output: said })
const TOOLS = { tools: [RESPONSES_TOOL] }
const OWN_TOOLS = { tools: [MESSAGES_TOOL] }
const image = { type: 'image', source: { type: 'base64', media_type: 'image/png', data: PNG } }
const imagePart = { type: 'input_image', image_url: `data:image/png;base64,${PNG}` }

/** Mapping §3.3, to Messages. */
const TO_MESSAGES: readonly Row[] = [
  responsesToMessages(
    {
      ...TOOLS,
      input: [user('a'), { ...call('c1'), caller: { type: 'program', caller_id: 'p1' } }, output('c1', '1')],
    },
    { loses: ['unsupported_parameter;input[1].caller'] },
  ),
  responsesToMessages(
    {
      ...TOOLS,
      input: [
        user('a'),
        assistant([{ type: 'output_text', text: 't' }]),
        { ...call('c1', '{"z":1}'), id: 'fc_1' },
        call('c2', ''),
        output('c2', '2'),
        output('c1', [{ type: 'input_text', text: '1' }, imagePart]),
      ],
    },
    exact({
      messages: [
        user([text('a')]),
        assistant([text('t'), toolUse('c1', { z: 1 }), toolUse('c2')]),
        user([toolResult('c1', [text('1'), image]), toolResult('c2', '2')]),
      ],
    }),
  ),
  responsesToMessages(
    { ...TOOLS, input: [user('a'), call('c1'), user('b'), call('c2'), output('c1', '1'), output('c2', '2')] },
    exact({
      messages: [
        user([text('a')]),
        assistant([toolUse('c1')]),
        user([toolResult('c1', '1'), text('b')]),
        assistant([toolUse('c2')]),
        user([toolResult('c2', '2')]),
      ],
    }),
  ),
  responsesToMessages(
    { ...TOOLS, input: [user('a'), call('c1'), { ...output('c1', '1'), status: 'incomplete' }] },
    exact({ messages: [{}, {}, user([toolResult('c1', '1')])] }),
  ),
  responsesToMessages(
    { ...TOOLS, input: [user('a'), call('c1', '[1]'), output('c1', '1')] },
    {
      writes: { messages: [{}, assistant([toolUse('c1', { _raw: '[1]' })]), {}] },
      loses: ['arguments_not_json;input[1]'],
    },
  ),
  responsesToMessages(
    { ...TOOLS, input: [user('a'), call('c1'), user('b')] },
    {
      writes: { messages: [{}, {}, user([{ type: 'tool_result', is_error: true }, text('b')])] },
      loses: ['missing_tool_result;input[1]'],
    },
  ),
  responsesToMessages(
    { ...TOOLS, input: [user('a'), output('c9', 'r')] },
    { loses: ['orphan_tool_result;input[1]'] },
  ),
  responsesToMessages(
    {
      tools: [{ type: 'custom', name: 'f' }],
      input: [
        user('a'),
        { type: 'custom_tool_call', call_id: 'c1', name: 'f', input: 'raw' },
        { type: 'custom_tool_call_output', call_id: 'c1', output: '1' },
      ],
    },
    exact({ messages: [{}, assistant([toolUse('c1', { input: 'raw' })]), user([toolResult('c1', '1')])] }),
  ),
  responsesToMessages(
    {
      tools: [{ type: 'namespace', name: 'ns', tools: [RESPONSES_TOOL] }],
      input: [user('a'), { ...call('c1'), namespace: 'ns' }, output('c1', '1')],
    },
    exact({ tools: [{ name: 'ns__f' }], messages: [{}, assistant([{ name: 'ns__f' }]), {}] }),
  ),
  responsesToMessages(
    {
      tools: [{ type: 'tool_search', execution: 'client' }],
      input: [
        user('a'),
        { type: 'tool_search_call', call_id: 'c1', execution: 'client', arguments: { query: 'q' } },
        { type: 'tool_search_output', call_id: 'c1', execution: 'client', tools: [RESPONSES_TOOL] },
      ],
    },
    {
      writes: {
        tools: [{ name: 'tool_search' }, MESSAGES_TOOL],
        messages: [
          {},
          assistant([{ type: 'tool_use', id: 'c1', name: 'tool_search', input: { query: 'q' } }]),
          user([toolResult('c1', 'Loaded tools: f')]),
        ],
      },
      loses: ['item_as_text;input[2]'],
    },
  ),
]

/** Mapping §3.3, to Responses. */
const TO_RESPONSES: readonly Row[] = [
  messagesToResponses(
    {
      ...OWN_TOOLS,
      messages: [
        user('a'),
        assistant([{ ...toolUse('c1'), caller: { type: 'code_execution_20260120' } }]),
        user([toolResult('c1', 'r')]),
      ],
    },
    { loses: ['unsupported_parameter;messages[1].content[0].caller'] },
  ),
  messagesToResponses(
    {
      ...OWN_TOOLS,
      messages: [
        user('a'),
        assistant([text('t'), toolUse('c1', { z: 1, a: [2] }), toolUse('c2')]),
        user([toolResult('c2', '2'), toolResult('c1', '1'), text('Tool loaded.')]),
      ],
    },
    exact({
      input: [
        { role: 'user' },
        { role: 'assistant', content: [{ type: 'output_text', text: 't' }] },
        call('c1', '{"z":1,"a":[2]}'),
        call('c2'),
        output('c1', '1'),
        output('c2', '2'),
        { role: 'user', content: [{ type: 'input_text', text: 'Tool loaded.' }] },
      ],
    }),
  ),
  messagesToResponses(
    {
      ...OWN_TOOLS,
      messages: [user('a'), assistant([toolUse('c1')]), user([toolResult('c1', 'no', { is_error: true })])],
    },
    {
      writes: { input: [{}, call('c1'), output('c1', 'Error: no')] },
      loses: ['tool_error_as_text;messages[2].content[0]'],
    },
  ),
  messagesToResponses(
    {
      ...OWN_TOOLS,
      messages: [user('a'), assistant([toolUse('c1')]), user([toolResult('c1', [text('1'), image])])],
    },
    exact({ input: [{}, {}, output('c1', [{ type: 'input_text', text: '1' }, imagePart])] }),
  ),
  messagesToResponses(
    { ...OWN_TOOLS, messages: [user('a'), assistant([toolUse('c1')]), user('b')] },
    {
      writes: { input: [{}, call('c1'), { type: 'function_call_output', call_id: 'c1' }, { role: 'user' }] },
      loses: ['missing_tool_result;messages[1].content[0]', 'tool_error_as_text;messages[1].content[0]'],
    },
  ),
  messagesToResponses(
    { ...OWN_TOOLS, messages: [user([toolResult('c9', 'r')])] },
    { loses: ['orphan_tool_result;messages[0].content[0]'] },
  ),
]

eachRow(TO_MESSAGES)
eachRow(TO_RESPONSES)
