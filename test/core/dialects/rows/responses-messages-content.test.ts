import type { JsonObject } from '../../../../src-main/core/json.ts'
import { between, eachRow, exact, MESSAGES_TOOL, RESPONSES_TOOL, type Row } from './row.ts'
import { assistant, PDF, PNG, text, user } from './turns.ts'

const messagesToResponses = between('messages', 'responses')
const responsesToMessages = between('responses', 'messages')
const LEADING = { systemTurns: 'leading' } as const
const system = (content: string, fields: JsonObject = {}) => ({ role: 'system', content, ...fields })
const said = (words: string) => ({ type: 'input_text', text: words })
const given = (value: JsonObject) => ({ input: [user([value])] })
const block = (value: JsonObject) => ({ messages: [user([value])] })
const [inInput, inMessages] = ['input[0].content[0]', 'messages[0].content[0]']
const png = { type: 'image', source: { type: 'base64', media_type: 'image/png', data: PNG } }
const pdf = {
  type: 'document',
  title: 'a.pdf',
  source: { type: 'base64', media_type: 'application/pdf', data: PDF },
}
const pdfPart = { type: 'input_file', filename: 'a.pdf', file_data: `data:application/pdf;base64,${PDF}` }
const reminder = '<system-reminder>\ns\n</system-reminder>'

/** Mapping §3.1 and §3.2, to Messages. */
const TO_MESSAGES: readonly Row[] = [
  responsesToMessages(
    { instructions: 'i', input: [{ role: 'developer', content: 's' }, user('a')] },
    exact({ system: [text('i'), text('s')] }),
  ),
  responsesToMessages(
    { input: [user('a'), { role: 'developer', content: 's' }, user('b')] },
    exact({ messages: [{ role: 'user' }, { role: 'system', content: [text('s')] }, { role: 'user' }] }),
  ),
  responsesToMessages(
    { input: [user('a'), { role: 'developer', content: 's' }, user('b')] },
    {
      writes: { messages: [user([text('a'), text(reminder), text('b')])] },
      loses: ['system_turn_folded;input[1]'],
    },
    LEADING,
  ),
  responsesToMessages(
    { input: [user('a'), { type: 'configuration_update', reasoning: { effort: 'low' } }, user('b')] },
    exact({ output_config: { effort: 'low' }, messages: [user([text('a'), text('b')])] }),
  ),
  responsesToMessages(
    { input: [{ type: 'additional_tools', tools: [RESPONSES_TOOL] }, user('a')] },
    exact({ tools: [MESSAGES_TOOL] }),
  ),
  responsesToMessages(given({ type: 'input_image', image_url: 'https://a/b.png', detail: 'original' }), {
    writes: block({ type: 'image', source: { type: 'url', url: 'https://a/b.png' } }),
    loses: [`unsupported_parameter;${inInput}.detail`],
  }),
  responsesToMessages(
    given({ type: 'input_image', image_url: `data:image/png;base64,${PNG}` }),
    exact(block(png)),
  ),
  responsesToMessages(given({ type: 'input_image', file_id: 'f' }), { refuses: inInput }),
  responsesToMessages(given(pdfPart), exact(block(pdf))),
  responsesToMessages(
    given({ type: 'input_file', file_url: 'https://a/b.pdf' }),
    exact(block({ type: 'document', source: { type: 'url', url: 'https://a/b.pdf' } })),
  ),
  responsesToMessages(given({ type: 'input_file', file_id: 'f' }), { refuses: inInput }),
  responsesToMessages(given({ type: 'input_audio', input_audio: { data: 'AA', format: 'wav' } }), {
    refuses: inInput,
  }),
  responsesToMessages(given({ type: 'hologram' }), { refuses: inInput }),
  responsesToMessages(
    { input: [user('a'), assistant([{ type: 'refusal', refusal: 'no' }]), user('b')] },
    {
      writes: { messages: [{}, assistant([text('no')]), {}] },
      loses: ['refusal_as_text;input[1].content[0]'],
    },
  ),
]

/** Mapping §3.1 and §3.2, to Responses. */
const TO_RESPONSES: readonly Row[] = [
  messagesToResponses(
    { system: [text('a'), text('b')] },
    exact({ input: [{ role: 'developer', content: [said('a'), said('b')] }, {}] }),
    { instructionRole: 'developer' },
  ),
  messagesToResponses(
    { system: [{ ...text('a'), cache_control: { type: 'ephemeral' } }] },
    exact({ input: [{ content: [{ ...said('a'), prompt_cache_breakpoint: { mode: 'explicit' } }] }, {}] }),
    { cacheBreakpoints: 'prompt_cache_breakpoint' },
  ),
  messagesToResponses(
    { messages: [user('a'), system('s'), user('b')] },
    exact({ input: [{ role: 'user' }, { role: 'system', content: [said('s')] }, { role: 'user' }] }),
  ),
  messagesToResponses(
    { messages: [user('a'), system('s', { output_config: { effort: 'low' } })] },
    exact({ reasoning: { effort: 'low' } }),
  ),
  messagesToResponses(
    { messages: [user('a'), system('s', { clear_at: 'next_user_message' }), user('b')] },
    exact({ input: [{ content: [said('a')] }, { content: [said('b')] }] }),
  ),
  messagesToResponses(
    {
      tools: [{ ...MESSAGES_TOOL, defer_loading: true }],
      messages: [
        user('a'),
        { role: 'system', content: [{ type: 'tool_addition', tool: { type: 'tool_reference', name: 'f' } }] },
      ],
    },
    exact({ tools: [{ ...RESPONSES_TOOL, strict: false }] }),
  ),
  messagesToResponses({ messages: [user('a'), assistant('b')] }, { refuses: 'messages[1]' }),
  messagesToResponses(
    block(png),
    exact(given({ type: 'input_image', image_url: `data:image/png;base64,${PNG}` })),
  ),
  messagesToResponses(block({ type: 'image', source: { type: 'file', file_id: 'f' } }), {
    refuses: inMessages,
  }),
  messagesToResponses(block({ ...png, transformations: { oversized_image: 'error' } }), {
    loses: [`unsupported_parameter;${inMessages}.transformations`],
  }),
  messagesToResponses(block(pdf), exact(given(pdfPart))),
  messagesToResponses(
    block({ type: 'document', source: { type: 'url', url: 'https://a/b.pdf' } }),
    exact(given({ type: 'input_file', file_url: 'https://a/b.pdf' })),
  ),
  messagesToResponses(
    block({
      type: 'document',
      title: 't.txt',
      source: { type: 'text', media_type: 'text/plain', data: 'hi' },
    }),
    exact(given({ type: 'input_file', filename: 't.txt', file_data: 'data:text/plain;base64,aGk=' })),
  ),
  messagesToResponses(block({ ...pdf, context: 'c' }), {
    loses: [`unsupported_parameter;${inMessages}.context`],
  }),
  messagesToResponses(
    block({ type: 'search_result', title: 'T', source: 'https://s', content: [text('x')] }),
    { writes: given(said('T (https://s)\nx')), loses: [`item_as_text;${inMessages}`] },
  ),
  messagesToResponses(block({ type: 'container_upload', file_id: 'f' }), {
    loses: [`item_as_text;${inMessages}`],
  }),
  messagesToResponses(block({ type: 'hologram' }), { refuses: inMessages }),
]

eachRow(TO_MESSAGES)
eachRow(TO_RESPONSES)
