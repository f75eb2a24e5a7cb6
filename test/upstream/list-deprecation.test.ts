import { expect, test } from 'vitest'
import type { JsonObject } from '../../src-main/core/json.ts'
import { readDeprecation } from '../../src-main/upstream/list-deprecation.ts'

const END = Date.parse('2027-02-15T00:00:00Z') / 1000

test.each<[string, JsonObject, unknown]>([
  ['OpenAI', { shutdown_date: '2027-02-15' }, { endsAt: END }],
  ['OpenRouter', { expiration_date: '2027-02-15' }, { endsAt: END }],
  [
    'Anthropic',
    {
      lifecycle: 'deprecated',
      deprecated_at: '2026-08-01T00:00:00Z',
      retires_at: '2027-02-15T00:00:00Z',
    },
    { endsAt: END },
  ],
  ['Anthropic before there is a day', { lifecycle: 'deprecated', retires_at: null }, {}],
  [
    'Mistral',
    { deprecation: '2027-02-15T00:00:00Z', deprecation_replacement_model: 'mistral-small-latest' },
    { endsAt: END, replacement: 'mistral-small-latest' },
  ],
  ['Azure', { lifecycle_status: 'generally-available', deprecation: { inference: END } }, { endsAt: END }],
  ['a list with a flag', { deprecated: true }, {}],
])('reads the end of a model at %s', (_, entry, expected) => {
  expect(readDeprecation(entry)).toEqual(expected)
})

test.each<JsonObject>([
  {},
  { shutdown_date: null, retires_at: null, lifecycle: 'active', deprecated_at: null },
  { deprecation: null, deprecation_replacement_model: null },
  { deprecated: false, expiration_date: '', status: 'ready' },
  { deprecation: 'soon', deprecated: 'no' },
])('says nothing of a model that stays: %j', entry => {
  expect(readDeprecation(entry)).toBeUndefined()
})
