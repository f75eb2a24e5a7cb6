import type { LogSource } from '../../control/parts.ts'
import type { BodyPolicy, Exchange } from '../../core/exchange.ts'
import { createListeners } from '../../core/listeners.ts'
import type { Recording } from '../../core/log/recording.ts'
import type { ExchangeStore, Logged, Recorded } from '../../core/log/store.ts'
import type { ExchangeSink } from '../../proxy/parts.ts'
import { type BodyRing, createBodyRing } from './body-ring.ts'
import { hideInExchange } from './hide-in-exchange.ts'
import type { KnownSecrets } from './known-secrets.ts'
import { createLiveExchanges, type LiveExchanges } from './live-exchanges.ts'
import { createNameHits, type NameHits } from './name-hits.ts'
import { createSlices } from './slices.ts'
import { storeOrMemory } from './store-or-memory.ts'

type Listener = Parameters<LogSource['onChange']>[0]

/** Where every exchange comes to, and what is known of it until the store is asked. */
export interface ExchangeLog extends ExchangeSink, Pick<NameHits, 'recentNames' | 'hits' | 'adopt'> {
  readonly live: LiveExchanges
  readonly bodies: BodyRing
  readonly store: ExchangeStore
  readonly secrets: KnownSecrets
  onChange: LogSource['onChange']
  /** Calls with each exchange when all is known of it, cost included. */
  onSettled(listener: (exchange: Exchange) => void): () => void
  /** Tells listeners of a change that was made in the store. */
  tell: Listener
  /** Hands everything to the store and closes it. */
  close(): Promise<void>
}

/** Adds what is found out after the end, in steps: it may be put down between two of them. */
export type Finish = (exchange: Exchange, recording: Recording | undefined) => Generator<void, Exchange>

const MEMORY = 128 * 1024 * 1024
const AT_HAND = 500
/** Milliseconds: a process that is killed leaves a trace of what ran for longer, and of how long it ran. */
const SAVE_EVERY = 250

/** Joins what the proxy tells, the memory of bodies and the store. */
export function createExchangeLog(parts: {
  readonly store: ExchangeStore
  /** In force from the next request on. */
  readonly policy: () => BodyPolicy
  readonly secrets: KnownSecrets
  readonly finish: Finish
  /** Whether a provider lists this model, `provider/upstreamId`. */
  readonly isListed: (modelId: string) => boolean
  readonly onError: (error: unknown) => void
}): ExchangeLog {
  const { policy, secrets, finish, isListed, onError } = parts
  const live = createLiveExchanges(AT_HAND)
  const store = storeOrMemory(parts.store, live, onError)
  const bodies = createBodyRing(MEMORY)
  const names = createNameHits()
  const slices = createSlices(onError)
  const { add: onChange, tell } = createListeners<Parameters<Listener>>()
  const { add: onSettled, tell: tellSettled } = createListeners<[Exchange]>()
  const policies = new Map<string, BodyPolicy>()
  let saving: NodeJS.Timeout | undefined

  const withoutSecrets = <T extends Logged>(logged: T): T => hideInExchange(logged, secrets.all(), isListed)
  /** What the settings said when it began: they may have changed since. */
  const policyOf = (id: string): BodyPolicy => policies.get(id) ?? policy()
  const saveRunning = (): void => {
    const running = live.allRunning()
    for (const handle of running) store.put(handle.read())
    saving = running.length === 0 ? undefined : saveSoon()
  }
  const saveSoon = () => setTimeout(saveRunning, SAVE_EVERY).unref()
  const settle = function* (exchange: Exchange, recording: Recording | undefined) {
    let whole = exchange
    try {
      whole = yield* finish(exchange, recording)
    } finally {
      const recorded: Recorded | undefined =
        recording && exchange.bodies === 'disk' ? { recording, secrets: secrets.all() } : undefined
      store.put(whole, recorded)
      live.settle(whole)
      tell([whole.id])
      tellSettled(whole)
    }
  }

  return {
    live,
    bodies,
    store,
    secrets,
    recentNames: names.recentNames,
    adopt: names.adopt,
    hits: names.hits,
    tell,
    onChange,
    onSettled,
    progress(id, handle) {
      const read = () => ({ ...withoutSecrets(handle.read()), bodies: policyOf(id) })
      if (live.begin(id, { ...handle, read })) policies.set(id, policy())
      saving ??= saveSoon()
      tell([id])
    },
    end(given, recording) {
      const exchange = { ...withoutSecrets(given), bodies: policyOf(given.id) }
      policies.delete(exchange.id)
      live.end(exchange)
      names.count(exchange)
      if (recording) bodies.keep(exchange.id, recording)
      tell([exchange.id])
      slices.add(settle(exchange, recording))
    },
    async close() {
      clearTimeout(saving)
      slices.finish()
      await store.close()
    },
  }
}
