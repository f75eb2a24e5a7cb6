import type { Conversation } from '../../src-main/core/conversation.ts'

/** A block of text. */
export const text = (words: string, path = 'messages[0].content') =>
  ({ type: 'text', text: words, path }) as const

/** A conversation as the reader of Chat would give it, in which the user says hi. */
export const conversation = (rest: Partial<Conversation> = {}): Conversation => ({
  from: 'chat',
  turns: [{ role: 'user', path: 'messages[0]', blocks: [text('hi')] }],
  tools: [],
  options: {},
  stream: false,
  streamUsage: false,
  unknown: [],
  body: {},
  ...rest,
})
