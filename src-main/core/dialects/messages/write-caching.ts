import type { Conversation } from '../../conversation.ts'
import { isObject, type JsonObject } from '../../json.ts'
import type { Ledger } from '../../ledger.ts'
import { turnsField } from '../../option-paths.ts'
import type { Target } from '../../target.ts'

/** The most breakpoints that Anthropic takes in a request. */
const MOST_BREAKPOINTS = 4

/** The parts of a body that breakpoints can stand in, in the order of the prompt. */
interface Cacheable {
  readonly tools: JsonObject[]
  readonly system: JsonObject[]
  readonly messages: JsonObject[]
}

/**
 * OpenAI caches by itself, and its clients say at most a key for it; Anthropic only caches what it is told to. So a client with a
 * key, and without breakpoints of its own, gets the breakpoint that moves along with the conversation.
 */
export function automaticCaching(
  { from, options, turns, tools, body }: Conversation,
  target: Target,
): JsonObject {
  const { prompt_cache_options: asked } = body
  const wants =
    from !== 'messages' && (isObject(asked) ? asked.mode !== 'explicit' : options.cacheKey !== undefined)
  const marks = [...tools, ...turns.flatMap(turn => turn.blocks)].some(each => each.cache)
  const takes = target.quirks.cacheBreakpoints === 'cache_control'
  return wants && takes && !marks ? { cache_control: { type: 'ephemeral' } } : {}
}

/** Takes out all but the last breakpoints: more are refused, and the last reach farthest. */
export function limitBreakpoints(given: Cacheable, from: Conversation['from'], ledger: Ledger): Cacheable {
  let left = MOST_BREAKPOINTS
  const limit = (block: JsonObject): JsonObject => {
    const { cache_control, ...rest } = block
    const isKept = cache_control === undefined || left-- > 0
    if (!isKept) ledger.lose('cache_breakpoint_dropped', turnsField({ from }))
    const kept = isKept ? block : rest
    return Array.isArray(kept.content) ? { ...kept, content: backwards(kept.content.filter(isObject)) } : kept
  }
  const backwards = (blocks: readonly JsonObject[]): JsonObject[] =>
    blocks.toReversed().map(limit).toReversed()
  // The prompt ends with the messages.
  const messages = backwards(given.messages)
  const system = backwards(given.system)
  return { tools: backwards(given.tools), system, messages }
}
