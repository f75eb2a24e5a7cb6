import { concatBytes } from './bytes.ts'

/** Whole pieces of a stream: `bytes`, and where each piece in them ends. */
export interface Events {
  readonly bytes: Uint8Array
  readonly ends: readonly number[]
}

const LINE_FEED = 0x0a
const CARRIAGE_RETURN = 0x0d
const COLON = 0x3a

/**
 * Cuts the bytes of a server-sent stream behind each event, whatever the cuts of the network were (inside a character, a
 * line, a CRLF). Comments that stand before an event are let go at once, as they keep connections alive. What is held back
 * is the begin of an event, which no client could read yet.
 */
export function eventCutter(): { feed(chunk: Uint8Array): Events; rest(): Uint8Array } {
  let held: Uint8Array[] = []
  let lineLength = 0
  let isComment = false
  let fields = 0
  let afterReturn = false

  /** Where the line that began before `at` ends, terminator included, or -1. */
  const endLine = (): boolean => {
    if (lineLength > 0 && !isComment) fields++
    const isFree = lineLength === 0 || fields === 0
    if (lineLength === 0) fields = 0
    lineLength = 0
    return isFree
  }

  return {
    feed(chunk) {
      const ends: number[] = []
      const hasReturns = chunk.indexOf(CARRIAGE_RETURN) >= 0
      let at = 0
      while (at < chunk.length) {
        const byte = chunk[at]
        if (byte === LINE_FEED && afterReturn) {
          // The second half of a CRLF belongs to what it ended.
          afterReturn = false
          at++
          if (ends.at(-1) === at - 1) ends[ends.length - 1] = at
          else if (held.length === 0 && fields === 0 && at === 1) ends.push(at)
          continue
        }
        afterReturn = byte === CARRIAGE_RETURN
        if (byte === LINE_FEED || afterReturn) {
          at++
          if (endLine()) ends.push(at)
          continue
        }
        if (lineLength === 0) isComment = byte === COLON
        const next = lineEnd(chunk, at, hasReturns)
        lineLength += next - at
        at = next
      }
      const cut = ends.at(-1) ?? 0
      if (cut === 0) {
        if (chunk.length > 0) held.push(chunk)
        return { bytes: new Uint8Array(0), ends: [] }
      }
      const before = held.reduce((total, part) => total + part.length, 0)
      const bytes = concatBytes([...held, chunk.subarray(0, cut)])
      held = cut < chunk.length ? [chunk.subarray(cut)] : []
      return { bytes, ends: before === 0 ? ends : ends.map(end => end + before) }
    },
    rest() {
      const rest = concatBytes(held)
      held = []
      return rest
    },
  }
}

function lineEnd(chunk: Uint8Array, at: number, hasReturns: boolean): number {
  const feed = chunk.indexOf(LINE_FEED, at)
  const end = feed < 0 ? chunk.length : feed
  if (!hasReturns) return end
  const carriage = chunk.indexOf(CARRIAGE_RETURN, at)
  return carriage < 0 ? end : Math.min(carriage, end)
}
