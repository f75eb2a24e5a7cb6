import type { ReplyEvent } from '../../../../src-main/core/reply.ts'

const START: ReplyEvent = { type: 'start', id: 'x', model: 'm-1', created: 7 }
const usage: ReplyEvent = {
  type: 'usage',
  usage: { input: 10, output: 5, cacheRead: 4, cacheWrite: 1, reasoning: 2 },
}
const said = (index: number, ...texts: string[]): ReplyEvent[] => [
  { type: 'begin', index, block: { type: 'text' } },
  ...texts.map(text => ({ type: 'text', index, text }) as const),
  { type: 'end', index },
]
const thought = (index: number, text: string): ReplyEvent[] => [
  { type: 'begin', index, block: { type: 'reasoning', part: 'summary' } },
  { type: 'text', index, text },
  {
    type: 'proof',
    index,
    proof: { dialect: 'messages', item: { type: 'thinking', thinking: text, signature: 's' } },
  },
  { type: 'end', index },
]
const called = (index: number, name: string, ...inputs: string[]): ReplyEvent[] => [
  { type: 'begin', index, block: { type: 'tool-call', id: `call_${index}`, kind: 'function', name } },
  ...inputs.map(text => ({ type: 'input', index, text }) as const),
  { type: 'end', index },
]

/** Replies that between them use every event, by what they show. */
export const REPLIES: Readonly<Record<string, readonly ReplyEvent[]>> = {
  'text alone': [START, ...said(0, 'Hel', 'lo'), usage, { type: 'stop', stop: { reason: 'end' } }],
  'nothing at all': [START, { type: 'stop', stop: { reason: 'end' } }],
  'text of two blocks with a source in the second': [
    START,
    ...said(0, 'See: '),
    { type: 'begin', index: 1, block: { type: 'text' } },
    { type: 'text', index: 1, text: 'there' },
    {
      type: 'citation',
      index: 1,
      citation: {
        url: 'https://a.example',
        title: 'A',
        start: 0,
        end: 5,
        raw: { dialect: 'messages', value: {} },
      },
    },
    { type: 'end', index: 1 },
    { type: 'stop', stop: { reason: 'length' } },
  ],
  'reasoning, text and parallel calls': [
    START,
    ...thought(0, 'Hm.'),
    ...thought(1, 'Still.'),
    ...said(2, 'Wait'),
    ...called(3, 'look', '{"a":', '1}'),
    ...called(4, 'stop'),
    usage,
    { type: 'stop', stop: { reason: 'tool-use' } },
  ],
  'calls whose input interleaves': [
    START,
    { type: 'begin', index: 0, block: { type: 'tool-call', id: 'a', kind: 'function', name: 'one' } },
    { type: 'begin', index: 1, block: { type: 'tool-call', id: 'b', kind: 'function', name: 'two' } },
    { type: 'input', index: 1, text: '{"b":2}' },
    { type: 'input', index: 0, text: '{"a":1}' },
    { type: 'end', index: 0 },
    { type: 'end', index: 1 },
    { type: 'stop', stop: { reason: 'tool-use' } },
  ],
  'a refusal': [
    START,
    { type: 'begin', index: 0, block: { type: 'refusal' } },
    { type: 'text', index: 0, text: 'No.' },
    { type: 'end', index: 0 },
    { type: 'stop', stop: { reason: 'refusal' } },
  ],
  'a refusal that only the stop explains': [
    START,
    { type: 'stop', stop: { reason: 'refusal', explanation: 'Not this.' } },
  ],
  'an item of another protocol': [
    START,
    {
      type: 'begin',
      index: 0,
      block: { type: 'opaque', dialect: 'responses', kind: 'web_search_call', value: {}, text: '[searched]' },
    },
    { type: 'end', index: 0 },
    ...said(1, 'Found'),
    { type: 'stop', stop: { reason: 'end' } },
  ],
}
