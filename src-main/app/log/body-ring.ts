import { type Recording, SIDES } from '../../core/log/recording.ts'

/** What was recorded of the newest exchanges, in memory: the oldest goes when there is no room for more. */
export interface BodyRing {
  keep(id: string, recording: Recording): void
  get(id: string): Recording | undefined
  remove(ids: Iterable<string>): void
  ids(): readonly string[]
  /** Bytes that are held. */
  bytes(): number
}

/** Holds about `limit` bytes, and always the newest recording, however large it is. */
export function createBodyRing(limit: number): BodyRing {
  const held = new Map<string, { readonly recording: Recording; readonly bytes: number }>()
  let total = 0
  const remove = (id: string): void => {
    total -= held.get(id)?.bytes ?? 0
    held.delete(id)
  }
  return {
    keep(id, recording) {
      remove(id)
      const bytes = bytesOf(recording)
      held.set(id, { recording, bytes })
      total += bytes
      for (const oldest of held.keys()) {
        if (total <= limit || oldest === id) break
        remove(oldest)
      }
    },
    get: id => held.get(id)?.recording,
    remove(ids) {
      for (const id of ids) remove(id)
    },
    ids: () => [...held.keys()],
    bytes: () => total,
  }
}

/** A chunk's object, its time and its place in a list. */
const PER_CHUNK = 150
const PER_RECORDING = 2_000

/** The request that is passed on is made of pieces of the one that came: memory that is shared counts once. */
function bytesOf(recording: Recording): number {
  const buffers = new Map<ArrayBufferLike, number>()
  let count = 0
  for (const side of SIDES) {
    for (const { bytes } of recording[side]?.chunks ?? []) {
      buffers.set(bytes.buffer, (buffers.get(bytes.buffer) ?? 0) + bytes.byteLength)
      count++
    }
  }
  let total = PER_RECORDING + count * PER_CHUNK
  for (const [buffer, used] of buffers) total += Math.min(buffer.byteLength, used)
  return total
}
