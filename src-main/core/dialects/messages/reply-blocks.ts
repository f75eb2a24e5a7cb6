import { inputUnwrapper } from '../../custom-input.ts'
import { asString, isObject, type Json, type JsonObject, parseJson } from '../../json.ts'
import type { BlockHead, ReplyEvent } from '../../reply.ts'
import type { NamedTool } from '../../tool-names.ts'
import { readCitation } from './citations.ts'
import { tell } from './opaque.ts'

/** A content block that is being read. `type` decides which deltas belong to it. */
export interface OpenBlock {
  readonly type: string
  /** What the block's start already says. */
  readonly first: readonly ReplyEvent[]
  take(delta: JsonObject): ReplyEvent[]
  finish(): ReplyEvent[]
}

/** Gives the next canonical number to a block that begins. */
export type Begin = (head: BlockHead) => { readonly index: number; readonly event: ReplyEvent }

/** A block that begins with the first thing it says, so that an empty one leaves no trace. */
function lazily(begin: Begin, head: BlockHead) {
  let index: number | undefined
  return {
    say(event: (index: number) => ReplyEvent): ReplyEvent[] {
      if (index !== undefined) return [event(index)]
      const begun = begin(head)
      index = begun.index
      return [begun.event, event(index)]
    },
    end: (): ReplyEvent[] => (index === undefined ? [] : [{ type: 'end', index }]),
  }
}

export function openText(block: JsonObject, begin: Begin): OpenBlock {
  const { say, end } = lazily(begin, { type: 'text' })
  const speak = (text: Json | undefined) =>
    typeof text === 'string' && text !== '' ? say(index => ({ type: 'text', index, text })) : []
  const cite = (value: Json | undefined) => {
    const citation = readCitation(value)
    return citation ? say(index => ({ type: 'citation', index, citation })) : []
  }
  const citations = Array.isArray(block.citations) ? block.citations : []
  return {
    type: 'text',
    first: [...speak(block.text), ...citations.flatMap(cite)],
    take: delta => (delta.type === 'citations_delta' ? cite(delta.citation) : speak(delta.text)),
    finish: end,
  }
}

/** The block is kept whole, signature included, as the proof. */
export function openThinking(block: JsonObject, begin: Begin): OpenBlock {
  const { say, end } = lazily(begin, { type: 'reasoning', part: 'summary' })
  let thinking = ''
  let signature = asString(block.signature) ?? ''
  const think = (text: Json | undefined) => {
    if (typeof text !== 'string' || text === '') return []
    thinking += text
    return say(index => ({ type: 'text', index, text }))
  }
  return {
    type: 'thinking',
    first: think(block.thinking),
    take(delta) {
      if (delta.type !== 'signature_delta') return think(delta.thinking)
      signature = asString(delta.signature) ?? signature
      return []
    },
    finish() {
      if (signature === '') return end()
      const item = { type: 'thinking', thinking, signature }
      return [...say(index => ({ type: 'proof', index, proof: { dialect: 'messages', item } })), ...end()]
    },
  }
}

export function openRedacted(item: JsonObject, begin: Begin): OpenBlock {
  const { say, end } = lazily(begin, { type: 'reasoning', part: 'summary' })
  const first = say(index => ({ type: 'proof', index, proof: { dialect: 'messages', item } }))
  return { type: 'redacted_thinking', first, take: () => [], finish: end }
}

/** A call of the client's tool, or of the stand-in for structured output (`tool` undefined), which is text. */
export function openCall(block: JsonObject, tool: NamedTool | undefined, begin: Begin): OpenBlock {
  const { index, event } = begin(
    tool ? { type: 'tool-call', id: asString(block.id) ?? '', ...tool } : { type: 'text' },
  )
  const unwrapper = tool?.kind === 'custom' ? inputUnwrapper() : undefined
  let any = false
  const say = (text: string): ReplyEvent[] =>
    text === '' ? [] : [{ type: tool ? 'input' : 'text', index, text }]
  const feed = (text: string): ReplyEvent[] => {
    any ||= text !== ''
    return say(unwrapper ? unwrapper.feed(text) : text)
  }
  return {
    type: 'tool_use',
    first: [event],
    take: delta => feed(asString(delta.partial_json) ?? ''),
    finish() {
      // No fragments: the start held the whole input, or there is none.
      const whole = any ? [] : feed(JSON.stringify(block.input ?? {}))
      return [...whole, ...say(unwrapper?.end() ?? ''), { type: 'end', index }]
    },
  }
}

/** Items of Anthropic's own (hosted calls, their results, compactions) are given whole, when they are complete. */
export function openOpaque(block: JsonObject, begin: Begin): OpenBlock {
  const kind = asString(block.type) ?? 'unknown'
  let input = ''
  let value = block
  return {
    type: kind,
    first: [],
    take(delta) {
      input += asString(delta.partial_json) ?? ''
      if (delta.type === 'compaction_delta') {
        const { type: _delta, ...said } = delta
        value = { ...value, ...said }
      }
      return []
    },
    finish() {
      const parsed = parseJson(input)
      if (isObject(parsed)) value = { ...value, input: parsed }
      const text = tell(value)
      const head = { type: 'opaque', dialect: 'messages', kind, value } as const
      const { index, event } = begin(text === undefined ? head : { ...head, text })
      return [event, { type: 'end', index }]
    },
  }
}
