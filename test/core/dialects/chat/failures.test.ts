import { describe, expect, test } from 'vitest'
import { chat } from '../../../../src-main/core/dialects/chat/index.ts'
import { wrapProof } from '../../../../src-main/core/envelope.ts'
import { asArray, asObject } from '../../../../src-main/core/json.ts'
import { request, target } from './builders.ts'

describe('errors of providers', () => {
  test.each([
    [
      'OpenAI',
      400,
      { error: { message: 'No', type: 't', param: 'p', code: 'c' } },
      { message: 'No', type: 't', param: 'p', code: 'c' },
    ],
    [
      'OpenRouter',
      429,
      {
        error: {
          message: 'Provider returned error',
          code: 429,
          metadata: { raw: '{"error":{"message":"slow down"}}' },
        },
      },
      { message: 'Provider returned error: slow down' },
    ],
    ['Mistral', 401, { detail: 'Invalid API Key' }, { message: 'Invalid API Key' }],
    [
      'Mistral, bare',
      400,
      { object: 'error', message: 'Bad role', type: 'invalid_request_error' },
      { message: 'Bad role' },
    ],
    [
      'xAI',
      400,
      { code: 'Client specified an invalid argument', error: 'Model not found' },
      { message: 'Model not found' },
    ],
    [
      'Gemini',
      429,
      [{ error: { code: 429, message: 'Quota', status: 'RESOURCE_EXHAUSTED' } }],
      { message: 'Quota', code: 'resource_exhausted' },
    ],
    ['Ollama', 404, { error: 'model "x" not found' }, { message: 'model "x" not found' }],
    ['FastAPI', 422, { detail: [{ loc: ['body', 'n'], msg: 'too many' }] }, { message: 'body.n: too many' }],
    [
      'Groq',
      400,
      { error: { message: 'No call', code: 'tool_use_failed', failed_generation: 'x' } },
      { details: { failed_generation: 'x' } },
    ],
  ])('%s', (_name, status, body, expected) => {
    expect(chat.readFailure(status, JSON.stringify(body))).toMatchObject({
      status,
      origin: 'provider',
      ...expected,
    })
  })

  test('a page becomes its words, an empty body a sentence', () => {
    expect(chat.readFailure(502, '<html><style>a{}</style><h1>Bad\nGateway</h1></html>').message).toBe(
      'Bad Gateway',
    )
    expect(chat.readFailure(500, '').message).toMatch(/status 500/)
    expect(chat.readFailure(500, 'x'.repeat(9_999)).message.length).toBeLessThanOrEqual(500)
  })

  test.each([
    "This model's maximum context length is 10 tokens. However, you requested 12 tokens",
    'prompt is too long: 12 tokens > 10 maximum',
    'The input token count (12) exceeds the maximum number of tokens allowed (10).',
  ])('a conversation that does not fit is recognised: %s', message => {
    expect(chat.readFailure(400, JSON.stringify({ error: { message } }))).toMatchObject({
      code: 'context_length_exceeded',
      message,
    })
  })

  test('a failure is written as OpenAI would, and 529 as 503', () => {
    expect(chat.writeFailure({ status: 529, message: 'Busy', origin: 'provider' })).toEqual({
      status: 503,
      body: { error: { message: 'Busy', type: 'server_error', param: null, code: 'server_is_overloaded' } },
    })
  })
})

describe('envelopes in a body that is passed', () => {
  const item = { reasoning_details: [{ type: 'reasoning.text', text: 'x', signature: 's' }] }
  const body = (provider: string) => {
    const data = wrapProof({ dialect: 'chat', item }, { provider, family: 'm' })
    const detail = { type: 'reasoning.encrypted', data }
    return request({ messages: [{ role: 'assistant', content: 'x', reasoning_details: [detail] }] })
  }
  const firstMessage = (cleaned: { body: object }) => asObject(asArray(asObject(cleaned.body).messages)[0])

  test('are unwrapped for whom they were made', () => {
    expect(firstMessage(chat.cleanEnvelopes(body('lab'), target()))).toMatchObject(item)
  })

  test('are taken out for all others', () => {
    const cleaned = chat.cleanEnvelopes(body('other'), target())
    expect(firstMessage(cleaned)).toEqual({ role: 'assistant', content: 'x' })
    expect(cleaned.losses).toEqual([
      { code: 'reasoning_proof_dropped', path: 'messages[0].reasoning_details[0]' },
    ])
  })
})
