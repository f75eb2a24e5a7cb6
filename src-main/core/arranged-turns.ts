import type { Conversation, Turn } from './conversation.ts'
import type { Ledger } from './ledger.ts'
import { foldSystemTurns } from './system-turns.ts'
import { type Target, takesToolMedia } from './target.ts'
import { withoutToolMedia } from './tool-media.ts'
import { pairToolResults } from './tool-pairs.ts'

/**
 * A conversation's turns in the order of the wire, where results of tools are blocks or items: right behind their calls,
 * instructions and images only where the endpoint takes them. The ledger hears of what had to be told otherwise.
 */
export function arrangedTurns({
  conversation,
  target,
  ledger,
}: {
  readonly conversation: Conversation
  readonly target: Target
  readonly ledger: Ledger
}): Turn[] {
  const paired = pairToolResults(conversation.turns)
  const folded =
    target.quirks.systemTurns === 'leading'
      ? foldSystemTurns(paired.turns)
      : { turns: paired.turns, losses: [] }
  const told = takesToolMedia(target) ? { turns: folded.turns, losses: [] } : withoutToolMedia(folded.turns)
  for (const { code, path } of [...paired.losses, ...folded.losses, ...told.losses]) ledger.lose(code, path)
  return told.turns
}
