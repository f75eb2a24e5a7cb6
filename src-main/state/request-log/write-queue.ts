import { hasEnded } from '../../core/log/exchange-fields.ts'
import type { Logged, Recorded } from '../../core/log/store.ts'
import type { Fault, Item } from './operations.ts'
import { bytesIn, memoryOf, pack } from './pack.ts'

/** What waits to be written; the last word of an id counts. */
export interface WriteQueue {
  put(exchange: Logged, recorded?: Recorded): void
  /** Settles when what waits now was written, or could not be: one attempt. */
  flush(): Promise<void>
  /** What could not be written, and why. */
  problem(): string | undefined
  /** Nothing is taken or begun any more; what still waits is lost, which is said. */
  stop(): void
}

/** How much may wait. */
export interface QueueLimits {
  /** Milliseconds until what waits is written. */
  readonly delay: number
  /** Written at once beyond these. */
  readonly rows: number
  readonly bytes: number
  /** Not kept beyond these: bodies first, then exchanges. */
  readonly mostRows: number
  readonly mostBytes: number
}

export const QUEUE_LIMITS: QueueLimits = {
  delay: 250,
  rows: 500,
  bytes: 4 * 1024 * 1024,
  mostRows: 50_000,
  mostBytes: 64 * 1024 * 1024,
}

/** Milliseconds; doubled with each failure in a row. */
const FIRST_RETRY = 1_000
const LAST_RETRY = 30_000

interface Entry {
  readonly exchange: Logged
  readonly recorded?: Recorded
  readonly bytes: number
}

export function createWriteQueue(options: {
  readonly limits: QueueLimits
  readonly write: (items: readonly Item[], moved: readonly ArrayBuffer[]) => Promise<readonly Fault[]>
  readonly log: (line: string) => void
}): WriteQueue {
  const { limits, write, log } = options
  let waiting = new Map<string, Entry>()
  let bytes = 0
  let beingWritten: Promise<void> | undefined
  let timer: NodeJS.Timeout | undefined
  let failures = 0
  let fault: string | undefined
  let lostRows = 0
  let lostBodies = 0
  let isStopped = false

  const add = (entry: Entry): void => {
    const { id } = entry.exchange
    const before = waiting.get(id)
    if (!before && waiting.size >= limits.mostRows) {
      lose('rows')
      return
    }
    const recorded = entry.recorded ?? before?.recorded
    const size = entry.recorded ? entry.bytes : (before?.bytes ?? 0)
    bytes += size - (before?.bytes ?? 0)
    if (bytes > limits.mostBytes && recorded) {
      bytes -= size
      lose('bodies')
      waiting.set(id, { exchange: entry.exchange, bytes: 0 })
    } else waiting.set(id, { exchange: entry.exchange, recorded, bytes: size })
  }
  const lose = (what: 'rows' | 'bodies'): void => {
    if (lostRows + lostBodies === 0)
      log(
        `Requests come faster than they can be written to the log${fault ? ` (${fault})` : ''}: some are missing there.`,
      )
    if (what === 'rows') lostRows += 1
    else lostBodies += 1
  }
  const schedule = (delay: number): void => {
    if (isStopped) return
    timer ??= setTimeout(() => {
      timer = undefined
      void writeWaiting()
    }, delay).unref()
  }
  const writeWaiting = (): Promise<void> => {
    if (beingWritten || waiting.size === 0) return beingWritten ?? Promise.resolve()
    clearTimeout(timer)
    timer = undefined
    const batch = waiting
    waiting = new Map()
    bytes = 0
    const items = [...batch.values()].map(toItem)
    beingWritten = write(
      items,
      items.flatMap(({ packed }) => (packed ? memoryOf(packed) : [])),
    )
      .then(succeed, error => fail(error, batch))
      .finally(() => {
        beingWritten = undefined
        if (waiting.size > 0) schedule(retryDelay())
      })
    return beingWritten
  }
  const succeed = (faults: readonly Fault[]): void => {
    failures = 0
    fault = undefined
    for (const { lost, line } of faults) {
      if (lost === 'exchange') lostRows += 1
      else lostBodies += 1
      log(line)
    }
  }
  /** What could not be written waits again, behind nothing that came later. */
  const fail = (error: unknown, batch: ReadonlyMap<string, Entry>): void => {
    failures += 1
    const reason = error instanceof Error ? error.message : String(error)
    if (fault !== reason) log(`The request log cannot be written: ${reason}. It is tried again.`)
    fault = reason
    const later = waiting
    waiting = new Map()
    bytes = 0
    for (const entry of batch.values()) add(entry)
    for (const entry of later.values()) add(entry)
  }
  const retryDelay = (): number =>
    failures === 0 ? limits.delay : Math.min(LAST_RETRY, FIRST_RETRY * 2 ** (failures - 1))

  return {
    put(exchange, recorded) {
      if (isStopped) return
      const before = waiting.get(exchange.id)
      if (before && hasEnded(before.exchange) && !hasEnded(exchange)) return
      add({ exchange, recorded, bytes: recorded ? bytesIn(recorded.recording) : 0 })
      if (failures === 0 && (waiting.size > limits.rows || bytes > limits.bytes)) void writeWaiting()
      else schedule(retryDelay())
    },
    async flush() {
      if (beingWritten) await beingWritten
      await writeWaiting()
    },
    problem: () => problemOf({ fault, lostRows, lostBodies }),
    stop() {
      isStopped = true
      clearTimeout(timer)
      if (waiting.size > 0)
        log(
          `Requests that could not be written to the log before the end, and are missing there: ${waiting.size}.`,
        )
    },
  }
}

const toItem = ({ exchange, recorded }: Entry): Item => ({
  exchange,
  ...(recorded && { packed: pack(recorded) }),
})

function problemOf(state: {
  readonly fault: string | undefined
  readonly lostRows: number
  readonly lostBodies: number
}): string | undefined {
  const sentences: string[] = []
  if (state.fault) sentences.push(`The log cannot be written: ${state.fault}.`)
  if (state.lostRows > 0) sentences.push(`Requests missing from the log since the start: ${state.lostRows}.`)
  if (state.lostBodies > 0)
    sentences.push(`Bodies missing from the log since the start: ${state.lostBodies}.`)
  return sentences.length > 0 ? sentences.join(' ') : undefined
}
