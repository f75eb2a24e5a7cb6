import { describe, expect, test } from 'vitest'
import { messages } from '../../../../src-main/core/dialects/messages/index.ts'
import type { Failure } from '../../../../src-main/core/reply.ts'

const anthropic = (type: string, message: string) =>
  JSON.stringify({ type: 'error', error: { type, message } })
const failure = (rest: Partial<Failure>): Failure => ({
  status: 400,
  message: 'No.',
  origin: 'patchbay',
  ...rest,
})

describe('an error body is read', () => {
  test.each<[string, number, string, Partial<Failure>]>([
    [
      'Anthropic',
      529,
      anthropic('overloaded_error', 'Busy'),
      { message: 'Busy', code: 'server_is_overloaded' },
    ],
    [
      'Anthropic, too long',
      400,
      anthropic('invalid_request_error', 'prompt is too long: 2 tokens > 1 maximum'),
      { code: 'context_length_exceeded' },
    ],
    ['Anthropic, no such model', 404, anthropic('not_found_error', 'model: x'), { code: 'model_not_found' }],
    [
      'OpenAI',
      400,
      '{"error":{"message":"m","type":"invalid_request_error","param":"p","code":"c"}}',
      { message: 'm', param: 'p', code: 'c' },
    ],
    ['OpenRouter', 402, '{"error":{"message":"m","code":402}}', { message: 'm', status: 402 }],
    [
      'OpenRouter, the provider behind it',
      400,
      JSON.stringify({
        error: { message: 'Provider error', metadata: { raw: '{"error":{"message":"why"}}' } },
      }),
      { message: 'Provider error: why' },
    ],
    ['Gemini', 400, '[{"error":{"code":400,"message":"m","status":"INVALID_ARGUMENT"}}]', { message: 'm' }],
    ['Ollama', 500, '{"error":"no such thing"}', { message: 'no such thing' }],
    ['FastAPI', 422, '{"detail":[{"loc":["body","x"],"msg":"required"}]}', { message: 'body.x: required' }],
    ['Mistral', 401, '{"message":"Unauthorized"}', { message: 'Unauthorized' }],
    [
      'HTML',
      502,
      '<html><style>a{}</style><body><h1>Bad gateway</h1></body></html>',
      { message: 'Bad gateway' },
    ],
    ['nothing', 503, '', { message: 'The provider answered 503 without a reason.' }],
  ])('%s', (_shape, status, body, expected) => {
    expect(messages.readFailure(status, body)).toMatchObject({ status, origin: 'provider', ...expected })
  })
})

describe('a failure is written', () => {
  test.each<[Partial<Failure>, number, string]>([
    [{ status: 401 }, 401, 'authentication_error'],
    [{ status: 403 }, 403, 'permission_error'],
    [{ status: 404 }, 404, 'not_found_error'],
    [{ status: 413 }, 413, 'invalid_request_error'],
    [{ status: 429 }, 429, 'rate_limit_error'],
    [{ status: 502 }, 502, 'api_error'],
    [{ status: 504 }, 504, 'timeout_error'],
    [{ status: 503, origin: 'provider' }, 529, 'overloaded_error'],
    [{ status: 503, code: 'provider_key_missing' }, 503, 'api_error'],
    [{ status: 404, code: 'model_not_found' }, 400, 'invalid_request_error'],
    [{ status: 404, code: 'provider_not_configured' }, 400, 'invalid_request_error'],
    [{ status: 404, code: 'model_not_found', origin: 'provider' }, 404, 'not_found_error'],
  ])('%j', (rest, status, type) => {
    expect(messages.writeFailure(failure(rest))).toMatchObject({
      status,
      body: { type: 'error', error: { type } },
    })
  })

  test('with its code, its candidates and the request it belongs to', () => {
    const given = failure({ code: 'ambiguous_model', candidates: ['a/b'], param: 'model' })
    expect(messages.writeFailure(given, 'req_1').body).toEqual({
      type: 'error',
      error: {
        type: 'invalid_request_error',
        message: 'No.',
        code: 'ambiguous_model',
        param: 'model',
        candidates: ['a/b'],
      },
      request_id: 'req_1',
    })
  })

  test.each([
    [
      'prompt is too long: 210000 tokens > 200000 maximum',
      'prompt is too long: 210000 tokens > 200000 maximum',
    ],
    [
      "This model's maximum context length is 8192 tokens. However, your messages resulted in 10,000 tokens.",
      'prompt is too long: 10000 tokens > 8192 maximum',
    ],
    [
      'Your input exceeds the context window of this model.',
      'prompt is too long: Your input exceeds the context window of this model.',
    ],
    [
      'the request has 9000 tokens, above the limit of 4096',
      'prompt is too long: 9000 tokens > 4096 maximum',
    ],
  ])('an overflow in the words Claude Code looks for: %s', (message, expected) => {
    const given = failure({ code: 'context_length_exceeded', message })
    expect(messages.writeFailure(given).body.error).toMatchObject({ message: expected })
  })

  test('in a stream as one error event', () => {
    expect(messages.writeStreamFailure(failure({ status: 500 }))).toBe(
      'event: error\ndata: {"type":"error","error":{"type":"api_error","message":"No."}}\n\n',
    )
  })
})
