import fc from 'fast-check'

export const words = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }).map(text => `w${text}w`)
export const name = fc.stringMatching(/^[a-z][a-z_]{2,11}$/)
const input = fc.dictionary(name, fc.oneof(words, fc.integer(), fc.boolean()), { maxKeys: 3 })

/** One call of an assistant and its result; ids are given by the place in the conversation. */
const call = fc.record({
  input,
  result: words,
  failed: fc.boolean(),
  image: fc.boolean(),
  custom: fc.boolean(),
})
const step = fc.record({
  ask: words,
  image: fc.boolean(),
  file: fc.boolean(),
  thought: fc.option(words, { nil: undefined }),
  say: words,
  refusal: fc.boolean(),
  cited: fc.boolean(),
  calls: fc.array(call, { maxLength: 3 }),
})

/** What people and agents say to each other, in no dialect. */
export const story = fc.record({
  system: fc.option(words, { nil: undefined }),
  steps: fc.array(step, { minLength: 1, maxLength: 3 }),
  last: words,
})
type Story = typeof story extends fc.Arbitrary<infer Told> ? Told : never
export type Step = Story['steps'][number]
