import type { LogDetail } from '../../control/contract/log.ts'
import { type Recording, SIDES, type Side } from '../../core/log/recording.ts'
import type { StoredMessages } from '../../core/log/store.ts'
import type { ExchangeLog } from './exchange-log.ts'
import type { HeldRequest } from './replay-body.ts'

/** The messages of an exchange as they are still held: raw in memory, else as text without credentials on disk. */
export interface HeldMessages {
  /** As it was on the wire; of one that runs, what has come so far. Never leaves the process as it is. */
  recording(id: string): Recording | undefined
  sides(id: string): Promise<Pick<LogDetail, 'sides' | 'held'>>
  request(id: string): Promise<HeldRequest | undefined>
}

export function heldMessages({
  live,
  bodies,
  store,
}: Pick<ExchangeLog, 'live' | 'bodies' | 'store'>): HeldMessages {
  const recording = (id: string): Recording | undefined => live.running(id)?.recording() ?? bodies.get(id)
  return {
    recording,
    async sides(id) {
      const inMemory = sidesOf(recording(id))
      if (inMemory.length > 0) return { sides: inMemory, held: 'memory' }
      const onDisk = sidesOf(await store.messages(id))
      return { sides: onDisk, held: onDisk.length > 0 ? 'disk' : 'nowhere' }
    },
    async request(id) {
      const raw = recording(id)?.['client-request']
      if (raw) return { held: 'memory', message: raw }
      const message = (await store.messages(id))['client-request']
      return message && { held: 'disk', message }
    },
  }
}

const sidesOf = (messages: Recording | StoredMessages = {}): readonly Side[] =>
  SIDES.filter(side => messages[side])
