import type { Block, ToolCallBlock, ToolResultBlock, Turn } from './conversation.ts'
import type { Loss } from './reply.ts'

/**
 * Puts every tool result where Chat and Messages demand it: right after the assistant turn that made the call, in call
 * order, whatever order the client sent them in (Claude Code: completion order). A call without a result gets one that says
 * so; a result without a call becomes text of a user turn. Both are losses. Consecutive assistant turns stay apart unless
 * results make them one.
 */
export function pairToolResults(turns: readonly Turn[]): { turns: Turn[]; losses: Loss[] } {
  const losses: Loss[] = []
  const results = collectResults(turns)
  const calls = new Set(turns.flatMap(turn => turn.blocks.filter(isCall).map(call => call.id)))
  const out: Turn[] = []
  for (const turn of turns) {
    const rest = turn.blocks.flatMap(block => keepOrTell(block, calls, losses))
    if (rest.length > 0 || turn.blocks.length === 0) out.push({ ...turn, blocks: rest })
    const made = turn.blocks.filter(isCall)
    if (made.length === 0) continue
    const blocks = made.map(call => results.get(call.id) ?? missing(call, losses))
    out.push({ role: 'user', path: blocks[0]?.path ?? turn.path, blocks })
  }
  return { turns: out, losses }
}

const isCall = (block: Block): block is ToolCallBlock => block.type === 'tool-call'

/** The last result of a call wins: clients that repeat one mean the newer. */
function collectResults(turns: readonly Turn[]): Map<string, ToolResultBlock> {
  const results = new Map<string, ToolResultBlock>()
  for (const turn of turns) {
    for (const block of turn.blocks) if (block.type === 'tool-result') results.set(block.callId, block)
  }
  return results
}

function keepOrTell(block: Block, calls: ReadonlySet<string>, losses: Loss[]): Block[] {
  if (block.type !== 'tool-result') return [block]
  if (calls.has(block.callId)) return []
  losses.push({ code: 'orphan_tool_result', path: block.path })
  const label: Block = { type: 'text', text: `Result of tool call ${block.callId}:`, path: block.path }
  return [label, ...block.blocks]
}

function missing(call: ToolCallBlock, losses: Loss[]): ToolResultBlock {
  losses.push({ code: 'missing_tool_result', path: call.path })
  const text = 'No result: the call was aborted.'
  const blocks: Block[] = [{ type: 'text', text, path: call.path }]
  return { type: 'tool-result', callId: call.id, kind: call.kind, isError: true, blocks, path: call.path }
}
