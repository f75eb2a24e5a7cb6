import type { ReplyEvent } from '../../../../src-main/core/reply.ts'

/** A reply with everything that a writer can meet, calls interleaved. */
export const richReply: readonly ReplyEvent[] = [
  { type: 'start', id: 'up_1', model: 'upstream', created: 1 },
  { type: 'begin', index: 0, block: { type: 'reasoning', part: 'raw' } },
  { type: 'text', index: 0, text: 'Let me ' },
  { type: 'text', index: 0, text: 'see.' },
  {
    type: 'proof',
    index: 0,
    proof: { dialect: 'messages', item: { type: 'thinking', thinking: 'Let me see.', signature: 's' } },
  },
  { type: 'end', index: 0 },
  { type: 'begin', index: 1, block: { type: 'text' } },
  { type: 'text', index: 1, text: 'Grüße ' },
  { type: 'alive' },
  { type: 'text', index: 1, text: '🎈' },
  {
    type: 'citation',
    index: 1,
    citation: { url: 'https://example.org', title: 'Example', raw: { dialect: 'messages', value: {} } },
  },
  { type: 'end', index: 1 },
  {
    type: 'begin',
    index: 2,
    block: { type: 'tool-call', id: 'call_a', kind: 'function', name: 'close', namespace: 'agents' },
  },
  {
    type: 'begin',
    index: 3,
    block: { type: 'tool-call', id: 'call_b', kind: 'custom', name: 'apply_patch' },
  },
  { type: 'input', index: 3, text: '*** Begin' },
  { type: 'input', index: 2, text: '{"id":' },
  { type: 'input', index: 3, text: ' Patch\n' },
  { type: 'input', index: 2, text: '1}' },
  { type: 'end', index: 3 },
  { type: 'end', index: 2 },
  {
    type: 'begin',
    index: 4,
    block: { type: 'tool-call', id: 'call_c', kind: 'tool_search', name: 'tool_search' },
  },
  { type: 'input', index: 4, text: '{"query":"weather"}' },
  { type: 'end', index: 4 },
  { type: 'begin', index: 5, block: { type: 'refusal' } },
  { type: 'text', index: 5, text: 'No.' },
  { type: 'end', index: 5 },
  { type: 'usage', usage: { input: 10, cacheRead: 4, output: 7, reasoning: 2 } },
  { type: 'stop', stop: { reason: 'tool-use' } },
]

/** A reply of text alone. */
export const textReply = (words = 'Hello'): ReplyEvent[] => [
  { type: 'start' },
  { type: 'begin', index: 0, block: { type: 'text' } },
  { type: 'text', index: 0, text: words },
  { type: 'end', index: 0 },
  { type: 'stop', stop: { reason: 'end' } },
]
