import type { ResponseOutputItem } from 'openai/resources/responses/responses'
import type { JsonObject } from '../../json.ts'
import { asString } from '../../json.ts'
import type { Ledger } from '../../ledger.ts'
import type { BlockHead, Failure, ReplyEvent, Stop, Usage } from '../../reply.ts'
import { toldItem } from '../../told-item.ts'
import type { WriteContext } from '../dialect.ts'
import { wantsCompaction, wrapSummary } from './compaction.ts'
import { errorObject } from './errors.ts'
import { added, done, type OutputPlace, type OutputWriter, type UnnumberedEvent } from './output-writer.ts'
import { callWriter } from './write-call-output.ts'
import { messageWriter } from './write-message-output.ts'
import { reasoningWriter } from './write-reasoning-output.ts'
import { type Ending, endingOf, noteStop, writeResponse } from './write-response.ts'

/** A wire event as JSON, numbered. */
export type NumberedEvent = JsonObject & { type: string }

/**
 * Turns reply events into Responses events: complete in the deltas, in each `output_item.done` and in the terminal response,
 * since each client reads another of the three (clients.md, 10). One id a thing, one place an item, numbers without a gap.
 */
export function eventWriter(context: WriteContext, ledger: Ledger): (event: ReplyEvent) => NumberedEvent[] {
  const output: ResponseOutputItem[] = []
  const writers = new Map<number, OutputWriter>()
  let places = 0
  let number = 0
  let identity: { id: string; created: number } | undefined
  let usage: Usage | undefined
  let over = false
  let refused = false
  /** Blocks that ended, while it is not known whether the reply did in the midst of the last of them. */
  let ended: number[] = []
  const summary = wantsCompaction(context.conversation) ? summaryBlocks() : undefined

  const place: OutputPlace = {
    id: context.id,
    ledger,
    take: () => places++,
    keep: (index, item) => {
      output[index] = item
    },
  }

  // Interfaces have no index signature; all of these are JSON.
  const numbered = (
    events: readonly (UnnumberedEvent | (JsonObject & { type: string }))[],
  ): NumberedEvent[] =>
    events.map(event => ({ ...event, sequence_number: number++ }) as unknown as NumberedEvent)

  const response = (ending?: Ending, failure?: Failure) => {
    const { id, created } = identity ?? { id: context.id('resp_'), created: context.created }
    const finished = output.filter(item => item !== undefined)
    return writeResponse({ id, created, output: finished, ending, usage, failure }, context)
  }

  const open = (): NumberedEvent[] => {
    if (identity) return []
    identity = { id: context.id('resp_'), created: context.created }
    return numbered([
      { type: 'response.created', response: response() },
      { type: 'response.in_progress', response: response() },
    ])
  }

  const begin = (index: number, head: BlockHead): UnnumberedEvent[] => {
    switch (head.type) {
      case 'text':
      case 'refusal':
        refused ||= head.type === 'refusal'
        writers.set(index, messageWriter(head.type, place))
        return []
      case 'reasoning':
        writers.set(index, reasoningWriter(place, context.target))
        return []
      case 'tool-call': {
        const { writer, opened } = callWriter(head, place)
        writers.set(index, writer)
        return opened
      }
      case 'opaque':
        return opaque(index, head)
    }
  }

  /** Items of Responses itself are shown as they are; for others speaks their text. */
  const opaque = (index: number, head: Extract<BlockHead, { type: 'opaque' }>): UnnumberedEvent[] => {
    if (head.dialect === 'responses') {
      const id = asString(head.value.id) ?? place.id('item_')
      const item = { ...head.value, id } as unknown as ResponseOutputItem
      const at = place.take()
      place.keep(at, item)
      return [added(at, item), done(at, item)]
    }
    const writer = messageWriter('text', place)
    writers.set(index, writer)
    return writer.text(toldItem(head, context.conversation, ledger))
  }

  /** Ends the blocks that are over; of a reply that broke off, the last has not come to its end. */
  const settle = (last: 'completed' | 'incomplete'): UnnumberedEvent[] => {
    const indices = ended
    ended = []
    return indices.flatMap((index, at) => {
      const writer = writers.get(index)
      writers.delete(index)
      return writer?.end(at === indices.length - 1 ? last : 'completed') ?? []
    })
  }

  const close = (status: 'completed' | 'incomplete'): UnnumberedEvent[] => {
    const settled = settle(status)
    const left = [...writers.values()].flatMap(writer => writer.end(status))
    writers.clear()
    return [...settled, ...left]
  }

  const compact = (text: string): UnnumberedEvent[] => {
    const at = place.take()
    const encrypted_content = wrapSummary(text, context.target)
    const item: ResponseOutputItem = { id: place.id('cmp_'), type: 'compaction', encrypted_content }
    place.keep(at, item)
    return [added(at, item), done(at, item)]
  }

  /** Why the model refused, where that is all that it said of it. */
  const explain = ({ reason, explanation }: Stop): UnnumberedEvent[] => {
    if (reason !== 'refusal' || !explanation || refused || summary) return []
    const writer = messageWriter('refusal', place)
    return [...writer.text(explanation), ...writer.end('completed')]
  }

  const fail = (failure: Failure): NumberedEvent[] => {
    over = true
    const closed = numbered(close('incomplete'))
    const { code, message, param } = errorObject(failure)
    const last = response({ status: 'failed' }, failure)
    return [
      ...closed,
      ...numbered([
        { type: 'error', code, message, param },
        { type: 'response.failed', response: last },
      ]),
    ]
  }

  const stop = (given: Stop): NumberedEvent[] => {
    noteStop(given, ledger)
    const ending = endingOf(given)
    const text = summary?.text() ?? ''
    if (summary && text.trim() === '') return fail(NO_SUMMARY)
    over = true
    const closed = numbered([
      ...(summary ? compact(text) : []),
      ...close(ending.status === 'completed' ? 'completed' : 'incomplete'),
      ...explain(given),
    ])
    const last = { type: `response.${ending.status}`, response: response(ending) }
    return [...closed, ...numbered([last])]
  }

  const body = (event: ReplyEvent): NumberedEvent[] => {
    if (summary?.takes(event)) return []
    switch (event.type) {
      case 'begin':
        return numbered(begin(event.index, event.block))
      case 'text':
        return numbered(writers.get(event.index)?.text(event.text, event.logprobs) ?? [])
      case 'input':
        return numbered(writers.get(event.index)?.text(event.text) ?? [])
      case 'citation':
        writers.get(event.index)?.cite(event.citation)
        return []
      case 'proof':
        writers.get(event.index)?.prove(event.proof)
        return []
      case 'end':
        ended.push(event.index)
        return []
      case 'usage':
        usage = event.usage
        return []
      case 'stop':
        return stop(event.stop)
      case 'failure':
        return fail(event.failure)
      default:
        return []
    }
  }

  return event => {
    if (over || event.type === 'alive' || event.type === 'loss') return []
    const settled = GOES_ON.has(event.type) ? numbered(settle('completed')) : []
    return [...open(), ...settled, ...body(event)]
  }
}

/** Events after which the blocks that ended before are known to be whole. */
const GOES_ON: ReadonlySet<ReplyEvent['type']> = new Set(['begin', 'text', 'input', 'citation', 'proof'])

const NO_SUMMARY: Failure = {
  status: 502,
  code: 'compaction_failed',
  type: 'server_error',
  message: 'The model wrote no summary to compact the conversation with. Try again, or use another model.',
  origin: 'provider',
}

/** A compaction's reply is its text alone: what else the model says is not part of the summary. */
function summaryBlocks() {
  const texts = new Map<number, string>()
  return {
    takes(event: ReplyEvent): boolean {
      if (event.type === 'begin' && event.block.type === 'text') texts.set(event.index, '')
      if (event.type === 'text') {
        const known = texts.get(event.index)
        if (known !== undefined) texts.set(event.index, known + event.text)
      }
      return 'index' in event
    },
    text: () => [...texts.values()].join('\n\n'),
  }
}
