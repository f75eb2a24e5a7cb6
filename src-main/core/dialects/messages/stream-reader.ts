import { extrasNoter } from '../../extra-fields.ts'
import { asNumber, asObject, asString, isObject, type Json, type JsonObject, parseJson } from '../../json.ts'
import { REPLY_PATH } from '../../losses.ts'
import type { Failure, ReplyEvent, Stop } from '../../reply.ts'
import { stoppingReader } from '../../stop-scan.ts'
import type { ReadContext, ServerEvent, StreamReader } from '../dialect.ts'
import { blockReader } from './block-reader.ts'
import { KNOWN_BLOCKS, KNOWN_MESSAGE, KNOWN_USAGE } from './known-fields.ts'
import { readError } from './read-failure.ts'
import { isSimplified, readStop, settleStop, unsentStops } from './stops.ts'
import { mergeUsage, readUsage } from './usage.ts'

/** A reader that is fed wire objects: of a stream, or those that a whole reply stands for. */
export interface ObjectReader {
  feed(value: JsonObject): ReplyEvent[]
  end(): ReplyEvent[]
}

/** Reads a stream of the Messages API and of its many imitations; never throws. */
export function streamReader(context: ReadContext): StreamReader {
  const reader = objectReader(context)
  const plain: StreamReader = {
    read({ data }: ServerEvent) {
      if (data.trim() === '' || data.trim() === '[DONE]') return []
      const value = parseJson(data)
      return isObject(value) ? reader.feed(value) : reader.feed(UNREADABLE)
    },
    end: reader.end,
  }
  return stoppingReader(plain, unsentStops(context.conversation.options))
}

const UNREADABLE: JsonObject = {
  type: 'error',
  error: { type: 'api_error', message: 'The provider sent an event that is not JSON. Try again.' },
}

export function objectReader(context: ReadContext): ObjectReader {
  const blocks = blockReader(context)
  const extras = extrasNoter()
  let state: 'before' | 'open' | 'over' = 'before'
  let usage: JsonObject = {}
  let stop: Stop | undefined

  const start = (message: JsonObject = {}): ReplyEvent[] => {
    if (state !== 'before') return []
    state = 'open'
    return [
      { type: 'start', id: asString(message.id), model: asString(message.model) },
      ...extras(message, KNOWN_MESSAGE),
    ]
  }

  const count = (said: Json | undefined): ReplyEvent[] => {
    if (!isObject(said)) return []
    usage = mergeUsage(usage, said)
    return [{ type: 'usage', usage: readUsage(usage) }, ...extras(said, KNOWN_USAGE, 'usage')]
  }

  const fail = (failure: Failure): ReplyEvent[] => {
    const out: ReplyEvent[] = [...start(), { type: 'failure', failure }]
    state = 'over'
    return out
  }

  const finish = (why: Stop): ReplyEvent[] => {
    const out: ReplyEvent[] = [...start(), ...blocks.close()]
    state = 'over'
    const loss = { code: 'stop_reason_simplified', path: `${REPLY_PATH}.stop_reason` } as const
    if (isSimplified(why)) out.push({ type: 'loss', loss })
    return [...out, { type: 'stop', stop: settleStop(why, blocks.hasCalls()) }]
  }

  const openBlock = (index: number, block: JsonObject): ReplyEvent[] => {
    const type = asString(block.type) ?? ''
    const known = Object.hasOwn(KNOWN_BLOCKS, type) ? KNOWN_BLOCKS[type] : undefined
    return [...blocks.open(index, block), ...(known ? extras(block, known, 'content') : [])]
  }

  const feed = (value: JsonObject): ReplyEvent[] => {
    if (state === 'over') return []
    const index = asNumber(value.index) ?? 0
    switch (value.type) {
      case 'message_start': {
        const message = asObject(value.message)
        return [...start(message), ...count(message.usage)]
      }
      case 'content_block_start':
        return [...start(), ...openBlock(index, asObject(value.content_block))]
      case 'content_block_delta':
        return [...start(), ...blocks.delta(index, asObject(value.delta))]
      case 'content_block_stop':
        return [...start(), ...blocks.stop(index)]
      case 'message_delta': {
        stop = readStop(asObject(value.delta)) ?? stop
        return [...start(), ...extras(asObject(value.delta), KNOWN_MESSAGE), ...count(value.usage)]
      }
      case 'message_stop':
        return finish(stop ?? { reason: 'end' })
      case 'ping':
        return [{ type: 'alive' }]
      default:
        // OpenAI-shaped servers forget the type; anything else unknown is a newer event that says nothing to us.
        return value.type === 'error' || isObject(value.error) ? fail(readError(value)) : []
    }
  }

  return {
    feed,
    end() {
      if (state === 'over') return []
      const mayEnd = state === 'open' && context.target.quirks.endsWithoutMark
      return stop || mayEnd ? finish(stop ?? { reason: 'end' }) : fail(CUT)
    },
  }
}

const CUT: Failure = {
  status: 502,
  code: 'provider_stream_cut',
  type: 'server_error',
  message: 'The provider ended the stream before the reply was complete. Try again.',
  origin: 'provider',
}
