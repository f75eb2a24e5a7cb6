import type { Exchange } from '../../core/exchange.ts'
import type { Logged } from '../../core/log/store.ts'
import type { RunningHandle } from '../../proxy/parts.ts'

/** The exchanges of this moment: those that run, those whose end is not in the store yet, and the last that ended. */
export interface LiveExchanges {
  /** True where it is a new one. */
  begin(id: string, handle: RunningHandle): boolean
  end(exchange: Exchange): void
  /** The store has its last word: from now on it answers for it. */
  settle(exchange: Exchange): void
  running(id: string): RunningHandle | undefined
  allRunning(): readonly RunningHandle[]
  /** Those for which the store does not answer yet. */
  unsettled(): readonly Logged[]
  isUnsettled(id: string): boolean
  get(id: string): Logged | undefined
  /** The last to end first. */
  ended(most: number): readonly Exchange[]
  /** Forgets what has ended; what runs stays. */
  forget(ids: Iterable<string>): void
  settledIds(): readonly string[]
}

/** Keeps the last `capacity` ended ones at hand. */
export function createLiveExchanges(capacity: number): LiveExchanges {
  const running = new Map<string, RunningHandle>()
  const ending = new Map<string, Exchange>()
  const recent = new Map<string, Exchange>()

  return {
    begin(id, handle) {
      const isNew = !running.has(id)
      running.set(id, handle)
      return isNew
    },
    end(exchange) {
      running.delete(exchange.id)
      ending.set(exchange.id, exchange)
    },
    settle(exchange) {
      ending.delete(exchange.id)
      recent.set(exchange.id, exchange)
      const [oldest] = recent.keys()
      if (recent.size > capacity && oldest !== undefined) recent.delete(oldest)
    },
    running: id => running.get(id),
    allRunning: () => [...running.values()],
    unsettled: () => [...[...running.values()].map(handle => handle.read()), ...ending.values()],
    isUnsettled: id => running.has(id) || ending.has(id),
    get: id => running.get(id)?.read() ?? ending.get(id) ?? recent.get(id),
    ended: most => [...recent.values(), ...ending.values()].sort(lastToEnd).slice(0, most),
    forget(ids) {
      for (const id of ids) {
        ending.delete(id)
        recent.delete(id)
      }
    },
    settledIds: () => [...recent.keys()],
  }
}

const lastToEnd = (one: Exchange, other: Exchange): number => endOf(other) - endOf(one)
const endOf = ({ startedAt, durationMs }: Exchange): number => startedAt + durationMs
