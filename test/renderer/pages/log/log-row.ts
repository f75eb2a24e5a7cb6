import type { LogRow } from '../../../../src-main/control/contract/log.ts'

/** A row that ended well; tests say what is different. */
export const logRow = (fields: Partial<LogRow> = {}): LogRow => ({
  id: 'req_1',
  startedAt: 1_790_000_000_000,
  method: 'POST',
  path: '/v1/chat/completions',
  client: 'codex_cli_rs/0.98.0 (Linux)',
  keyName: 'default',
  requested: 'fast',
  route: { kind: 'alias', name: 'fast' },
  modelId: 'openai/gpt-5.4-mini',
  clientDialect: 'chat',
  upstreamDialect: 'responses',
  action: 'translate',
  stream: true,
  outcome: 'completed',
  status: 200,
  durationMs: 3200,
  firstByteMs: 2400,
  usage: { input: 12_000, cacheRead: 9000, output: 300 },
  attempts: 1,
  losses: 0,
  kept: false,
  ...fields,
})
