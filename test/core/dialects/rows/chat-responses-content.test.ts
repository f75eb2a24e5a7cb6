import type { JsonObject } from '../../../../src-main/core/json.ts'
import { eachRow, exact, type Fate, type Row } from './row.ts'
import { assistant, PDF, PNG, user } from './turns.ts'

const PART = 'messages[0].content[0]'
const ITEM = 'input[0].content[0]'
const to = (part: JsonObject, fate: Fate, quirks?: Row[4]): Row => [
  'chat',
  'responses',
  { messages: [user([part])] },
  fate,
  quirks,
]
const back = (part: JsonObject, fate: Fate, quirks?: Row[4]): Row => [
  'responses',
  'chat',
  { input: [user([part])] },
  fate,
  quirks,
]
const items = (part: JsonObject): JsonObject => ({
  input: [{ type: 'message', role: 'user', content: [part] }],
})
const messages = (part: JsonObject): JsonObject => ({ messages: [user([part])] })

/** A part of each dialect that says the same, both ways. */
const both = (chat: JsonObject, responses: JsonObject, quirks?: Row[4]): Row[] => [
  to(chat, exact(items(responses)), quirks),
  back(responses, exact(messages(chat)), quirks),
]

const HTTP = 'https://a.org/a.png'
const image = (url: string, detail?: string): JsonObject => ({
  type: 'image_url',
  image_url: { url, ...(detail && { detail }) },
})
const inputImage = (image_url: string, detail?: string): JsonObject => ({
  type: 'input_image',
  image_url,
  ...(detail && { detail }),
})
const pdf = { filename: 'a.pdf', file_data: `data:application/pdf;base64,${PDF}` }
const note = { filename: 'a.md', file_data: 'data:text/markdown;base64,aGVsbG8=' }
const audio = { type: 'input_audio', input_audio: { data: 'AAAA', format: 'wav' } }
const explicit = { prompt_cache_breakpoint: { mode: 'explicit', ttl: '12h' } }
const MARKED = { cacheBreakpoints: 'prompt_cache_breakpoint' } as const

const noted = { type: 'url_citation', url: 'https://a.org', title: 'A', start_index: 0, end_index: 2 }
const { type: _, ...url_citation } = noted
const spoken = (content: JsonObject['content'], fields: JsonObject = {}): JsonObject => ({
  input: [{ role: 'user' }, { role: 'assistant', content, ...fields }, { role: 'user' }],
})

/** Mapping §3.2. */
const ROWS: readonly Row[] = [
  // Text
  to({ type: 'text', text: 'a' }, exact(items({ type: 'input_text', text: 'a' }))),
  back({ type: 'input_text', text: 'a' }, exact({ messages: [user('a')] })),
  // Images
  ...both(image(HTTP), inputImage(HTTP)),
  ...both(image(`data:image/png;base64,${PNG}`), inputImage(`data:image/png;base64,${PNG}`)),
  ...['auto', 'low', 'high', 'original', 'newer'].flatMap(detail =>
    both(image(HTTP, detail), inputImage(HTTP, detail)),
  ),
  back({ type: 'input_image', file_id: 'file-1' }, { refuses: ITEM }),
  to({ type: 'image_url', file_id: 'file-1' }, { refuses: PART }),
  // Files
  ...both({ type: 'file', file: pdf }, { type: 'input_file', ...pdf }),
  back(
    { type: 'input_file', ...pdf, detail: 'high' },
    {
      writes: messages({ type: 'file', file: pdf }),
      loses: [`unsupported_parameter;${ITEM}.detail`],
    },
  ),
  back({ type: 'input_file', file_url: 'https://a.org/a.pdf' }, { refuses: ITEM }),
  to(
    { type: 'file_url', file_url: { url: 'https://a.org/a.pdf' } },
    exact(items({ type: 'input_file', file_url: 'https://a.org/a.pdf' })),
  ),
  back({ type: 'input_file', file_id: 'file-1' }, { refuses: ITEM }),
  to({ type: 'file', file: { file_id: 'file-1' } }, { refuses: PART }),
  to({ type: 'file', file: note }, exact(items({ type: 'input_file', ...note }))),
  back(
    { type: 'input_file', ...note },
    {
      writes: { messages: [user('File a.md:\nhello')] },
      loses: [`file_as_text;${ITEM}`],
    },
  ),
  // Sound
  to(audio, { refuses: PART }),
  back(audio, exact(messages(audio))),
  // The end of a cached prefix
  ...both({ type: 'text', text: 'a', ...explicit }, { type: 'input_text', text: 'a', ...explicit }, MARKED),
  to({ type: 'text', text: 'a', ...explicit }, { loses: [`cache_breakpoint_dropped;${PART}`] }),
  back({ type: 'input_text', text: 'a', ...explicit }, { loses: [`cache_breakpoint_dropped;${ITEM}`] }),
  // What nobody knows
  to({ type: 'hologram' }, { refuses: PART }),
  back({ type: 'hologram' }, { refuses: ITEM }),
  // Refusals
  [
    'chat',
    'responses',
    { messages: [user('a'), assistant(null, { refusal: 'no' }), user('b')] },
    exact(spoken([{ type: 'refusal', refusal: 'no' }])),
  ],
  [
    'responses',
    'chat',
    { input: [user('a'), assistant([{ type: 'refusal', refusal: 'no' }]), user('b')] },
    exact({ messages: [{}, { role: 'assistant', content: null, refusal: 'no' }, {}] }),
  ],
  [
    'responses',
    'chat',
    {
      input: [
        user('a'),
        assistant([
          { type: 'output_text', text: 'so', annotations: [] },
          { type: 'refusal', refusal: 'no' },
        ]),
        user('b'),
      ],
    },
    exact({
      messages: [
        {},
        {
          content: [
            { type: 'text', text: 'so' },
            { type: 'refusal', refusal: 'no' },
          ],
        },
        {},
      ],
    }),
  ],
  // Sources of an earlier answer
  [
    'chat',
    'responses',
    {
      messages: [
        user('a'),
        assistant('so', { annotations: [{ type: 'url_citation', url_citation }] }),
        user('b'),
      ],
    },
    exact(spoken([{ type: 'output_text', text: 'so', annotations: [noted] }])),
  ],
  [
    'chat',
    'responses',
    { messages: [user('a'), assistant('so', { annotations: [{ type: 'file' }] }), user('b')] },
    { loses: ['citation_dropped;messages[1].annotations[0]'] },
  ],
  [
    'responses',
    'chat',
    {
      input: [user('a'), assistant([{ type: 'output_text', text: 'so', annotations: [noted] }]), user('b')],
    },
    {
      writes: { messages: [user('a'), assistant('so'), user('b')] },
      loses: ['citation_dropped;input[1].content[0]'],
    },
  ],
  // Sound of an earlier answer
  [
    'chat',
    'responses',
    { messages: [user('a'), assistant(null, { audio: { id: 'audio_1' } }), user('b')] },
    { refuses: 'messages[1].audio' },
  ],
]

eachRow(ROWS)
