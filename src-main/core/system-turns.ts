import type { Block, Role, Turn } from './conversation.ts'
import type { Loss } from './reply.ts'

const isSystem = (role: Role): boolean => role === 'system' || role === 'developer'

/** The system and developer turns that open a conversation, and the rest. */
export function splitLeading(turns: readonly Turn[]): { leading: Turn[]; rest: Turn[] } {
  const first = turns.findIndex(turn => !isSystem(turn.role))
  const count = first < 0 ? turns.length : first
  return { leading: turns.slice(0, count), rest: turns.slice(count) }
}

/**
 * For endpoints that refuse system turns in the middle: each becomes a `<system-reminder>` in the user turn before it, or in
 * the next one, so that order and prompt caches stay. Never moved to the front.
 */
export function foldSystemTurns(turns: readonly Turn[]): { turns: Turn[]; losses: Loss[] } {
  const { leading, rest } = splitLeading(turns)
  const losses: Loss[] = []
  const out: Turn[] = []
  let waiting: Block[] = []
  for (const turn of rest) {
    const last = out.at(-1)
    if (isSystem(turn.role)) {
      losses.push({ code: 'system_turn_folded', path: turn.path })
      const blocks = turn.blocks.map(remind)
      if (last?.role === 'user') out[out.length - 1] = { ...last, blocks: [...last.blocks, ...blocks] }
      else waiting.push(...blocks)
    } else if (turn.role === 'user' && waiting.length > 0) {
      // Tool results stay first: providers want them right after the calls.
      const results = turn.blocks.filter(block => block.type === 'tool-result')
      const others = turn.blocks.filter(block => block.type !== 'tool-result')
      out.push({ ...turn, blocks: [...results, ...waiting, ...others] })
      waiting = []
    } else out.push(turn)
  }
  if (waiting.length > 0) out.push({ role: 'user', path: waiting[0]?.path ?? '', blocks: waiting })
  return { turns: [...leading, ...out], losses }
}

const remind = (block: Block): Block =>
  block.type === 'text' ? { ...block, text: `<system-reminder>\n${block.text}\n</system-reminder>` } : block
