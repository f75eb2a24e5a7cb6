import type { TokenLogprob } from './reply.ts'

/** Keeps the tokens of text that is held back, block by block, until as much of the text is told. */
export function heldTokens() {
  const blocks = new Map<number, { tokens: TokenLogprob[]; behind: number }>()
  return {
    hold(index: number, tokens: readonly TokenLogprob[] = []): void {
      const known = blocks.get(index)
      if (known) known.tokens.push(...tokens)
      else blocks.set(index, { tokens: [...tokens], behind: 0 })
    },
    /** The tokens of the next `length` UTF-16 units, one that goes on behind them left out; `isAll` gives every one. */
    take(index: number, length: number, isAll: boolean): TokenLogprob[] {
      const known = blocks.get(index)
      if (!known) return []
      const room = known.behind + length
      let units = 0
      let count = 0
      for (const { token } of known.tokens) {
        if (!isAll && units + token.length > room) break
        units += token.length
        count++
      }
      const taken = known.tokens.splice(0, count)
      known.behind = isAll ? 0 : room - units
      return taken
    },
    drop(index: number): void {
      blocks.delete(index)
    },
  }
}
