import { asString, type JsonObject } from '../../json.ts'
import type { ReplyEvent } from '../../reply.ts'
import { toolNames } from '../../tool-names.ts'
import type { ReadContext } from '../dialect.ts'
import { OUTPUT_TOOL, usesOutputTool } from './output-tool.ts'
import {
  type Begin,
  type OpenBlock,
  openCall,
  openOpaque,
  openRedacted,
  openText,
  openThinking,
} from './reply-blocks.ts'

/** Content blocks as they stream, by the provider's indices. `close` ends what was left open. */
export interface BlockReader {
  open(index: number, block: JsonObject): ReplyEvent[]
  delta(index: number, delta: JsonObject): ReplyEvent[]
  stop(index: number): ReplyEvent[]
  close(): ReplyEvent[]
  hasCalls(): boolean
}

/** The kind of block that a delta belongs to. */
const HOMES: Readonly<Record<string, string>> = {
  text_delta: 'text',
  citations_delta: 'text',
  thinking_delta: 'thinking',
  signature_delta: 'thinking',
}

const PLAIN: Readonly<Record<string, (block: JsonObject, begin: Begin) => OpenBlock>> = {
  text: openText,
  thinking: openThinking,
  redacted_thinking: openRedacted,
}

/**
 * Numbers blocks anew, densely. A delta that does not fit its block, or has none, opens the block it belongs to: clones
 * forget starts, stops and types.
 */
export function blockReader(context: ReadContext): BlockReader {
  const named = toolNames(context.conversation)
  const hasOutputTool = usesOutputTool(context.conversation, context.target)
  const opened = new Map<number, OpenBlock>()
  let next = 0
  let calls = 0

  const begin: Begin = block => {
    const index = next++
    return { index, event: { type: 'begin', index, block } }
  }

  const toolOf = (name: string) => {
    if (hasOutputTool && name === OUTPUT_TOOL) return undefined
    calls++
    return named.ok ? named.value.client(name) : ({ name, kind: 'function' } as const)
  }

  const make = (block: JsonObject): OpenBlock => {
    const type = asString(block.type) ?? ''
    if (type === 'tool_use') return openCall(block, toolOf(asString(block.name) ?? ''), begin)
    const plain = Object.hasOwn(PLAIN, type) ? PLAIN[type] : undefined
    return (plain ?? openOpaque)(block, begin)
  }

  const stop = (index: number): ReplyEvent[] => {
    const block = opened.get(index)
    opened.delete(index)
    return block ? block.finish() : []
  }

  const open = (index: number, block: JsonObject): ReplyEvent[] => {
    const before = stop(index)
    const made = make(block)
    opened.set(index, made)
    return [...before, ...made.first]
  }

  return {
    open,
    stop,
    delta(index, delta) {
      const home = HOMES[asString(delta.type) ?? '']
      const isStray = home !== undefined && opened.get(index)?.type !== home
      const before = isStray ? open(index, { type: home }) : []
      return [...before, ...(opened.get(index)?.take(delta) ?? [])]
    },
    close: () => [...opened.keys()].sort((a, b) => a - b).flatMap(stop),
    hasCalls: () => calls > 0,
  }
}
