import type { Block, ToolResultBlock } from '../../conversation.ts'
import { textOf } from '../../data-url.ts'
import type { JsonObject } from '../../json.ts'
import { takesToolMedia } from '../../target.ts'
import { moveMedia } from '../../tool-media.ts'
import { wireCallId } from '../../tool-names.ts'
import type { Page } from './page.ts'
import { contentOf, writeParts } from './write-parts.ts'

/**
 * Results of one assistant turn, a `tool` message each. OpenAI takes text only there: what else a result holds follows in one user
 * message after the last of them, and the text says so.
 */
export function writeResults(given: readonly ToolResultBlock[], page: Page): JsonObject[] {
  const { results, moved, losses } = moveMedia(given, block => staysInTool(block, page))
  for (const { code, path } of losses) page.ledger.lose(code, path)
  const messages = results.map(result => {
    const blocks = withCache(result, markError(result, page), page)
    const content = contentOf(writeParts(blocks, page), page)
    return { role: 'tool', tool_call_id: wireCallId(result.callId), content }
  })
  if (moved.length === 0) return messages
  return [...messages, { role: 'user', content: contentOf(writeParts(moved, page), page) }]
}

function staysInTool(block: Block, { target }: Page): boolean {
  if (block.type === 'image') return takesToolMedia(target)
  return block.type !== 'audio' && !(block.type === 'file' && textOf(block.source) === undefined)
}

/** A prefix that ends with a result ends with the last part of it. */
function withCache({ cache, path }: ToolResultBlock, blocks: readonly Block[], { target, ledger }: Page) {
  const last = blocks.at(-1)
  if (!cache || last?.cache) return blocks
  if (last && target.quirks.cacheBreakpoints !== 'none') return blocks.with(-1, { ...last, cache })
  ledger.lose('cache_breakpoint_dropped', path)
  return blocks
}

/** Chat has no flag for a failed call, so the text says it. */
function markError(result: ToolResultBlock, { ledger }: Page): readonly Block[] {
  const { blocks } = result
  if (!result.isError) return blocks
  const at = blocks.findIndex(block => block.type === 'text')
  const text = blocks[at]
  if (text?.type === 'text' && /^\s*error\b/i.test(text.text)) return blocks
  ledger.lose('tool_error_as_text', result.path)
  if (text?.type !== 'text')
    return [{ type: 'text', text: 'Error: the tool failed.', path: result.path }, ...blocks]
  return blocks.with(at, { ...text, text: `Error: ${text.text}` })
}
