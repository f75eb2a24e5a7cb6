import type { Exchange, RunningExchange } from '../../../src-main/core/exchange.ts'

/** An exchange that runs; everything has a default. */
export const runningExchange = (changes: Partial<RunningExchange> = {}): RunningExchange => ({
  id: 'req_1a2b',
  startedAt: Date.UTC(2026, 10, 21),
  method: 'POST',
  path: '/v1/chat/completions',
  client: 'codex_cli_rs/0.98.2 (linux)',
  keyName: 'default',
  requested: 'fast',
  route: { kind: 'alias', name: 'fast' },
  modelId: 'openai/gpt-5.4-mini',
  steps: [],
  clientDialect: 'chat',
  upstreamDialect: 'responses',
  action: 'translate',
  stream: true,
  attempts: [],
  losses: [],
  bytesIn: 120,
  ...changes,
})

/** One that was answered. */
export const loggedExchange = (changes: Partial<Exchange> = {}): Exchange => ({
  ...runningExchange(),
  durationMs: 3_200,
  outcome: 'completed',
  status: 200,
  bytesOut: 400,
  firstByteMs: 900,
  firstTokenMs: 2_400,
  usage: { input: 12_000, cacheRead: 6_000, output: 500 },
  stop: 'stop',
  ...changes,
})
