import { hasEnded } from '../../core/log/exchange-fields.ts'
import type { ExchangeStore, StoreFacts } from '../../core/log/store.ts'
import { isBrokenCode } from '../sqlite-faults.ts'
import type { ReaderOperations, WriterOperations } from './operations.ts'
import { type Answer, linkWorker, WorkerFailure } from './worker-link.ts'
import { createWriteQueue, QUEUE_LIMITS, type QueueLimits } from './write-queue.ts'

const DAY = 86_400_000
/** Milliseconds between two looks at what is too old or too much. */
const PRUNE_EVERY = 60_000

/**
 * The log in an SQLite file, written by one thread and read by another; both start when they are first needed. A file that
 * is broken, or that a newer version wrote, is set aside and begun anew. Reads reject when the file cannot be read.
 */
export function openExchangeStore(options: {
  readonly file: string
  /** How long exchanges stay, and how large the file may be; asked anew each minute. */
  readonly keepDays: () => number
  readonly maxMegabytes: () => number
  readonly log: (line: string) => void
  /** Milliseconds since the epoch. */
  readonly now: () => number
  readonly limits?: QueueLimits
  /** Milliseconds. */
  readonly pruneEvery?: number
}): ExchangeStore {
  const { file, keepDays, maxMegabytes, log, now, limits = QUEUE_LIMITS, pruneEvery = PRUNE_EVERY } = options
  const reader = linkWorker<ReaderOperations>({ task: { role: 'read', file }, onRenewed: log })
  const writer = linkWorker<WriterOperations>({
    task: { role: 'write', file },
    onRenewed(line) {
      log(line)
      // It holds the file that was moved.
      void reader.close().catch(() => {})
    },
  })
  const queue = createWriteQueue({
    limits,
    write: (items, moved) => writer.call('write', [items], moved),
    log,
  })
  let pruning: NodeJS.Timeout | undefined
  let isOpen = false
  let isClosed = false

  const prune = async (): Promise<void> => {
    const bounds = { before: now() - keepDays() * DAY, bytes: maxMegabytes() * 1_000_000 }
    try {
      await writer.call('prune', [bounds])
    } catch (error) {
      log(`The request log could not be pruned: ${messageOf(error)}.`)
    }
    pruning = undefined
    prunesLater()
  }
  const prunesLater = (): void => {
    if (!isClosed) pruning ??= setTimeout(() => void prune(), pruneEvery).unref()
  }
  const open = async (): Promise<void> => {
    prunesLater()
    if (isOpen) return
    await writer.call('open', [])
    isOpen = true
  }
  /** What was queued is there before anything else is done. */
  const written = async (): Promise<void> => {
    await queue.flush()
    await open()
  }
  const read = async <K extends keyof ReaderOperations>(
    name: K,
    given: Parameters<ReaderOperations[K]>,
  ): Promise<Answer<ReaderOperations, K>> => {
    await written()
    try {
      return await reader.call(name, given)
    } catch (error) {
      if (!(error instanceof WorkerFailure) || !isBrokenCode(error.code)) throw error
      await writer.call('setAside', [error.message])
      return reader.call(name, given)
    }
  }
  const change = async <K extends keyof WriterOperations>(
    name: K,
    given: Parameters<WriterOperations[K]>,
  ): Promise<Answer<WriterOperations, K>> => {
    await written()
    return writer.call(name, given)
  }

  return {
    put(exchange, recorded) {
      const seenMs = now() - exchange.startedAt
      queue.put(hasEnded(exchange) ? exchange : { ...exchange, seenMs }, recorded)
      prunesLater()
    },
    find: query => read('find', [query]),
    count: query => read('count', [query]),
    get: id => read('get', [id]),
    messages: id => read('messages', [id]),
    isKept: ids => read('isKept', [ids]),
    usage: query => read('usage', [query]),
    async facts() {
      const problem = () => {
        const said = queue.problem()
        return said ? { problem: said } : {}
      }
      try {
        return { ...(await read('facts', [])), ...problem() }
      } catch (error) {
        return { ...NOTHING, problem: `The log cannot be read: ${messageOf(error)}.`, ...problem() }
      }
    },
    keep: (id, kept) => change('keep', [id, kept]),
    remove: ids => change('remove', [ids]),
    purge: what => change('purge', [what]),
    flush: queue.flush,
    async close() {
      await queue.flush()
      queue.stop()
      isClosed = true
      clearTimeout(pruning)
      await Promise.all([reader.close(), writer.close()])
    },
  }
}

const NOTHING: StoreFacts = { exchanges: 0, bytes: 0 }

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))
