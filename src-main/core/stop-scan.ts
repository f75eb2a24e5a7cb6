import type { StreamReader } from './dialects/dialect.ts'
import { heldTokens } from './held-tokens.ts'
import type { ReplyEvent } from './reply.ts'

/**
 * Looks for stop sequences that the provider could not be told of, in the texts of a reply as they stream. The reply ends before
 * the first that is found, as if the provider had known it; what may be the beginning of one is held until that is clear.
 * Reasoning and calls are not searched, and no sequence spans two blocks.
 */
export function stopScan(asked: readonly string[]): (events: readonly ReplyEvent[]) => ReplyEvent[] {
  const sequences = asked.filter(sequence => sequence !== '')
  const open = new Set<number>()
  const held = new Map<number, string>()
  const tokens = heldTokens()
  let over = false

  /** Text with the probabilities of its tokens; those of text that is held wait, unless no more comes. */
  const told = (index: number, text: string, isAll: boolean): ReplyEvent[] => {
    const logprobs = tokens.take(index, text.length, isAll)
    if (text === '' && logprobs.length === 0) return []
    return [{ type: 'text', index, text, ...(logprobs.length > 0 && { logprobs }) }]
  }

  const flush = (index: number): ReplyEvent[] => {
    const text = held.get(index) ?? ''
    if (held.has(index)) held.set(index, '')
    return told(index, text, true)
  }

  const search = (index: number, text: string): { events: ReplyEvent[]; sequence?: string } => {
    const all = (held.get(index) ?? '') + text
    const match = firstMatch(all, sequences)
    const end = match ? match.at : all.length - heldLength(all, sequences)
    held.set(index, match ? '' : all.slice(end))
    const said = all.slice(0, end)
    return { events: told(index, said, !match && end === all.length), sequence: match?.sequence }
  }

  /** The end of a reply that was stopped here; a count that is known already is told. */
  const stopped = (matched: number, sequence: string, rest: readonly ReplyEvent[]): ReplyEvent[] => {
    over = true
    tokens.drop(matched)
    const waiting = [...held.keys()].flatMap(flush)
    const ends = [...open].map(index => ({ type: 'end', index }) as const)
    const usage = rest.findLast(event => event.type === 'usage')
    return [
      ...waiting,
      ...ends,
      ...(usage ? [usage] : []),
      { type: 'stop', stop: { reason: 'stop-sequence', sequence } },
    ]
  }

  return events => {
    const out: ReplyEvent[] = []
    for (const [position, event] of events.entries()) {
      if (over) break
      if (event.type === 'begin') {
        open.add(event.index)
        if (event.block.type === 'text') held.set(event.index, '')
      }
      if (event.type === 'text' && held.has(event.index)) {
        tokens.hold(event.index, event.logprobs)
        const found = search(event.index, event.text)
        out.push(...found.events)
        if (found.sequence !== undefined)
          out.push(...stopped(event.index, found.sequence, events.slice(position + 1)))
        continue
      }
      if (event.type === 'end') {
        out.push(...flush(event.index))
        held.delete(event.index)
        open.delete(event.index)
      }
      if (event.type === 'failure') out.push(...[...held.keys()].flatMap(flush))
      out.push(event)
    }
    return out
  }
}

/** A reader whose replies end at any of these sequences; the reader itself where there are none. */
export function stoppingReader(reader: StreamReader, sequences: readonly string[]): StreamReader {
  if (sequences.length === 0) return reader
  const scan = stopScan(sequences)
  return { read: event => scan(reader.read(event)), end: () => scan(reader.end()) }
}

function firstMatch(
  text: string,
  sequences: readonly string[],
): { at: number; sequence: string } | undefined {
  return sequences
    .map(sequence => ({ at: text.indexOf(sequence), sequence }))
    .filter(({ at }) => at >= 0)
    .sort((a, b) => a.at - b.at)[0]
}

/** How much of the text's end may be the beginning of a sequence. */
function heldLength(text: string, sequences: readonly string[]): number {
  const longest = Math.max(...sequences.map(sequence => sequence.length - 1))
  for (let length = Math.min(longest, text.length); length > 0; length--) {
    const end = text.slice(-length)
    if (sequences.some(sequence => sequence.length > length && sequence.startsWith(end))) return length
  }
  return 0
}
