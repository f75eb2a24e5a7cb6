import type { Conversation } from './conversation.ts'
import type { BlockHead } from './reply.ts'

type OpaqueHead = Extract<BlockHead, { type: 'opaque' }>

/**
 * What an item that only its own dialect can print (a hosted search, say) tells the client of another: its text, or nothing. A
 * client that asked for JSON is told nothing, as words beside the JSON would make it unreadable.
 */
export function toldItem(head: OpaqueHead, { options: { format } }: Conversation): string {
  const wantsJson = format?.type === 'json' || format?.type === 'schema'
  return wantsJson || !head.text?.trim() ? '' : head.text
}
