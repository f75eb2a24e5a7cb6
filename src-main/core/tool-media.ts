import type { Block, ToolResultBlock, Turn } from './conversation.ts'
import type { Loss } from './reply.ts'

/** Images and files out of results, with the results that say where they stood. */
export interface MovedMedia {
  readonly results: ToolResultBlock[]
  readonly moved: Block[]
  readonly losses: Loss[]
}

/**
 * For endpoints whose results of tools hold text alone: what `stays` does not allow leaves a note with its number behind, and is
 * to follow in the user's words.
 */
export function moveMedia(results: readonly ToolResultBlock[], stays: (block: Block) => boolean): MovedMedia {
  const moved: Block[] = []
  const losses: Loss[] = []
  const move = (block: Block): Block => {
    if (stays(block)) return block
    losses.push({ code: 'tool_result_media_moved', path: block.path })
    const kind = block.type === 'image' ? 'image' : 'file'
    const number = moved.filter(other => (other.type === 'image') === (kind === 'image')).length + 1
    moved.push(block)
    return { type: 'text', text: `[${kind} ${number} follows]`, path: block.path }
  }
  return { results: results.map(result => ({ ...result, blocks: result.blocks.map(move) })), moved, losses }
}

const isMedia = ({ type }: Block): boolean => type === 'image' || type === 'file' || type === 'audio'

/** Turns whose results are text alone: images and files stand behind the results, in the same turn. */
export function withoutToolMedia(turns: readonly Turn[]): { turns: Turn[]; losses: Loss[] } {
  const losses: Loss[] = []
  const out = turns.map(turn => {
    const results = turn.blocks.filter(block => block.type === 'tool-result')
    const { results: plain, moved, losses: more } = moveMedia(results, block => !isMedia(block))
    if (moved.length === 0) return turn
    losses.push(...more)
    return {
      ...turn,
      blocks: [...plain, ...moved, ...turn.blocks.filter(({ type }) => type !== 'tool-result')],
    }
  })
  return { turns: out, losses }
}
