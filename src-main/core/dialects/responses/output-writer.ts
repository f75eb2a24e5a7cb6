import type { ResponseOutputItem, ResponseStreamEvent } from 'openai/resources/responses/responses'
import type { Citation } from '../../conversation.ts'
import type { Ledger } from '../../ledger.ts'
import type { ReplyProof, TokenLogprob } from '../../reply.ts'

/** An event without its number, which the stream gives it. */
export type UnnumberedEvent = ResponseStreamEvent extends infer Event
  ? Event extends ResponseStreamEvent
    ? Omit<Event, 'sequence_number'>
    : never
  : never

/** One output item on its way out. Its place is taken with its first event, so that an empty one never shows. */
export interface OutputWriter {
  text(text: string, logprobs?: readonly TokenLogprob[]): UnnumberedEvent[]
  cite(citation: Citation): void
  prove(proof: ReplyProof): void
  /** Ends the item; `status` is `incomplete` where the reply broke off. */
  end(status: 'completed' | 'incomplete'): UnnumberedEvent[]
}

/** What items are written with. */
export interface OutputPlace {
  readonly id: (prefix: string) => string
  /** Takes the next place in the output. */
  readonly take: () => number
  /** Hears what could not be told as it was. */
  readonly ledger: Ledger
  /** Puts the finished item in its place. */
  readonly keep: (index: number, item: ResponseOutputItem) => void
}

export const added = (output_index: number, item: ResponseOutputItem): UnnumberedEvent => ({
  type: 'response.output_item.added',
  output_index,
  item,
})

export const done = (output_index: number, item: ResponseOutputItem): UnnumberedEvent => ({
  type: 'response.output_item.done',
  output_index,
  item,
})
