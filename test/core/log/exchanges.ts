import type { Exchange } from '../../../src-main/core/exchange.ts'

/** An exchange that went well. */
export const exchange = (rest: Partial<Exchange> = {}): Exchange => ({
  id: 'req_1',
  startedAt: Date.UTC(2026, 10, 21, 5),
  durationMs: 1_200,
  method: 'POST',
  path: '/v1/chat/completions',
  client: 'codex/1.0',
  requested: 'fast',
  route: { kind: 'alias', name: 'fast' },
  modelId: 'lab/qwen3',
  steps: [{ rule: 'alias', outcome: 'match', detail: 'fast is lab/qwen3.' }],
  clientDialect: 'chat',
  upstreamDialect: 'messages',
  action: 'translate',
  stream: false,
  attempts: [
    {
      modelId: 'lab/qwen3',
      dialect: 'messages',
      action: 'translate',
      startedAt: Date.UTC(2026, 10, 21, 5) + 10,
      durationMs: 1_000,
      connectMs: 20,
      headMs: 380,
      status: 200,
    },
  ],
  outcome: 'completed',
  status: 200,
  losses: [],
  firstByteMs: 400,
  bytesIn: 100,
  bytesOut: 200,
  usage: { input: 10, output: 5 },
  ...rest,
})
