import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Dialect } from '../core/conversation.ts'
import type { LocalKey } from './local-key.ts'

/** Carries a ticket. It is taken out at the door: nobody behind it sees one. */
export const REPLAY_HEADER = 'x-patchbay-replay'

/** A request that the app itself sends again. */
export interface Replay {
  /** The exchange that it repeats. */
  readonly replayOf: string
  /** The dialect to call the model with, whatever its mode and the settings. */
  readonly mode?: Dialect
  /** In whose name it comes in; undefined where no key was shown. */
  readonly key: LocalKey | undefined
}

/** Lets the app's own requests in without a local key. */
export interface ReplayTickets {
  /** The value of the header, good for one request; `onBegin` hears its id as soon as it has come in. */
  issue(replay: Replay, onBegin: (id: string) => void): string
  /** Takes back a ticket that was never shown. */
  withdraw(ticket: string): void
  /** What a ticket was issued for; undefined for what is none, or none any more. */
  redeem(ticket: string, id: string): Replay | undefined
}

/** Tickets are random, of this process, and never written down; they are compared in constant time. */
export function createReplayTickets(): ReplayTickets {
  const issued = new Map<string, { hash: Buffer; replay: Replay; onBegin: (id: string) => void }>()
  return {
    issue(replay, onBegin) {
      const ticket = randomBytes(32).toString('base64url')
      issued.set(ticket, { hash: hashOf(ticket), replay, onBegin })
      return ticket
    },
    withdraw: ticket => void issued.delete(ticket),
    redeem(shown, id) {
      const hash = hashOf(shown)
      for (const [ticket, one] of issued) {
        if (!timingSafeEqual(hash, one.hash)) continue
        issued.delete(ticket)
        one.onBegin(id)
        return one.replay
      }
      return undefined
    },
  }
}

const hashOf = (text: string): Buffer => createHash('sha256').update(text).digest()
