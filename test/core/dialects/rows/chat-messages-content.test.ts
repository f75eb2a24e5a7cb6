import type { JsonObject } from '../../../../src-main/core/json.ts'
import { between, eachRow, exact, type Row } from './row.ts'
import { assistant, PDF, PNG, text, user } from './turns.ts'

const chatToMessages = between('chat', 'messages')
const messagesToChat = between('messages', 'chat')
const part = (value: JsonObject) => ({ messages: [user([value])] })
const at = 'messages[0].content[0]'
const image = (url: string, fields: JsonObject = {}) =>
  part({ type: 'image_url', image_url: { url, ...fields } })
const file = (fields: JsonObject) => part({ type: 'file', file: fields })
const png = { type: 'image', source: { type: 'base64', media_type: 'image/png', data: PNG } }
const pdf = {
  type: 'document',
  title: 'a.pdf',
  source: { type: 'base64', media_type: 'application/pdf', data: PDF },
}

/** Mapping §3.2, to Messages. */
const TO_MESSAGES: readonly Row[] = [
  chatToMessages(
    image('https://a/b.png'),
    exact({ messages: [user([{ type: 'image', source: { type: 'url', url: 'https://a/b.png' } }])] }),
  ),
  chatToMessages(image('https://a/b.png', { detail: 'low' }), {
    loses: [`unsupported_parameter;${at}.image_url.detail`],
  }),
  chatToMessages(image(`data:image/jpeg;base64,${PNG}`), exact({ messages: [user([png])] })),
  chatToMessages(image('data:image/svg+xml;base64,AAAA'), { refuses: at }),
  chatToMessages(
    file({ filename: 'a.pdf', file_data: `data:application/pdf;base64,${PDF}` }),
    exact({ messages: [user([pdf])] }),
  ),
  chatToMessages(file({ file_id: 'file-1' }), { refuses: at }),
  chatToMessages(
    file({ filename: 'a.txt', file_data: 'data:text/plain;base64,aGk=' }),
    exact({
      messages: [
        user([
          {
            type: 'document',
            title: 'a.txt',
            source: { type: 'text', media_type: 'text/plain', data: 'hi' },
          },
        ]),
      ],
    }),
  ),
  chatToMessages(part({ type: 'input_audio', input_audio: { data: 'AA', format: 'wav' } }), { refuses: at }),
  chatToMessages(part({ type: 'hologram' }), { refuses: at }),
  chatToMessages(
    { messages: [user('a'), assistant(null, { refusal: 'no' }), user('b')] },
    {
      writes: { messages: [{}, assistant([text('no')]), {}] },
      loses: ['refusal_as_text;messages[1].refusal'],
    },
  ),
  chatToMessages(
    part({ type: 'text', text: 'a', prompt_cache_breakpoint: { mode: 'explicit' } }),
    exact({ messages: [user([{ ...text('a'), cache_control: { type: 'ephemeral' } }])] }),
    { cacheBreakpoints: 'cache_control' },
  ),
]

/** Mapping §3.2, to Chat. */
const TO_CHAT: readonly Row[] = [
  messagesToChat(
    part(png),
    exact({ messages: [user([{ type: 'image_url', image_url: { url: `data:image/png;base64,${PNG}` } }])] }),
  ),
  messagesToChat(part({ type: 'image', source: { type: 'file', file_id: 'f' } }), { refuses: at }),
  messagesToChat(part({ ...png, transformations: { oversized_image: 'error' } }), {
    loses: [`unsupported_parameter;${at}.transformations`],
  }),
  messagesToChat(part({ ...png, transformations: {} }), { loses: [] }),
  messagesToChat(
    part(pdf),
    exact({
      messages: [
        user([
          { type: 'file', file: { filename: 'a.pdf', file_data: `data:application/pdf;base64,${PDF}` } },
        ]),
      ],
    }),
  ),
  messagesToChat(part({ ...pdf, context: 'c', citations: { enabled: true } }), {
    loses: [`unsupported_parameter;${at}.context`, `unsupported_parameter;${at}.citations`],
  }),
  messagesToChat(part({ type: 'document', source: { type: 'url', url: 'https://a/b.pdf' } }), {
    refuses: at,
  }),
  messagesToChat(
    part({ type: 'document', title: 't', source: { type: 'text', media_type: 'text/plain', data: 'hi' } }),
    { writes: { messages: [user('File t:\nhi')] }, loses: [`file_as_text;${at}`] },
  ),
  messagesToChat(part({ type: 'search_result', title: 'T', source: 'https://s', content: [text('x')] }), {
    writes: { messages: [user('T (https://s)\nx')] },
    loses: [`item_as_text;${at}`],
  }),
  messagesToChat(part({ type: 'container_upload', file_id: 'f' }), { loses: [`item_as_text;${at}`] }),
  messagesToChat(part({ type: 'hologram' }), { refuses: at }),
  messagesToChat(
    part({ ...text('a'), cache_control: { type: 'ephemeral' } }),
    exact({ messages: [user([{ ...text('a'), prompt_cache_breakpoint: { mode: 'explicit' } }])] }),
    { cacheBreakpoints: 'prompt_cache_breakpoint' },
  ),
  messagesToChat(
    part({ ...text('a'), cache_control: { type: 'ephemeral' } }),
    exact({ messages: [user([{ ...text('a'), cache_control: { type: 'ephemeral' } }])] }),
    { cacheBreakpoints: 'cache_control' },
  ),
  messagesToChat(part({ ...text('a'), cache_control: { type: 'ephemeral' } }), {
    loses: [`cache_breakpoint_dropped;${at}`],
  }),
]

eachRow(TO_MESSAGES)
eachRow(TO_CHAT)
