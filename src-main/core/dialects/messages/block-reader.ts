import { inputUnwrapper } from '../../custom-input.ts'
import { asString, isObject, type Json, type JsonObject, parseJson } from '../../json.ts'
import type { BlockHead, ReplyEvent } from '../../reply.ts'
import { type ToolNames, toolNames } from '../../tool-names.ts'
import type { ReadContext } from '../dialect.ts'
import { readCitation } from './citations.ts'
import { tell } from './opaque.ts'
import { OUTPUT_TOOL, usesOutputTool } from './output-tool.ts'

/** Content blocks as they stream, by the provider's indices. `close` ends what was left open. */
export interface BlockReader {
  open(index: number, block: JsonObject): ReplyEvent[]
  delta(index: number, delta: JsonObject): ReplyEvent[]
  stop(index: number): ReplyEvent[]
  close(): ReplyEvent[]
  hasCalls(): boolean
}

/** One open block. `type` decides what its deltas must be. */
interface OpenBlock {
  readonly type: string
  readonly take: (delta: JsonObject) => ReplyEvent[]
  readonly finish: () => ReplyEvent[]
}

/** The kind of block that a delta belongs to. */
const HOMES: Readonly<Record<string, string>> = {
  text_delta: 'text',
  citations_delta: 'text',
  thinking_delta: 'thinking',
  signature_delta: 'thinking',
}

/**
 * Blocks get canonical numbers when they first say something, so that an empty text leaves no trace. A delta that does not
 * fit its block, or has none, opens the block it belongs to: clones forget starts, stops and types.
 */
export function blockReader(context: ReadContext): BlockReader {
  const named = toolNames(context.conversation)
  const names: ToolNames | undefined = named.ok ? named.value : undefined
  const hasOutputTool = usesOutputTool(context.conversation, context.target)
  const opened = new Map<number, OpenBlock>()
  let next = 0
  let calls = 0

  const begin = (block: BlockHead): { index: number; event: ReplyEvent } => {
    const index = next++
    return { index, event: { type: 'begin', index, block } }
  }

  /** Text, reasoning: begins with the first thing said. */
  const spoken = (head: BlockHead) => {
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

  const textBlock = (block: JsonObject): { first: ReplyEvent[]; block: OpenBlock } => {
    const { say, end } = spoken({ type: 'text' })
    const text = (value: Json | undefined) =>
      typeof value === 'string' && value !== '' ? say(index => ({ type: 'text', index, text: value })) : []
    const cite = (value: Json | undefined) => {
      const citation = readCitation(value)
      return citation ? say(index => ({ type: 'citation', index, citation })) : []
    }
    const citations = Array.isArray(block.citations) ? block.citations : []
    return {
      first: [...text(block.text), ...citations.flatMap(cite)],
      block: {
        type: 'text',
        take: delta => (delta.type === 'citations_delta' ? cite(delta.citation) : text(delta.text)),
        finish: end,
      },
    }
  }

  const thinkingBlock = (block: JsonObject): { first: ReplyEvent[]; block: OpenBlock } => {
    const { say, end } = spoken({ type: 'reasoning', part: 'summary' })
    let thinking = ''
    let signature = asString(block.signature) ?? ''
    const think = (value: Json | undefined) => {
      if (typeof value !== 'string' || value === '') return []
      thinking += value
      return say(index => ({ type: 'text', index, text: value }))
    }
    return {
      first: think(block.thinking),
      block: {
        type: 'thinking',
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
      },
    }
  }

  const redacted = (item: JsonObject): { first: ReplyEvent[]; block: OpenBlock } => {
    const { say, end } = spoken({ type: 'reasoning', part: 'summary' })
    const proof = { dialect: 'messages', item } as const
    return {
      first: say(index => ({ type: 'proof', index, proof })),
      block: { type: 'redacted_thinking', take: () => [], finish: end },
    }
  }

  const callBlock = (block: JsonObject): { first: ReplyEvent[]; block: OpenBlock } => {
    const wire = asString(block.name) ?? ''
    const isOutput = hasOutputTool && wire === OUTPUT_TOOL
    const tool = names?.client(wire) ?? { name: wire, kind: 'function' as const }
    if (!isOutput) calls++
    const head: BlockHead = isOutput
      ? { type: 'text' }
      : { type: 'tool-call', id: asString(block.id) ?? '', ...tool }
    const { index, event } = begin(head)
    const unwrapper = tool.kind === 'custom' ? inputUnwrapper() : undefined
    let any = false
    const say = (text: string): ReplyEvent[] =>
      text === '' ? [] : [{ type: isOutput ? 'text' : 'input', index, text }]
    const feed = (text: string): ReplyEvent[] => {
      any ||= text !== ''
      return say(unwrapper ? unwrapper.feed(text) : text)
    }
    return {
      first: [event],
      block: {
        type: 'tool_use',
        take: delta => feed(asString(delta.partial_json) ?? ''),
        finish() {
          // No fragments: the start held the whole input, or there is none.
          const whole = any ? [] : feed(JSON.stringify(block.input ?? {}))
          return [...whole, ...say(unwrapper?.end() ?? ''), { type: 'end', index }]
        },
      },
    }
  }

  /** Items of Anthropic's own are given whole, when they are complete. */
  const opaque = (block: JsonObject): { first: ReplyEvent[]; block: OpenBlock } => {
    const kind = asString(block.type) ?? 'unknown'
    let json = ''
    let value = block
    return {
      first: [],
      block: {
        type: kind,
        take(delta) {
          json += asString(delta.partial_json) ?? ''
          if (delta.type === 'compaction_delta') {
            const { type: _delta, ...said } = delta
            value = { ...value, ...said }
          }
          return []
        },
        finish() {
          const input = parseJson(json)
          if (isObject(input)) value = { ...value, input }
          const text = tell(value)
          const { index, event } = begin({
            type: 'opaque',
            dialect: 'messages',
            kind,
            value,
            ...(text !== undefined && { text }),
          })
          return [event, { type: 'end', index }]
        },
      },
    }
  }

  const KINDS: Readonly<Record<string, (block: JsonObject) => { first: ReplyEvent[]; block: OpenBlock }>> = {
    text: textBlock,
    thinking: thinkingBlock,
    redacted_thinking: redacted,
    tool_use: callBlock,
  }

  const open = (index: number, block: JsonObject): ReplyEvent[] => {
    const before = stop(index)
    const type = asString(block.type) ?? ''
    const make = Object.hasOwn(KINDS, type) ? KINDS[type] : undefined
    const made = (make ?? opaque)(block)
    opened.set(index, made.block)
    return [...before, ...made.first]
  }

  const stop = (index: number): ReplyEvent[] => {
    const block = opened.get(index)
    opened.delete(index)
    return block ? block.finish() : []
  }

  return {
    open,
    stop,
    delta(index, delta) {
      const home = HOMES[asString(delta.type) ?? '']
      const block = opened.get(index)
      const fits = block !== undefined && (home === undefined || block.type === home)
      const before = fits || home === undefined ? [] : open(index, { type: home })
      return [...before, ...(opened.get(index)?.take(delta) ?? [])]
    },
    close: () => [...opened.keys()].sort((a, b) => a - b).flatMap(stop),
    hasCalls: () => calls > 0,
  }
}
