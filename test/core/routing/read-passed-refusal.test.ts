import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../../../src-main/core/json.ts'
import { readPassedRefusal } from '../../../src-main/core/routing/read-passed-refusal.ts'
import type { Quirks } from '../../../src-main/core/target.ts'
import { modelOf } from '../../support/translating.ts'

const learned = (sent: JsonObject, message: string, code?: string, quirks?: Partial<Quirks>) =>
  readPassedRefusal({
    said: { status: 400, message, code, origin: 'provider' },
    sent,
    target: modelOf('chat', quirks),
  })?.quirks

const TOP_K = "Unsupported parameter: 'top_k' is not supported with this model."

describe('a refusal of what a client wrote', () => {
  it.each<[string, JsonObject, string, string | undefined, Partial<Quirks>]>([
    [
      'a limit of another name',
      { max_tokens: 9 },
      "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.",
      'unsupported_parameter',
      { maxTokensField: 'max_completion_tokens' },
    ],
    [
      'a field by its code',
      { seed: 1 },
      'Unknown parameter: seed',
      'unknown_parameter',
      { refusedFields: ['seed'] },
    ],
    [
      'a field by words',
      { top_p: 1 },
      '`top_p` is deprecated for this model.',
      undefined,
      { sampling: false, refusedFields: [] },
    ],
    [
      'a field that is extra',
      { seed: 1 },
      'seed: Extra inputs are not permitted',
      undefined,
      { refusedFields: ['seed'] },
    ],
  ])('teaches %s', (_, sent, message, code, quirks) => {
    expect(learned(sent, message, code)).toEqual(quirks)
  })

  it.each<[string, JsonObject, string, string | undefined]>([
    ['a value', { reasoning_effort: 'banana' }, "reasoning_effort: 'banana' is not supported", undefined],
    [
      'a value by its code',
      { temperature: 0.5 },
      "'temperature' does not support 0.5 with this model.",
      'unsupported_value',
    ],
    [
      'two fields at once',
      { temperature: 1, top_p: 1 },
      '`temperature` and `top_p` cannot both be specified for this model.',
      undefined,
    ],
    ['a mistaken name', { temprature: 1 }, 'Unknown parameter: temprature', 'unknown_parameter'],
    ['a field that was not sent', {}, TOP_K, 'unsupported_parameter'],
  ])('teaches nothing of %s', (_, sent, message, code) => {
    expect(learned(sent, message, code)).toBeUndefined()
  })

  it('teaches what is not known yet, and nothing again', () => {
    expect(learned({ top_k: 1 }, TOP_K, 'unsupported_parameter', { topK: true })).toEqual({ topK: false })
    expect(learned({ top_k: 1 }, TOP_K, 'unsupported_parameter', { topK: false })).toBeUndefined()
  })
})
