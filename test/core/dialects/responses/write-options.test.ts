import { expect, test } from 'vitest'
import { conversation, OPENAI, target, told, write } from './builders.ts'

test('reasoning survives by itself: nothing is stored, and the encrypted form is asked for', () => {
  expect(write(conversation(), target(OPENAI))).toMatchObject({
    store: false,
    include: ['reasoning.encrypted_content'],
  })
  expect(write(conversation())).not.toHaveProperty('store')
})

test('an effort steps down to what the model takes', () => {
  const wish = (effort: string) =>
    write(conversation({ options: { reasoning: { effort } } }), target({ efforts: ['low', 'medium'] }))
      .reasoning
  expect([wish('max'), wish('medium'), wish('minimal')]).toEqual([
    { effort: 'medium' },
    { effort: 'medium' },
    { effort: 'low' },
  ])
  expect(told({ options: { reasoning: { effort: 'max' } } }, { efforts: ['low'] })).toEqual([
    'effort_adjusted;reasoning_effort',
  ])
  expect(told({ options: { reasoning: { effort: 'low' } } }, { efforts: [] })).toEqual([
    'unsupported_parameter;reasoning_effort',
  ])
})

test('a wish not to think is told where the model cannot keep it, and never switches thinking off by accident', () => {
  expect(told({ from: 'messages', options: { reasoning: { mode: 'disabled' } } })).toEqual([
    'unsupported_parameter;thinking',
  ])
  const wish = conversation({ options: { reasoning: { effort: 'low' } } })
  expect(write(wish, target({ efforts: ['none', 'high'] })).reasoning).toEqual({ effort: 'high' })
})

test('what Responses cannot say is told with the name that the client used', () => {
  const options = { stop: ['x'], seed: 1, logitBias: {}, frequencyPenalty: 1, topK: 3 }
  expect(told({ options }).sort()).toEqual(
    ['seed', 'logit_bias', 'frequency_penalty', 'top_k'].map(name => `unsupported_parameter;${name}`).sort(),
  )
  expect(told({ from: 'messages', options: { stop: ['x'], topK: 3 } })).toEqual([
    'unsupported_parameter;top_k',
  ])
})

test('the output limit is at least 16 and at most what the model has', () => {
  expect(write(conversation({ options: { maxOutputTokens: 1 } })).max_output_tokens).toBe(16)
  expect(
    write(conversation({ options: { maxOutputTokens: 128_000 } }), target({}, { maxOutputTokens: 4096 }))
      .max_output_tokens,
  ).toBe(4096)
})

test('a user id that is longer than OpenAI takes goes as a hash', () => {
  const body = write(
    conversation({ from: 'messages', options: { userId: `{"device":"${'x'.repeat(99)}"}` } }),
    target(OPENAI),
  )
  expect(body.safety_identifier).toMatch(/^[0-9a-f]{64}$/)
})
