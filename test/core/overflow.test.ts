import { expect, test } from 'vitest'
import { isOverflow } from '../../src-main/core/overflow.ts'

test.each([
  'prompt is too long: 210000 tokens > 200000 maximum',
  "This model's maximum context length is 8192 tokens. However, your messages resulted in 9000 tokens.",
  'Your input exceeds the context window of this model. Please adjust your input and try again.',
  'input length and `max_tokens` exceed context limit: 190000 + 20000 > 200000',
  'The input token count (1200000) exceeds the maximum number of tokens allowed (1048576).',
  'Please reduce the length of the messages or completion.',
  'the request exceeds the available context size, try increasing it',
  'Input is too long for requested model.',
])('%s', message => {
  expect(isOverflow(message)).toBe(true)
})

test.each([
  'This request would exceed the rate limit of 40,000 input tokens per minute.',
  'Request too large for model on tokens per minute (TPM): Limit 6000, Requested 7000.',
  'The model `nope` does not exist.',
  'Too many requests',
])('is not: %s', message => {
  expect(isOverflow(message)).toBe(false)
})

test('the code alone says it', () => {
  expect(isOverflow('', 'context_length_exceeded')).toBe(true)
})
