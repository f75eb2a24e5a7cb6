import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readErrorBody, type SaidError } from '../../src-main/core/error-body.ts'

const RAW = '{"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}'

test.each<[who: string, body: unknown, said: SaidError]>([
  [
    'OpenAI',
    { error: { message: 'No', type: 't', param: 'p', code: 'c' } },
    { message: 'No', type: 't', param: 'p', code: 'c' },
  ],
  [
    'Anthropic',
    { type: 'error', error: { type: 'api_error', message: 'No', details: { a: 1 } } },
    { message: 'No', type: 'api_error', details: { details: { a: 1 } } },
  ],
  [
    'OpenRouter, which names the provider behind it',
    { error: { message: 'Provider returned error', code: 529, metadata: { raw: RAW } } },
    { message: 'Provider returned error: Overloaded', status: 529 },
  ],
  ['xAI', { code: 'invalid', error: 'No such model' }, { message: 'No such model', code: 'invalid' }],
  ['Ollama', { error: 'no such model' }, { message: 'no such model' }],
  [
    'Gemini',
    [{ error: { code: 429, message: 'Quota', status: 'RESOURCE_EXHAUSTED' } }],
    { message: 'Quota', code: 'resource_exhausted', status: 429 },
  ],
  ['Mistral', { detail: 'Invalid key' }, { message: 'Invalid key' }],
  ['FastAPI', { detail: [{ loc: ['body', 'n'], msg: 'too many' }] }, { message: 'body.n: too many' }],
  ['a server that says it all in a detail', { detail: { message: 'No' } }, { message: 'No' }],
])('%s is understood', (_, body, said) => {
  expect(readErrorBody(JSON.stringify(body))).toEqual(said)
})

test('a page gives its words, and nothing gives nothing', () => {
  const page = '<html><head><style>b{}</style></head><body><h1>Bad gateway</h1></body></html>'
  expect(readErrorBody(page)).toEqual({ message: 'Bad gateway' })
  expect(readErrorBody('')).toEqual({ message: undefined })
})

test('whatever a body holds, something is read or nothing, and nothing is thrown', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), body => {
      const { message } = readErrorBody(body)
      expect(message === undefined || typeof message === 'string').toBe(true)
    }),
  )
})
