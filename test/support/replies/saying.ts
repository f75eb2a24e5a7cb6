/** What a scripted model says, in no dialect. Lists are the pieces in which a stream brings it. */
export interface Saying {
  readonly model?: string
  readonly reasoning?: readonly string[]
  readonly text?: readonly string[]
  readonly calls?: readonly {
    readonly id: string
    readonly name: string
    readonly input: readonly string[]
  }[]
  readonly stop?: 'end' | 'length'
}

export const HELLO: Saying = { text: ['Good ', 'morning'] }

/** Everything at once: reasoning, text with characters of two to four bytes, and a tool call. */
export const RICH: Saying = {
  reasoning: ['Grübeln ', '思考 🤔'],
  text: ['Zwölf ', 'Boxkämpfer – ', '東京 🗼'],
  calls: [{ id: 'call_7', name: 'weather', input: ['{"city":', '"Zürich ', '🏔"}'] }],
}

/** The tokens of every reply: 4 of the input came from a cache, 3 of the output were reasoning. */
export const TOKENS = { input: 11, cached: 4, output: 7, reasoning: 3 }

export const joined = (pieces: readonly string[] | undefined): string => (pieces ?? []).join('')
