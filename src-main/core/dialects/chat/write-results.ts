import type { Block, ToolResultBlock } from '../../conversation.ts'
import type { JsonObject } from '../../json.ts'
import { wireCallId } from '../../tool-names.ts'
import type { Page } from './page.ts'
import { contentOf, writeParts } from './write-parts.ts'

/**
 * Results of one assistant turn, a `tool` message each. OpenAI takes text only there: what else a result holds follows in one user
 * message after the last of them, and the text says so.
 */
export function writeResults(results: readonly ToolResultBlock[], page: Page): JsonObject[] {
  const moved: Block[] = []
  const messages = results.map(result => {
    const blocks = result.blocks.map(block => (staysInTool(block, page) ? block : move(block, moved, page)))
    const content = contentOf(writeParts(markError(result, blocks, page), page), page)
    return { role: 'tool', tool_call_id: wireCallId(result.callId), content }
  })
  if (moved.length === 0) return messages
  return [...messages, { role: 'user', content: contentOf(writeParts(moved, page), page) }]
}

function staysInTool(block: Block, { target }: Page): boolean {
  if (block.type === 'image') return target.quirks.toolResultImages
  return block.type !== 'audio' && !(block.type === 'file' && block.source.kind !== 'text')
}

/** Sets a block aside and leaves a note with its number in its place. */
function move(block: Block, moved: Block[], { ledger }: Page): Block {
  ledger.lose('tool_result_media_moved', block.path)
  const kind = block.type === 'image' ? 'image' : 'file'
  const number = moved.filter(other => (other.type === 'image') === (kind === 'image')).length + 1
  moved.push(block)
  return { type: 'text', text: `[${kind} ${number} follows]`, path: block.path }
}

/** Chat has no flag for a failed call, so the text says it. */
function markError(result: ToolResultBlock, blocks: Block[], { ledger }: Page): Block[] {
  if (!result.isError) return blocks
  const at = blocks.findIndex(block => block.type === 'text')
  const text = blocks[at]
  if (text?.type === 'text' && /^\s*error\b/i.test(text.text)) return blocks
  ledger.lose('tool_error_as_text', result.path)
  if (text?.type !== 'text')
    return [{ type: 'text', text: 'Error: the tool failed.', path: result.path }, ...blocks]
  return blocks.with(at, { ...text, text: `Error: ${text.text}` })
}
