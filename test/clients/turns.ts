/**
 * What is asked of a client: words alone, one call of a tool, two calls at once, a conversation that a second run goes on
 * with, and one that it goes on with at another model.
 */
export const TURNS = ['text', 'tool', 'parallel', 'resumed', 'switched'] as const
export type Turn = (typeof TURNS)[number]

/** Lie where the client is started. */
export const FILES = {
  'hello.txt': 'hello from the sample file',
  'again.txt': 'hello again from the other one',
}

/** One run of a client. */
export interface Asked {
  readonly prompt: string
  /** Must be in the answer. */
  readonly words: readonly string[]
  /** How often the model is called for it. */
  readonly requests: number
}

/** The word is in no tool's name: a model of the demo takes that for a wish to use it. */
const TELL: Asked = { prompt: 'Tell me what a violin is.', words: ['violin'], requests: 1 }
const READ: Asked = {
  prompt: 'Read the file hello.txt in this folder and tell me what it says.',
  words: [FILES['hello.txt']],
  requests: 2,
}
const READ_BOTH: Asked = {
  prompt: 'Read the files hello.txt and again.txt in this folder and tell me what they say.',
  words: Object.values(FILES),
  requests: 2,
}

/** The runs of a turn; the second one goes on with what the first has begun. */
export const RUNS: Readonly<Record<Turn, readonly [first: Asked, then?: Asked]>> = {
  text: [TELL],
  tool: [READ],
  parallel: [READ_BOTH],
  resumed: [READ, TELL],
  switched: [READ, TELL],
}
