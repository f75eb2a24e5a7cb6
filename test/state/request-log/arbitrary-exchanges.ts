import fc from 'fast-check'
import { type Exchange, FEATURES } from '../../../src-main/core/exchange.ts'
import { FILTER_KEYS } from '../../../src-main/core/log/filter-keys.ts'
import { SPOKEN } from '../../../src-main/core/spoken.ts'

const TEXTS = [
  'gpt-5.4',
  'openai/GPT-5.4-mini',
  'lab/qwen3:8b',
  'Ünï cøde/1.0 (x)',
  '模型/文件',
  '100%_off\\path',
  'claude-cli/2.1 (external)',
  'a*b',
]
const text = fc.constantFrom(...TEXTS)
const milliseconds = fc.constantFrom(0, 1, 250, 2_000, 2_500, 60_000)
const tokens = fc.constantFrom(0, 1, 999, 10_000)
export const START = Date.UTC(2026, 10, 20)
/** What one may be without: absent, never `undefined`, as after JSON. */
const maybe = <T>(model: Record<string, fc.Arbitrary<T>>) => fc.record(model, { requiredKeys: [] })

/** Exchanges that have ended, from few values, so that filters from the same ones find something. */
export const arbitraryExchange: fc.Arbitrary<Omit<Exchange, 'id'>> = fc
  .tuple(
    fc.record({
      startedAt: fc.integer({ min: START, max: START + 20 }),
      durationMs: milliseconds,
      method: fc.constantFrom('POST', 'GET'),
      path: fc.constantFrom('/v1/messages', '/v1/models'),
      steps: fc.constant([]),
      stream: fc.boolean(),
      attempts: fc.constantFrom([], [
        { modelId: 'a/b', dialect: 'chat', action: 'pass', startedAt: 1, durationMs: 1, upstreamId: 'up_1' },
      ] as const),
      outcome: fc.constantFrom('completed', 'failed', 'broken', 'aborted'),
      status: fc.constantFrom(200, 404, 429, 499, 500),
      losses: fc.constantFrom([], [{ code: 'estimated', path: 'reply' }], [
        { code: 'estimated', path: 'a' },
        { code: 'citation_simplified', path: 'b' },
      ] as const),
      bytesIn: fc.constant(1),
      bytesOut: fc.constant(1),
    } as const),
    maybe({
      client: text,
      session: text,
      thread: text,
      replayOf: text,
      keyName: text,
      requested: text,
      modelId: text,
      stop: text,
      errorCode: text,
      errorMessage: text,
    }),
    maybe({ firstByteMs: milliseconds, firstTokenMs: milliseconds }),
    maybe({ clientDialect: fc.constantFrom(...SPOKEN), upstreamDialect: fc.constantFrom(...SPOKEN) }),
    maybe({ action: fc.constantFrom('pass', 'translate') }),
    maybe({
      route: fc.constantFrom(
        { kind: 'alias', name: 'fast' },
        { kind: 'pattern', name: 'gpt-*' },
        { kind: 'id' },
      ),
    }),
    maybe({ usage: maybe({ input: tokens, output: tokens }) }),
    maybe({ cost: fc.constantFrom({ usd: 0.05, source: 'list' }, { usd: 2, source: 'reply' }) }),
    maybe({ features: fc.subarray([...FEATURES]) }),
  )
  // Each part is one of the exchange's fields; together they are all of them.
  .map(parts => Object.assign({}, ...parts) as Omit<Exchange, 'id'>)

const number = fc
  .tuple(
    fc.constantFrom('', '>', '>=', '<', '<=', '='),
    fc.constantFrom('0', '1', '2', '250', '404', '2s', '10k', '0.05', '2..250', '4xx'),
  )
  .map(parts => parts.join(''))
const piece = text.chain(whole =>
  fc
    .tuple(fc.nat({ max: whole.length }), fc.nat({ max: whole.length }))
    .map(([one, other]) => whole.slice(Math.min(one, other), Math.max(one, other))),
)
const value = fc.oneof(
  piece,
  fc.tuple(piece, piece).map(([one, other]) => `${one}*${other}`),
  number,
  fc.constantFrom(
    '',
    'chat',
    'chat>',
    '>messages',
    'chat>responses',
    'pass',
    'failed',
    'aborted',
    'stream',
    'whole',
    'kept',
    'error',
    'replay',
    'tool',
    'image',
    'estimated',
    'simpl',
    'fast',
    'req_1',
    'up_1',
    '2026-11-20',
  ),
)
const word = fc
  .tuple(fc.constantFrom('', '', '-'), fc.constantFrom('', ...Object.keys(FILTER_KEYS)), value)
  .map(([minus, key, said]) => `${minus}${key && `${key}:`}"${said.replace(/["\\]/g, '\\$&')}"`)

export const arbitraryFilter = fc.array(word, { minLength: 1, maxLength: 3 }).map(words => words.join(' '))
