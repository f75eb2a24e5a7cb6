import type { Failure } from '../core/reply.ts'
import { refused } from './outcome.ts'

/** OpenAI's own limits of a connection: replies that are made at a time, and lanes with a name. */
const AT_ONCE = 16
const NAMED = 32
/** Requests that wait. Each may hold a whole conversation. */
const WAITING = 64

/** Runs tasks in lanes: those of one lane one after the other, those of different lanes at the same time. */
export interface Lanes {
  /** Gives the reason where there is no room for it. A task must not reject. */
  add(lane: string | undefined, task: () => Promise<void>): Failure | undefined
  /** Forgets what has not begun. */
  clear(): void
}

export function createLanes(): Lanes {
  const known = new Set<string>()
  const busy = new Set<string | undefined>()
  let waiting: { readonly lane: string | undefined; readonly task: () => Promise<void> }[] = []

  const startNext = (): void => {
    if (busy.size >= AT_ONCE) return
    const next = waiting.find(({ lane }) => !busy.has(lane))
    if (!next) return
    waiting = waiting.filter(each => each !== next)
    busy.add(next.lane)
    void next.task().finally(() => {
      busy.delete(next.lane)
      startNext()
    })
    startNext()
  }

  return {
    add(lane, task) {
      if (lane !== undefined && !known.has(lane) && known.size >= NAMED) return TOO_MANY_LANES.failure
      if (waiting.length >= WAITING) return TOO_MANY_WAIT.failure
      if (lane !== undefined) known.add(lane)
      waiting.push({ lane, task })
      startNext()
      return undefined
    },
    clear() {
      waiting = []
    },
  }
}

const TOO_MANY_LANES = refused(
  400,
  'websocket_stream_limit_reached',
  `This connection has ${NAMED} lanes, the most there may be. Use one of them again, or open another connection.`,
  { type: 'invalid_request_error', param: 'stream_id' },
)

const TOO_MANY_WAIT = refused(
  429,
  'websocket_queue_full',
  `${WAITING} requests wait on this connection already. Wait for a reply to end, or open another connection.`,
  { type: 'rate_limit_error' },
)
