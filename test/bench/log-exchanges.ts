import type { Exchange, Feature } from '../../src-main/core/exchange.ts'
import type { Recorded } from '../../src-main/core/log/store.ts'

const MODELS = [
  'openai/gpt-5.4',
  'openai/gpt-5.4-mini',
  'anthropic/claude-sonnet-4-5',
  'anthropic/claude-opus-5-5',
  'openrouter/x-ai/grok-4',
  'lab/qwen3:8b',
]
const ALIASES = ['fast', 'smart', 'claude-*', 'grok']
const CLIENTS = [
  'claude-cli/2.1.4 (external, cli)',
  'codex_cli_rs/0.98.2',
  'cursor/2.3',
  'OpenAI/Python 2.9.0',
]
const DIALECTS = ['chat', 'responses', 'messages'] as const
const FEATURES: readonly Feature[] = ['tools', 'tool-call', 'reasoning', 'cache']
const ERRORS = [
  { status: 429, errorCode: 'rate_limit_exceeded', errorMessage: 'Rate limit reached for requests' },
  { status: 502, errorCode: 'provider_unreachable', errorMessage: 'The provider could not be reached' },
  {
    status: 400,
    errorCode: 'context_length_exceeded',
    errorMessage: 'This model takes at most 200000 tokens',
  },
]

/** The same row for the same number, with values that are spread and repeat as those of real tools do. */
export function benchExchange(number: number, startedAt: number): Exchange {
  const dice = (sides: number, salt: number): number =>
    ((Math.imul(number + 1, 2654435761) ^ Math.imul(salt, 40503)) >>> 0) % sides
  const pick = <T>(all: readonly [T, ...T[]] | readonly T[], salt: number): T =>
    all[dice(all.length, salt)] as T
  const modelId = pick(MODELS, 1)
  const from = pick(DIALECTS, 2)
  const to = dice(4, 3) === 0 ? pick(DIALECTS, 4) : from
  const error = dice(20, 5) === 0 ? pick(ERRORS, 6) : undefined
  const durationMs = 300 + dice(20_000, 7)
  const alias = dice(2, 8) === 0 ? pick(ALIASES, 9) : undefined
  const input = dice(60_000, 10)
  return {
    id: `req_${dice(0xffffffff, 11).toString(16).padStart(8, '0')}${number.toString(16).padStart(24, '0')}`,
    startedAt,
    durationMs,
    method: 'POST',
    path: { chat: '/v1/chat/completions', responses: '/v1/responses', messages: '/v1/messages' }[from],
    client: pick(CLIENTS, 12),
    session: `session_${Math.floor(number / 40).toString(36)}`,
    keyName: 'default',
    requested: alias ?? modelId,
    route: alias ? { kind: 'alias', name: alias } : { kind: 'id' },
    modelId,
    steps: [{ rule: alias ? 'alias' : 'id', outcome: 'match', detail: `${alias ?? modelId} is ${modelId}` }],
    clientDialect: from,
    upstreamDialect: to,
    action: from === to ? 'pass' : 'translate',
    stream: dice(3, 13) > 0,
    attempts: [
      {
        modelId,
        dialect: to,
        action: from === to ? 'pass' : 'translate',
        startedAt: startedAt + 2,
        durationMs: durationMs - 2,
        status: error?.status ?? 200,
      },
    ],
    outcome: error ? 'failed' : 'completed',
    status: error?.status ?? 200,
    ...error,
    losses: from === to ? [] : [{ code: 'option_dropped', path: 'seed' } as never],
    queueMs: 1,
    firstByteMs: 200 + dice(900, 14),
    ...(!error && { firstTokenMs: 250 + dice(1_500, 15) }),
    bytesIn: input * 4,
    bytesOut: 2_000,
    ...(!error && {
      usage: { input, cacheRead: Math.floor(input / 2), output: dice(3_000, 16) },
      cost: { usd: input * 2e-6, source: 'bundled' as const },
      stop: 'end_turn',
    }),
    features: FEATURES.filter((_, place) => dice(2, 20 + place) === 0),
  }
}

const WORDS =
  'the file function returns value error test path module reads writes when request stream token model'.split(
    ' ',
  )

/** A request and its reply of a few hundred words; now and then with a word that stands nowhere else. */
export function benchBodies(number: number): Recorded {
  const text = Array.from({ length: 250 }, (_, place) => {
    const word = Math.imul(number + place * 31, 2654435761) >>> 0
    return word % 3 === 0 ? `name${(word >>> 8) % 20_000}` : WORDS[word % WORDS.length]
  }).join(' ')
  const message = (value: unknown) => {
    const bytes = Buffer.from(JSON.stringify(value))
    return {
      headers: { 'content-type': 'application/json' },
      chunks: [{ at: 0, bytes }],
      size: bytes.length,
      truncated: false,
    }
  }
  const rare = number % 100_000 === 0 ? ' zanzibar' : ''
  return {
    recording: {
      'client-request': message({ messages: [{ role: 'user', content: text + rare }] }),
      'client-response': message({ content: [{ type: 'text', text: text.slice(0, 600) }] }),
    },
    secrets: [],
  }
}
