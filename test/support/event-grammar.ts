import { expect } from 'vitest'
import type { ReplyEvent } from '../../src-main/core/reply.ts'

/** Fails unless the events keep to the grammar that src-main/core/reply.ts states. Name the source in `about`. */
export function assertGrammar(events: readonly ReplyEvent[], about = 'reply'): void {
  const problem = grammarProblem(events)
  if (problem !== undefined)
    expect.fail(`${about}: ${problem}\n${JSON.stringify(events, null, 1).slice(0, 4000)}`)
}

/** What is wrong with the events, or undefined. */
export function grammarProblem(events: readonly ReplyEvent[]): string | undefined {
  const open = new Set<number>()
  const proven = new Set<number>()
  let next = 0
  let started = false
  let over = false
  for (const [at, event] of events.entries()) {
    const here = `event ${at} (${event.type})`
    if (event.type === 'alive') continue
    if (over) return `${here} after the end`
    if (!started && event.type !== 'start') return `${here} before start`
    switch (event.type) {
      case 'start':
        if (started) return `${here} is a second start`
        started = true
        break
      case 'begin':
        if (event.index !== next) return `${here} has index ${event.index}, not ${next}`
        next++
        open.add(event.index)
        break
      case 'text':
      case 'input':
      case 'citation':
      case 'proof':
      case 'end':
        if (!open.has(event.index)) return `${here} for block ${event.index}, which is not open`
        if (event.type === 'end') open.delete(event.index)
        if (event.type === 'proof') {
          if (proven.has(event.index)) return `${here} is a second proof of block ${event.index}`
          proven.add(event.index)
        }
        break
      case 'stop':
        if (open.size > 0) return `${here} with open blocks ${[...open].join(', ')}`
        over = true
        break
      case 'failure':
        over = true
        break
      case 'usage':
      case 'loss':
        break
    }
  }
  return over ? undefined : 'neither stop nor failure at the end'
}
