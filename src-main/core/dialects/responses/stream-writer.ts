import { inOrder } from '../../in-order.ts'
import { asObject } from '../../json.ts'
import { ledger as newLedger } from '../../ledger.ts'
import type { Reply, ReplyBlock, ReplyEvent } from '../../reply.ts'
import { sseComment, sseText } from '../../text/sse.ts'
import type { StreamWriter, WriteContext, WrittenReply } from '../dialect.ts'
import { eventWriter, type NumberedEvent } from './write-events.ts'

/** Prints a reply as a stream. `type` stands in the data as well as in the `event` line: Codex reads only the data. */
export function streamWriter(context: WriteContext): StreamWriter {
  const ledger = newLedger()
  const sequence = inOrder()
  const write = eventWriter(context, ledger)
  const alive = () => sseComment('keep-alive')
  let last: NumberedEvent | undefined
  return {
    write(event) {
      if (event.type === 'alive') return alive()
      const events = sequence(event).flatMap(write)
      last = events.at(-1) ?? last
      return events.map(each => sseText(JSON.stringify(each), each.type)).join('')
    },
    alive,
    losses: ledger.losses,
    whole: () => (last && ENDS.includes(last.type) ? asObject(last.response) : undefined),
  }
}

const ENDS: readonly string[] = ['response.completed', 'response.incomplete']

/** Prints a whole reply: the response that its stream would have ended with. */
export function writeReply(reply: Reply, context: WriteContext): WrittenReply {
  const ledger = newLedger()
  const events = eventsOf(reply).flatMap(eventWriter(context, ledger))
  return { body: asObject(events.at(-1)?.response), losses: ledger.losses() }
}

function eventsOf({ blocks, usage, stop, failure }: Reply): ReplyEvent[] {
  return [
    { type: 'start' },
    ...blocks.flatMap(blockEvents),
    ...(usage ? [{ type: 'usage', usage } as const] : []),
    failure ? { type: 'failure', failure } : { type: 'stop', stop: stop ?? { reason: 'end' } },
  ]
}

function blockEvents({ head, text, citations, proof, logprobs }: ReplyBlock, index: number): ReplyEvent[] {
  const said: ReplyEvent =
    head.type === 'tool-call'
      ? { type: 'input', index, text }
      : { type: 'text', index, text, ...(logprobs && { logprobs }) }
  return [
    { type: 'begin', index, block: head },
    ...(text === '' ? [] : [said]),
    ...citations.map(citation => ({ type: 'citation', index, citation }) as const),
    ...(proof ? [{ type: 'proof', index, proof } as const] : []),
    { type: 'end', index },
  ]
}
