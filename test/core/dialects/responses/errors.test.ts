import { expect, test } from 'vitest'
import { responses } from '../../../../src-main/core/dialects/responses/index.ts'
import { wrapProof } from '../../../../src-main/core/envelope.ts'
import type { JsonObject } from '../../../../src-main/core/json.ts'
import { target, wireEvents } from './builders.ts'

test.each([
  [
    400,
    '{"error":{"message":"bad","type":"invalid_request_error","param":"x","code":"invalid_value"}}',
    { message: 'bad', param: 'x', code: 'invalid_value' },
  ],
  [
    400,
    '{"error":{"message":"This model\'s maximum context length is 10 tokens","code":null}}',
    { code: 'context_length_exceeded' },
  ],
  [
    400,
    '{"type":"error","error":{"type":"invalid_request_error","message":"prompt is too long: 3 tokens > 2 maximum"}}',
    { code: 'context_length_exceeded' },
  ],
  [
    400,
    '[{"error":{"code":400,"message":"no","status":"INVALID_ARGUMENT"}}]',
    { message: 'no', code: 'invalid_argument' },
  ],
  [403, '{"code":"forbidden","error":"no credits"}', { message: 'no credits', code: 'forbidden' }],
  [
    422,
    '{"detail":[{"loc":["body","input"],"msg":"field required"}]}',
    { message: 'body.input: field required' },
  ],
  [422, '{"object":"error","message":"no","type":"invalid"}', { message: 'no' }],
  [404, '{"detail":"Not Found"}', { message: 'Not Found' }],
  [
    502,
    '<html><head><style>b{}</style></head><body><h1>Bad gateway</h1></body></html>',
    { message: 'Bad gateway' },
  ],
  [500, '', { message: 'The provider gave no reason.' }],
  [500, 'null', { message: 'null' }],
])('status %i, body %s', (status, body, expected) => {
  expect(responses.readFailure(status, body)).toMatchObject({ status, origin: 'provider', ...expected })
})

test('a rate limit that speaks of tokens is no context overflow', () => {
  const body = '{"error":{"message":"Rate limit: too many tokens per minute","code":"rate_limit_exceeded"}}'
  expect(responses.readFailure(429, body).code).toBe('rate_limit_exceeded')
})

test('failures are written in OpenAI’s shape, Anthropic’s 529 as 503', () => {
  const failure = {
    status: 404,
    code: 'model_not_found',
    message: 'no',
    param: 'model',
    candidates: ['a'],
    origin: 'patchbay',
  } as const
  expect(responses.writeFailure(failure)).toEqual({
    status: 404,
    body: {
      error: {
        message: 'no',
        type: 'invalid_request_error',
        param: 'model',
        code: 'model_not_found',
        candidates: ['a'],
      },
    },
  })
  expect(responses.writeFailure({ status: 529, message: 'busy', origin: 'provider' })).toMatchObject({
    status: 503,
    body: { error: { type: 'server_error' } },
  })
})

test('a failure in a stream that is passed on is told to SDKs and to Codex', () => {
  const events = wireEvents(
    responses.writeStreamFailure({ status: 502, code: 'cut', message: 'gone', origin: 'provider' }),
  )
  expect(events).toMatchObject([
    { type: 'error', code: 'cut', message: 'gone' },
    { type: 'response.failed', response: { status: 'failed', error: { code: 'cut', message: 'gone' } } },
  ])
})

const item: JsonObject = { type: 'reasoning', id: 'rs_1', summary: [], encrypted_content: 'vendor' }
const wrapped = (provider: string, dialect: 'responses' | 'messages' = 'responses') => ({
  type: 'reasoning',
  summary: [],
  encrypted_content: wrapProof({ dialect, item }, { provider, family: 'lab' }),
})

test('a body that is passed on gets its own reasoning back, and that of others taken out', () => {
  const user = { role: 'user', content: 'hi' }
  const body = {
    model: 'm',
    input: [user, wrapped('lab'), wrapped('other'), wrapped('lab', 'messages'), item],
    tools: [],
  }
  expect(responses.cleanEnvelopes(body, target())).toEqual({
    body: { model: 'm', input: [user, item, item], tools: [] },
    losses: [
      { code: 'reasoning_dropped', path: 'input[2]' },
      { code: 'reasoning_dropped', path: 'input[3]' },
    ],
  })
})

test('a summary of ours is passed on as text, and a body without envelopes as it is', () => {
  const summary = {
    type: 'compaction',
    encrypted_content: wrapProof(
      { dialect: 'responses', item: { type: 'compaction', summary: 'x' } },
      target(),
    ),
  }
  expect(responses.cleanEnvelopes({ input: [summary] }, target())).toMatchObject({
    body: { input: [{ role: 'user' }] },
    losses: [],
  })
  const body = { input: [item] }
  expect(responses.cleanEnvelopes(body, target()).body).toBe(body)
})
