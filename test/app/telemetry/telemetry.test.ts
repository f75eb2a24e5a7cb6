import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { followTelemetry } from '../../../src-main/app/telemetry/telemetry.ts'
import type { Exchange } from '../../../src-main/core/exchange.ts'
import { type Settings, settingsSchema } from '../../../src-main/core/routing/settings.ts'
import { createSecrets } from '../../../src-main/state/secrets.ts'

const opened: (() => unknown)[] = []
afterEach(async () => {
  for (const close of opened.splice(0).reverse()) await close()
})

interface Received {
  readonly path: string
  readonly headers: IncomingHttpHeaders
  readonly text: string
}

/** A collector that keeps what it is told; `status` is what it answers. */
async function collector(status = 200) {
  const received: Received[] = []
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', chunk => chunks.push(chunk))
    request.on('end', () => {
      received.push({
        path: request.url ?? '',
        headers: request.headers,
        text: Buffer.concat(chunks).toString('latin1'),
      })
      response.writeHead(status, { 'content-type': 'application/json' }).end('{}')
    })
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  opened.push(() => {
    server.closeAllConnections()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}`, received }
}

const exchange = (more: Partial<Exchange> = {}): Exchange => ({
  id: 'req_1',
  startedAt: 1_700_000_000_000,
  durationMs: 1_500,
  method: 'POST',
  path: '/v1/messages',
  client: 'claude-cli/2.1',
  requested: 'fast',
  route: { kind: 'alias', name: 'fast' },
  modelId: 'openai/gpt-5.4',
  steps: [],
  clientDialect: 'messages',
  upstreamDialect: 'responses',
  action: 'translate',
  stream: true,
  attempts: [
    {
      modelId: 'mistral/large',
      dialect: 'chat',
      action: 'translate',
      startedAt: 1_700_000_000_010,
      durationMs: 90,
      status: 503,
      errorCode: 'provider_unavailable',
    },
    {
      modelId: 'openai/gpt-5.4',
      dialect: 'responses',
      action: 'translate',
      startedAt: 1_700_000_000_100,
      durationMs: 200,
      status: 200,
    },
  ],
  outcome: 'completed',
  status: 200,
  losses: [{ code: 'content_dropped', path: 'top_k' }],
  firstByteMs: 300,
  bytesIn: 10,
  bytesOut: 20,
  usage: { input: 1200, output: 34, cacheRead: 1000 },
  cost: { usd: 0.0125, source: 'bundled' },
  stop: 'end_turn',
  ...more,
})

function follow(log: Settings['log'], environment: Record<string, string> = {}) {
  const lines: string[] = []
  const listeners = new Set<() => void>()
  let settings = settingsSchema.parse({ log })
  const telemetry = followTelemetry({
    settings: () => settings,
    onSettingsChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    secrets: createSecrets({ environment }),
    version: '1.2.3',
    log: line => lines.push(line),
    interval: 20,
  })
  opened.push(telemetry.stop)
  return {
    telemetry,
    lines,
    change(next: Settings['log']) {
      settings = settingsSchema.parse({ log: next })
      for (const listener of listeners) listener()
    },
  }
}

const logSettings = (otlp?: { endpoint: string; key?: string }): Settings['log'] =>
  settingsSchema.parse({ log: { otlp } }).log

test('an exchange becomes a server span, a client span for each attempt, and metrics, under the GenAI names', async () => {
  const { url, received } = await collector()
  const { telemetry } = follow(logSettings({ endpoint: url, key: 'env:COLLECTOR_KEY' }), {
    COLLECTOR_KEY: 'collector-key-1234',
  })
  telemetry.record(exchange())
  await telemetry.stop()

  const spans = received.find(({ path }) => path === '/v1/traces')
  const metrics = received.find(({ path }) => path === '/v1/metrics')
  expect(spans?.headers.authorization).toBe('Bearer collector-key-1234')
  for (const word of [
    'POST /v1/messages',
    'chat mistral/large',
    'chat openai/gpt-5.4',
    'gen_ai.usage.input_tokens',
    'gen_ai.provider.name',
    'mistral_ai',
    'content_dropped;top_k',
    'alias fast',
    'provider_unavailable',
  ]) {
    expect(spans?.text).toContain(word)
  }
  expect(metrics?.text).toContain('gen_ai.client.token.usage')
  expect(metrics?.text).toContain('gen_ai.client.operation.duration')
})

test('nothing is sent without an endpoint; one that is set later gets the next exchange, one that is taken out no more', async () => {
  const { url, received } = await collector()
  const { telemetry, change } = follow(logSettings())
  telemetry.record(exchange({ id: 'req_before' }))
  change(logSettings({ endpoint: url }))
  telemetry.record(exchange({ id: 'req_during' }))
  await expect.poll(() => received.some(({ text }) => text.includes('req_during'))).toBe(true)
  change(logSettings())
  telemetry.record(exchange({ id: 'req_after' }))
  await telemetry.stop()
  const all = received.map(({ text }) => text).join()
  expect(all).not.toContain('req_before')
  expect(all).not.toContain('req_after')
})

test('a collector that refuses is told of once in the log, and the exchanges go on', async () => {
  const { url, received } = await collector(400)
  const { telemetry, lines, change } = follow(logSettings({ endpoint: url }))
  telemetry.record(exchange({ id: 'req_one' }))
  await expect.poll(() => lines.length).toBe(1)
  const before = received.length
  telemetry.record(exchange({ id: 'req_two' }))
  await expect.poll(() => received.length).toBeGreaterThan(before)
  expect(telemetry.problem()).toBe(lines[0])
  change(logSettings({ endpoint: `${url}/other` }))
  expect(telemetry.problem()).toBeUndefined()
  await telemetry.stop()
  expect(lines).toEqual([expect.stringContaining(`The collector at ${url} did not take the spans`)])
})

test('a key that is missing is told of, and nothing is sent', async () => {
  const { url, received } = await collector()
  const { telemetry, lines } = follow(logSettings({ endpoint: url, key: 'env:NOT_SET' }))
  telemetry.record(exchange())
  await telemetry.stop()
  expect(lines).toEqual([expect.stringContaining('NOT_SET')])
  expect(telemetry.problem()).toBe(lines[0])
  expect(received).toEqual([])
})

test.each([
  ['http://127.0.0.1:4318/v1/traces', 'http://127.0.0.1:4318'],
  ['https://collector.example/otlp/v1/metrics/', 'https://collector.example/otlp'],
])('the address %s is refused with the one to write', (endpoint, base) => {
  const parsed = settingsSchema.safeParse({ log: { otlp: { endpoint } } })
  expect(parsed.error?.issues).toMatchObject([
    { path: ['log', 'otlp', 'endpoint'], message: expect.stringContaining(`write "${base}"`) },
  ])
})
