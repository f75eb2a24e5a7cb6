import { inputUnwrapper } from '../../custom-input.ts'
import { asNumber, asObject, asString, isObject, type JsonObject, parseJson } from '../../json.ts'
import type { LossCode } from '../../losses.ts'
import type { BlockHead } from '../../reply.ts'
import type { ToolNames } from '../../tool-names.ts'
import { argumentsText } from './read-turns.ts'

/** Where assembled calls go. */
export interface CallSink {
  begin(head: BlockHead): number
  input(index: number, text: string): void
  end(index: number): void
  /** What the provider bound to a call and wants back with it. */
  extra(callId: string, extra: JsonObject): void
  lose(code: LossCode): void
}

interface CallReaderOptions {
  readonly names: ToolNames
  readonly sink: CallSink
  /** An id for the nth call of this reply, where the provider gives none; must differ between replies. */
  readonly callId: (count: number) => string
}

interface Slot {
  readonly key: number | undefined
  readonly id: string
  /** Whether the provider gave the id. */
  readonly isNamed: boolean
  readonly isCustom: boolean
  name: string
  input: string
  isEnded: boolean
  block?: number
  unwrap?: ReturnType<typeof inputUnwrapper>
}

/**
 * Puts tool calls together from fragments: by index, by id where there is no index, and by position where there is neither. A
 * new id at a known index is a new call. A call begins when its name is complete, which its first input shows.
 */
export function callReader({ names, sink, callId }: CallReaderOptions) {
  const slots: Slot[] = []

  const begin = (slot: Slot): void => {
    if (slot.block !== undefined || slot.name === '') return
    const tool = names.client(slot.name)
    const kind = slot.isCustom ? 'custom' : tool.kind
    if (kind === 'custom' && !slot.isCustom) slot.unwrap = inputUnwrapper()
    const { name, namespace } = tool
    slot.block = sink.begin({
      type: 'tool-call',
      id: slot.id,
      kind,
      name,
      ...(namespace !== undefined && { namespace }),
    })
    give(slot, slot.input)
  }

  const give = (slot: Slot, fragment: string): void => {
    const text = slot.unwrap ? slot.unwrap.feed(fragment) : fragment
    if (text !== '' && slot.block !== undefined) sink.input(slot.block, text)
  }

  const end = (slot: Slot): void => {
    if (slot.block === undefined || slot.isEnded) return
    slot.isEnded = true
    const rest = slot.unwrap?.end() ?? ''
    if (rest !== '') sink.input(slot.block, rest)
    sink.end(slot.block)
  }

  const beginAll = (): void => {
    for (const slot of slots) begin(slot)
  }

  const open = (entry: JsonObject, key: number | undefined, id: string | undefined): Slot => {
    // Its predecessors are complete as far as their names go, and blocks keep the order of calls.
    beginAll()
    // A whole JSON object takes no more input: what follows need not wait for the end of the reply. Freeform input may.
    for (const slot of slots) if (!slot.isCustom && isObject(parseJson(slot.input))) end(slot)
    const isCustom = isCustomCall(entry)
    const slot = {
      key,
      id: id ?? callId(slots.length),
      isNamed: id !== undefined,
      isCustom,
      name: '',
      input: '',
      isEnded: false,
    }
    slots.push(slot)
    return slot
  }

  const find = (entry: JsonObject, name: string): Slot => {
    const id = asString(entry.id) || undefined
    const key = asNumber(entry.index)
    const known =
      key !== undefined
        ? slots.findLast(slot => slot.key === key)
        : id !== undefined
          ? slots.findLast(slot => slot.id === id)
          : slots.at(-1)
    return known && !isAnother(known, id, name) ? known : open(entry, key, id)
  }

  return {
    /** Takes one entry of `tool_calls`, whole or a fragment. */
    read(entry: JsonObject): void {
      const body = asObject(isCustomCall(entry) ? entry.custom : entry.function)
      const name = asString(body.name) ?? ''
      const fragment = asString(body.input) ?? argumentsText(body.arguments)
      const slot = find(entry, name)
      if (isObject(entry.extra_content)) sink.extra(slot.id, entry.extra_content)
      if (slot.block === undefined) slot.name = joinName(slot.name, name)
      if (slot.isEnded) {
        if (fragment.trim() !== '') sink.lose('content_dropped')
        return
      }
      slot.input += fragment
      if (slot.block !== undefined) give(slot, fragment)
      else if (fragment !== '') begin(slot)
    },
    /** Begins what has a name: other content is about to follow. */
    beginAll,
    /** Ends all calls, and tells how many there were. A call that never got a name cannot be made. */
    finish(): number {
      beginAll()
      const usable = slots.filter(slot => slot.block !== undefined)
      for (const slot of usable) end(slot)
      if (slots.some(slot => slot.block === undefined && slot.input !== ''))
        sink.lose('nameless_tool_call_dropped')
      return usable.length
    },
  }
}

/** Snowflake fills both forms, one of them with empty strings. */
const isCustomCall = ({ custom, function: called }: JsonObject): boolean =>
  isObject(custom) && !(isObject(called) && (called.name || called.arguments))

/** Gemini and others repeat index 0 for each call of a reply, some without ids: then only finished input tells. */
function isAnother(slot: Slot, id: string | undefined, name: string): boolean {
  if (id !== undefined) return slot.isNamed && id !== slot.id
  return name !== '' && slot.block !== undefined && isObject(parseJson(slot.input))
}

/** Names come whole, in fragments, again and again, or growing. */
function joinName(known: string, next: string): string {
  if (next === known) return known
  return next.startsWith(known) ? next : known + next
}
