import { type RecordedMessage, type Recording, SIDES } from '../../core/log/recording.ts'
import type { Recorded } from '../../core/log/store.ts'
import type { Packed, PackedMessage } from './operations.ts'

/**
 * A recording in a form that another thread takes over: each body in one piece of memory of its own, since what chunks
 * point into may be shared by many. One copy, made when it is sent.
 */
export function pack({ recording, secrets }: Recorded): Packed {
  const sides = SIDES.flatMap(side => {
    const message = recording[side]
    return message ? [[side, packMessage(message)] as const] : []
  })
  return { sides: Object.fromEntries(sides), secrets }
}

/** A recording as it was before it was sent. */
export const unpack = ({ sides }: Packed): Recording =>
  Object.fromEntries(
    SIDES.flatMap(side => {
      const message = sides[side]
      return message ? [[side, unpackMessage(message)]] : []
    }),
  )

function unpackMessage({ body, cuts, ...head }: PackedMessage): RecordedMessage {
  const chunks = cuts.map(({ at, end }, place) => ({
    at,
    bytes: body.subarray(cuts[place - 1]?.end ?? 0, end),
  }))
  return { ...head, chunks }
}

/** The memory that moves. */
export const memoryOf = (packed: Packed): readonly ArrayBuffer[] =>
  Object.values(packed.sides).map(({ body }) => body.buffer)

function packMessage({ chunks, ...head }: RecordedMessage): PackedMessage {
  const body = new Uint8Array(chunks.reduce((total, { bytes }) => total + bytes.length, 0))
  let end = 0
  const cuts = chunks.map(({ at, bytes }) => {
    body.set(bytes, end)
    end += bytes.length
    return { at, end }
  })
  return { ...head, body, cuts }
}

/** Bytes that a recording holds on to. */
export const bytesIn = (recording: Recording): number =>
  Object.values(recording).reduce(
    (total, { chunks }) => total + chunks.reduce((sum, { bytes }) => sum + bytes.length, 0),
    0,
  )
