import type { ReplyEvent } from '../../reply.ts'

/**
 * The phase of a message must come back with it (mapping §3.1), and of what clients send back only the proof of the reasoning
 * before it can hold it. So the end of reasoning waits until it is known what follows.
 */
export interface PhaseCarrier {
  /** How many items have begun. */
  place(): number
  /** The last events of reasoning that began at this place: held where nothing has begun since, else given back. */
  hold(place: number, events: readonly ReplyEvent[]): readonly ReplyEvent[]
  /** Another item begins, or the reply ends: what was held, with the phase of the message that begins, if it is one. */
  release(phase?: string): { readonly events: readonly ReplyEvent[]; readonly isCarried: boolean }
}

export function phaseCarrier(): PhaseCarrier {
  let held: readonly ReplyEvent[] = []
  let places = 0
  return {
    place: () => places,
    hold(place, events) {
      if (place !== places) return events
      held = events
      return []
    },
    release(phase) {
      const events = held
      held = []
      places++
      if (!phase) return { events, isCarried: false }
      const told = events.map(event =>
        event.type === 'proof' ? { ...event, proof: { ...event.proof, phase } } : event,
      )
      return { events: told, isCarried: told.some(event => event.type === 'proof') }
    },
  }
}
