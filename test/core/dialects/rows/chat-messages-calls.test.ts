import { expect } from 'vitest'
import { between, CHAT_TOOL, eachRow, exact, MESSAGES_TOOL, type Row } from './row.ts'
import { assistant, PNG, text, toolResult, toolUse, user } from './turns.ts'

const chatToMessages = between('chat', 'messages')
const messagesToChat = between('messages', 'chat')
const call = (id: string, args = '{}') => ({ id, type: 'function', function: { name: 'f', arguments: args } })
const result = (id: string, content: string) => ({ role: 'tool', tool_call_id: id, content })
const called = (...calls: ReturnType<typeof call>[]) => assistant(null, { tool_calls: calls })
const TOOLS = { tools: [CHAT_TOOL] }
const OWN_TOOLS = { tools: [MESSAGES_TOOL] }
const image = { type: 'image', source: { type: 'base64', media_type: 'image/png', data: PNG } }
const imagePart = { type: 'image_url', image_url: { url: `data:image/png;base64,${PNG}` } }
const hashed = expect.stringMatching(/^call_[a-z2-7]{24}$/)

/** Mapping §3.3, to Messages. */
const TO_MESSAGES: readonly Row[] = [
  chatToMessages(
    { ...TOOLS, messages: [user('a'), called(call('c1', '{"z":1,"a":[2]}')), result('c1', 'r')] },
    exact({ messages: [{}, assistant([toolUse('c1', { z: 1, a: [2] })]), user([toolResult('c1', 'r')])] }),
  ),
  chatToMessages(
    {
      ...TOOLS,
      messages: [user('a'), called(call('c1', ''), call('c2')), result('c2', '2'), result('c1', '1')],
    },
    exact({
      messages: [
        {},
        assistant([toolUse('c1'), toolUse('c2')]),
        user([toolResult('c1', '1'), toolResult('c2', '2')]),
      ],
    }),
  ),
  chatToMessages(
    { ...TOOLS, messages: [user('a'), called(call('c1', '{bad')), result('c1', 'r')] },
    {
      writes: { messages: [{}, assistant([toolUse('c1', { _raw: '{bad' })]), {}] },
      loses: ['arguments_not_json;messages[1].tool_calls[0]'],
    },
  ),
  chatToMessages(
    {
      tools: [{ type: 'custom', custom: { name: 'f' } }],
      messages: [
        user('a'),
        assistant(null, {
          tool_calls: [{ id: 'c1', type: 'custom', custom: { name: 'f', input: 'raw "x"' } }],
        }),
        result('c1', 'r'),
      ],
    },
    exact({ messages: [{}, assistant([toolUse('c1', { input: 'raw "x"' })]), {}] }),
  ),
  chatToMessages(
    { ...TOOLS, messages: [user('a'), called(call('c1')), user('b')] },
    {
      writes: {
        messages: [{}, {}, user([{ type: 'tool_result', tool_use_id: 'c1', is_error: true }, text('b')])],
      },
      loses: ['missing_tool_result;messages[1].tool_calls[0]'],
    },
  ),
  chatToMessages(
    { ...TOOLS, messages: [user('a'), result('c9', 'r')] },
    {
      writes: { messages: [user([text('a'), text('Result of tool call c9:'), text('r')])] },
      loses: ['orphan_tool_result;messages[1]'],
    },
  ),
  chatToMessages(
    { ...TOOLS, messages: [user('a'), called(call('a/b')), result('a/b', 'r')] },
    exact({ messages: [{}, assistant([{ id: hashed }]), user([{ tool_use_id: hashed }])] }),
  ),
  chatToMessages(
    {
      functions: [{ name: 'f' }],
      messages: [
        user('a'),
        assistant(null, { function_call: { name: 'f', arguments: '{}' } }),
        { role: 'function', name: 'f', content: 'r' },
      ],
    },
    exact({ messages: [{}, assistant([{ type: 'tool_use', name: 'f' }]), user([{ content: 'r' }])] }),
  ),
  chatToMessages(
    { messages: [user('a'), called(call('c1')), result('c1', 'r')] },
    { writes: { tools: [{ name: 'f' }], tool_choice: { type: 'none' } }, loses: ['tools_restored;tools'] },
  ),
]

/** Mapping §3.3, to Chat. */
const TO_CHAT: readonly Row[] = [
  messagesToChat(
    {
      messages: [
        user('a'),
        assistant([{ ...toolUse('c1'), caller: { type: 'code_execution_20260120', tool_id: 's1' } }]),
        user([toolResult('c1', 'r')]),
      ],
    },
    { loses: ['unsupported_parameter;messages[1].content[0].caller'] },
  ),
  messagesToChat(
    {
      messages: [
        user('a'),
        assistant([{ ...toolUse('c1'), caller: { type: 'direct' } }]),
        user([toolResult('c1', 'r')]),
      ],
    },
    { loses: [] },
  ),
  messagesToChat(
    {
      ...OWN_TOOLS,
      messages: [
        user('a'),
        assistant([text('t'), toolUse('c1', { z: 1, a: [2] }), toolUse('c2')]),
        user([toolResult('c2', '2'), toolResult('c1', '1'), text('Tool loaded.')]),
      ],
    },
    exact({
      messages: [
        user('a'),
        assistant('t', { tool_calls: [call('c1', '{"z":1,"a":[2]}'), call('c2')] }),
        result('c1', '1'),
        result('c2', '2'),
        user('Tool loaded.'),
      ],
    }),
  ),
  messagesToChat(
    {
      ...OWN_TOOLS,
      messages: [user('a'), assistant([toolUse('c1')]), user([toolResult('c1', 'no', { is_error: true })])],
    },
    {
      writes: { messages: [{}, called(call('c1')), result('c1', 'Error: no')] },
      loses: ['tool_error_as_text;messages[2].content[0]'],
    },
  ),
  messagesToChat(
    {
      ...OWN_TOOLS,
      messages: [
        user('a'),
        assistant([toolUse('c1')]),
        user([toolResult('c1', 'Error: x', { is_error: true })]),
      ],
    },
    { writes: { messages: [{}, {}, result('c1', 'Error: x')] } },
  ),
  messagesToChat(
    {
      ...OWN_TOOLS,
      messages: [user('a'), assistant([toolUse('c1')]), user([toolResult('c1', [text('1'), image])])],
    },
    {
      writes: { messages: [{}, {}, result('c1', '1\n\n[image 1 follows]'), user([imagePart])] },
      loses: ['tool_result_media_moved;messages[2].content[0].content[1]'],
    },
  ),
  messagesToChat(
    { ...OWN_TOOLS, messages: [user('a'), assistant([toolUse('c1')]), user([toolResult('c1', [image])])] },
    exact({ messages: [{}, {}, { role: 'tool', content: [imagePart] }] }),
    { toolResultImages: true },
  ),
  messagesToChat(
    { ...OWN_TOOLS, messages: [user('a'), assistant([toolUse('c1')]), user('b')] },
    {
      writes: { messages: [{}, {}, { role: 'tool', tool_call_id: 'c1' }, user('b')] },
      loses: ['missing_tool_result;messages[1].content[0]', 'tool_error_as_text;messages[1].content[0]'],
    },
  ),
  messagesToChat(
    { ...OWN_TOOLS, messages: [user([toolResult('c9', 'r')])] },
    {
      writes: { messages: [user('Result of tool call c9:\n\nr')] },
      loses: ['orphan_tool_result;messages[0].content[0]'],
    },
  ),
  messagesToChat(
    {
      tools: [
        MESSAGES_TOOL,
        { name: 'g', input_schema: {}, defer_loading: true },
        { name: 'h', input_schema: {}, defer_loading: true },
      ],
      messages: [
        user('a'),
        assistant([toolUse('c1')]),
        user([toolResult('c1', [{ type: 'tool_reference', tool_name: 'g' }])]),
      ],
    },
    {
      writes: {
        tools: [{ function: { name: 'f' } }, { function: { name: 'g' } }],
        messages: [{}, {}, result('c1', 'Loaded tools: g')],
      },
      loses: ['item_as_text;messages[2].content[0].content[0]'],
    },
  ),
]

eachRow(TO_MESSAGES)
eachRow(TO_CHAT)
