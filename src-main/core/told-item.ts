import type { Conversation } from './conversation.ts'
import type { Ledger } from './ledger.ts'
import { REPLY_PATH } from './losses.ts'
import type { BlockHead } from './reply.ts'

type OpaqueHead = Extract<BlockHead, { type: 'opaque' }>

/**
 * What an item that only its own dialect can print (a hosted search, say) tells the client of another: its text, or nothing;
 * either is a loss. A client that asked for JSON is told nothing, as words beside the JSON would make it unreadable.
 */
export function toldItem(
  head: OpaqueHead,
  { options: { format } }: Conversation,
  ledger: Pick<Ledger, 'lose'>,
): string {
  const wantsJson = format?.type === 'json' || format?.type === 'schema'
  const told = wantsJson || !head.text?.trim() ? '' : head.text
  ledger.lose(told === '' ? 'item_dropped' : 'item_as_text', `${REPLY_PATH}.${head.kind}`)
  return told
}
