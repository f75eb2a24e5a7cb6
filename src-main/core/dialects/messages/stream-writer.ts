import type {
  MessageDeltaEvent,
  MessageStartEvent,
  RawMessageStreamEvent,
} from '@anthropic-ai/sdk/resources/messages'
import { inOrder } from '../../in-order.ts'
import type { JsonObject } from '../../json.ts'
import { ledger as newLedger } from '../../ledger.ts'
import type { ReplyEvent, Stop, Usage } from '../../reply.ts'
import { sseText } from '../../text/sse.ts'
import type { StreamWriter, WriteContext } from '../dialect.ts'
import { noteStop, settleStop, writeStop } from './stops.ts'
import { type BlockLine, type BlockPrinter, blockPrinter } from './stream-blocks.ts'
import { deltaUsage, messageUsage } from './usage.ts'
import { writeStreamFailure } from './write-failure.ts'

type EventName = RawMessageStreamEvent['type'] | 'ping'

/** Clients read the event's name and the type in its data: both are always there. */
const print = (type: EventName, fields: JsonObject = {}): string =>
  sseText(JSON.stringify({ type, ...fields }), type)

/** Prints reply events as a Messages stream: one block open at a time, indices dense, nothing empty (mapping §7.2). */
export function streamWriter(context: WriteContext): StreamWriter {
  const ledger = newLedger()
  const order = inOrder()
  let index = -1
  let isOpen = false
  let printer: BlockPrinter | undefined
  let hasCalls = false
  let usage: Usage | undefined
  let over = false

  const printLine = (line: BlockLine): string => {
    if ('delta' in line) return print('content_block_delta', { index, delta: line.delta })
    index++
    isOpen = true
    return print('content_block_start', { index, content_block: line.start })
  }

  const close = (): string => {
    const last = (printer?.finish() ?? []).map(printLine).join('')
    const stop = isOpen ? print('content_block_stop', { index }) : ''
    printer = undefined
    isOpen = false
    return last + stop
  }

  const writeOne = (event: ReplyEvent): string => {
    switch (event.type) {
      case 'start':
        return messageStart(context) + print('ping')
      case 'begin': {
        const before = close()
        hasCalls ||= event.block.type === 'tool-call'
        printer = blockPrinter(event.block, context, ledger)
        return before + printer.take(event).map(printLine).join('')
      }
      case 'text':
      case 'input':
      case 'citation':
      case 'proof':
        return (printer?.take(event) ?? []).map(printLine).join('')
      case 'end':
        return close()
      case 'usage':
        usage = event.usage
        return ''
      case 'stop':
        over = true
        noteStop(event.stop, ledger)
        return close() + messageDelta(settleStop(event.stop, hasCalls), usage) + print('message_stop')
      case 'failure':
        over = true
        return writeStreamFailure(event.failure)
      case 'loss':
        return ''
      case 'alive':
        return print('ping')
    }
  }

  return {
    write: event => (over ? '' : order(event).map(writeOne).join('')),
    alive: () => (over ? '' : print('ping')),
    losses: ledger.losses,
  }
}

function messageStart(context: WriteContext): string {
  const message = {
    id: context.id('msg_'),
    type: 'message',
    role: 'assistant',
    model: context.model,
    content: [],
    container: null,
    diagnostics: null,
    stop_reason: null,
    stop_sequence: null,
    stop_details: null,
    // What is read is known at the end, and told in message_delta.
    usage: messageUsage(undefined),
  } satisfies MessageStartEvent['message']
  return print('message_start', { message })
}

function messageDelta(stop: Stop, usage: Usage | undefined): string {
  const delta = { ...writeStop(stop), container: null } satisfies MessageDeltaEvent['delta']
  return print('message_delta', { delta, usage: deltaUsage(usage) })
}
