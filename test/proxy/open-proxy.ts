import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import type { Exchange } from '../../src-main/core/exchange.ts'
import type { JsonObject } from '../../src-main/core/json.ts'
import type { Recording } from '../../src-main/core/log/recording.ts'
import type { Catalogs, Finding } from '../../src-main/core/routing/catalog.ts'
import { buildDirectory } from '../../src-main/core/routing/directory.ts'
import { settingsSchema } from '../../src-main/core/routing/settings.ts'
import type { ProxyParts, RunningHandle } from '../../src-main/proxy/parts.ts'
import { createProxy } from '../../src-main/proxy/server.ts'
import { openResponseStore } from '../../src-main/state/response-store.ts'
import { configureProviders } from '../../src-main/upstream/providers/index.ts'
import { createSender } from '../../src-main/upstream/send.ts'
import { temporaryHome } from '../state/temporary-home.ts'
import { stopLater } from '../support/lifetime.ts'

/** A proxy on a real socket, with what it told the rest of the app. */
export interface OpenProxy {
  readonly url: string
  readonly port: number
  readonly localKey: string | undefined
  readonly exchanges: readonly Exchange[]
  readonly learned: readonly { readonly modelId: string; readonly finding: Finding }[]
  readonly errors: readonly unknown[]
  /** The requests that run, by id. */
  readonly running: ReadonlyMap<string, RunningHandle>
  /** What was recorded of those that have ended, by id. */
  readonly recordings: ReadonlyMap<string, Recording>
  /** The next exchange that ends. */
  exchange(): Promise<Exchange>
  stop(): Promise<void>
}

export const LOCAL_KEY = 'pb-local-key'
/** A key that may only use the provider `lab`. */
export const LAB_KEY = 'pb-lab-key'

/** Starts the proxy alone: real routing and sending, settings as given, keys of providers by provider id. */
export async function openProxy(
  settings: JsonObject,
  more: {
    readonly parts?: Partial<ProxyParts>
    readonly keys?: Readonly<Record<string, string>>
    readonly catalogs?: Catalogs
  } = {},
): Promise<OpenProxy> {
  const parsed = settingsSchema.parse(settings)
  const { providers } = configureProviders(parsed)
  const catalogs = more.catalogs ?? {}
  const findings: Record<string, Finding> = {}
  const exchanges: Exchange[] = []
  const waiting: ((exchange: Exchange) => void)[] = []
  const learned: { modelId: string; finding: Finding }[] = []
  const errors: unknown[] = []
  const handles = new Map<string, RunningHandle>()
  const recordings = new Map<string, Recording>()
  const sender = createSender({ environment: {} })
  const responses = openResponseStore({ home: temporaryHome(), log: line => errors.push(line) })
  let ids = 0
  const parts: ProxyParts = {
    settings: () => parsed,
    directory: () => buildDirectory({ settings: parsed, providers, catalogs, findings, now: Date.now() }),
    catalogs: () => catalogs,
    send: sender.send,
    credential: async ({ id }) => ({ ok: true, value: more.keys?.[id] }),
    refreshOnMiss: async () => false,
    learn(modelId, finding) {
      learned.push({ modelId, finding })
      findings[modelId] = finding
    },
    responses,
    checkKey: token =>
      token === LOCAL_KEY
        ? { name: 'all' }
        : token === LAB_KEY
          ? { name: 'lab only', providers: ['lab'] }
          : undefined,
    health: () => ({}),
    pageUrl: () => 'http://127.0.0.1:4225',
    paused: () => false,
    log: {
      progress: (id, running) => void handles.set(id, running),
      end(exchange, recording) {
        handles.delete(exchange.id)
        exchanges.push(exchange)
        if (recording) recordings.set(exchange.id, recording)
        waiting.shift()?.(exchange)
      },
    },
    bodies: () => 'memory',
    onError: error => errors.push(error),
    clock: { now: Date.now },
    newId: prefix => `${prefix}${++ids}`,
    ...more.parts,
  }
  const { server, stop } = createProxy(parts)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  stopLater(async () => {
    await stop()
    await sender.close()
    responses.close()
  })
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    localKey: parsed.requireKey ? LOCAL_KEY : undefined,
    exchanges,
    learned,
    errors,
    running: handles,
    recordings,
    exchange: () => new Promise(resolve => waiting.push(resolve)),
    stop,
  }
}

/** Settings with one provider `lab` at this address, which no key guards. */
export const lab = (
  { baseUrl }: { baseUrl: string },
  endpoints: readonly string[] = ['chat', 'responses', 'messages'],
  more: JsonObject = {},
): JsonObject => ({
  requireKey: false,
  providers: { lab: { baseUrl, endpoints: [...endpoints], key: 'none' } },
  aliases: { mine: 'lab/org/real' },
  ...more,
})
