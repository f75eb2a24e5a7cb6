import type { ReplyEvent } from './reply.ts'

/**
 * Makes blocks sequential, as clients expect them: those of Messages can have only one open, and some of Responses, too. The block that began first flows; others are
 * held, whole, until their turn. Indices stay dense and in order of `begin`. Everything else passes at once, but `stop` and
 * `failure` flush what is held, in order, first.
 */
export function inOrder(): (event: ReplyEvent) => ReplyEvent[] {
  const held = new Map<number, ReplyEvent[]>()
  const ended = new Set<number>()
  let current = 0

  const advance = (): ReplyEvent[] => {
    const out: ReplyEvent[] = []
    while (ended.has(current)) {
      current++
      out.push(...(held.get(current) ?? []))
      held.delete(current)
    }
    return out
  }

  const flush = (): ReplyEvent[] => {
    const out = [...held.keys()].sort((a, b) => a - b).flatMap(index => held.get(index) ?? [])
    held.clear()
    return out
  }

  return event => {
    switch (event.type) {
      case 'begin':
      case 'text':
      case 'input':
      case 'citation':
      case 'proof':
      case 'end': {
        if (event.type === 'end') ended.add(event.index)
        if (event.index !== current) {
          const waiting = held.get(event.index)
          if (waiting) waiting.push(event)
          else held.set(event.index, [event])
          return []
        }
        return event.type === 'end' ? [event, ...advance()] : [event]
      }
      case 'stop':
      case 'failure':
        return [...flush(), event]
      default:
        return [event]
    }
  }
}
