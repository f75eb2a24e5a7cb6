import type { JsonObject } from '../../json.ts'
import { asNumber, asObject, asString } from '../../json.ts'
import type { ReplyEvent } from '../../reply.ts'
import type { OutputContext, OutputReader } from './output-reader.ts'
import { outputReader } from './read-output.ts'
import type { Outputs } from './read-usage.ts'

interface OpenItem {
  readonly reader: OutputReader
  readonly position: number
  /** Ids by which the finished response may name it. */
  readonly ids: Set<string>
  done: boolean
  /** Whether an item of the finished response was found to be this one: xAI gives one id to several. */
  settled: boolean
}

/** The item types that an event speaks of, for streams that never announced the item. */
const UNANNOUNCED: readonly (readonly [prefix: string, type: string])[] = [
  ['response.output_text', 'message'],
  ['response.refusal', 'message'],
  ['response.reasoning', 'reasoning'],
  ['response.function_call_arguments', 'function_call'],
  ['response.custom_tool_call_input', 'custom_tool_call'],
]

const idsOf = (item: JsonObject): string[] =>
  [asString(item.id), asString(item.call_id)].flatMap(id => id || [])

/** Which output item an event belongs to, from the first word of it to the last. Everything ends exactly once. */
export function outputTracker(context: OutputContext) {
  const items: OpenItem[] = []
  const current = new Map<number, OpenItem>()

  const open = (position: number, item: JsonObject): [OpenItem, ReplyEvent[]] => {
    const phase = item.type === 'message' ? asString(item.phase) : undefined
    const released = context.phases.release(phase)
    const opened = {
      reader: outputReader(item, context, released.isCarried),
      position,
      ids: new Set(idsOf(item)),
      done: false,
      settled: false,
    }
    items.push(opened)
    current.set(position, opened)
    return [opened, [...released.events, ...opened.reader.begin()]]
  }

  const close = (item: OpenItem): ReplyEvent[] => {
    if (item.done) return []
    item.done = true
    return item.reader.cut()
  }

  const complete = (open: OpenItem, item: JsonObject): ReplyEvent[] => {
    for (const id of idsOf(item)) open.ids.add(id)
    if (open.done) return []
    open.done = true
    return open.reader.done(item)
  }

  /** An item of which nothing was heard before it was finished. */
  const whole = (position: number, item: JsonObject): ReplyEvent[] => {
    const [opened, begun] = open(position, item)
    return [...begun, ...complete(opened, item)]
  }

  /** An item announced twice is the same, unless it is over, of another type, or another call. */
  const added = (position: number, item: JsonObject): ReplyEvent[] => {
    const known = current.get(position)
    const call = asString(item.call_id)
    const isSame = known && !known.done && known.reader.kind === item.type && (!call || known.ids.has(call))
    if (isSame) return []
    const closed = known ? close(known) : []
    return [...closed, ...open(position, item)[1]]
  }

  const done = (position: number, item: JsonObject): ReplyEvent[] => {
    const known = current.get(position)
    const isSame = known?.reader.kind === item.type && !known?.done
    if (known && isSame) return complete(known, item)
    return [...(known ? close(known) : []), ...whole(position, item)]
  }

  return {
    feed(event: JsonObject): ReplyEvent[] {
      const position = asNumber(event.output_index) ?? items.at(-1)?.position ?? 0
      const item = asObject(event.item)
      if (event.type === 'response.output_item.added') return added(position, item)
      if (event.type === 'response.output_item.done') return done(position, item)
      const type = asString(event.type) ?? ''
      const known = current.get(position)
      if (known && !known.done) return known.reader.feed(event)
      const kind = UNANNOUNCED.find(([prefix]) => type.startsWith(prefix))?.[1]
      const isNews = kind !== undefined && type.endsWith('.delta')
      if (!isNews) return []
      const [opened, begun] = open(position, { type: kind, call_id: event.item_id })
      return [...begun, ...opened.reader.feed(event)]
    },

    /** An item of the finished response: completes what the stream left open, and tells what it left out. */
    settle(position: number, item: JsonObject): ReplyEvent[] {
      const ids = idsOf(item)
      // A call and its output share an id.
      const left = items.filter(known => !known.settled && known.reader.kind === item.type)
      const known =
        left.find(each => ids.some(id => each.ids.has(id))) ?? left.find(each => each.position === position)
      const told = known ? complete(known, item) : whole(position, item)
      const settled = known ?? items.at(-1)
      if (settled) settled.settled = true
      return told
    },

    /** Ends what is still open, in order. */
    cut: (): ReplyEvent[] => [...context.phases.release().events, ...items.flatMap(close)],

    summary: (): Outputs => ({
      calls: items.some(item => item.reader.isCall()),
      onlyCompaction: items.length > 0 && items.every(item => item.reader.kind === 'compaction'),
    }),
  }
}
