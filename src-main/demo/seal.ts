import { createHash } from 'node:crypto'
import type { Conversation, Dialect, ReasoningBlock } from '../core/conversation.ts'
import { unwrapProof } from '../core/envelope.ts'
import { asString, type JsonObject } from '../core/json.ts'
import type { ReplyProof } from '../core/reply.ts'

/**
 * The demo vendor's own proof of its reasoning, as real ones have it: opaque to clients, to be replayed verbatim. It lets a
 * newcomer, and our tests, see that reasoning survives the way through Patchbay unharmed.
 */
const MARK = 'demo.'

const sealOf = (thought: string): string =>
  `${MARK}${Buffer.from(thought).toString('base64url')}.${digest(thought)}`

const digest = (text: string): string =>
  createHash('sha256').update(`demo:${text}`).digest('base64url').slice(0, 22)

/** The item that carries the seal in a dialect; Chat Completions has no field for one. */
export function proofOf(dialect: Dialect, thought: string): ReplyProof | undefined {
  if (dialect === 'chat') return undefined
  const item: JsonObject =
    dialect === 'messages'
      ? { type: 'thinking', thinking: thought, signature: sealOf(thought) }
      : { type: 'reasoning', summary: [], encrypted_content: sealOf(thought) }
  return { dialect, item }
}

/** The writers print a proof in Patchbay's envelope; a vendor prints it bare. */
export const bareSeals = (printed: string): string =>
  printed.replace(/pb1\.j\.[\w.-]+/g, envelope => sealIn(unwrapProof(envelope)?.item) ?? envelope)

/** The path of the first replayed reasoning whose seal is not one of ours; undefined when all are good. */
export function brokenSeal({ turns }: Conversation): string | undefined {
  const replayed = turns.flatMap(turn => turn.blocks).filter(block => block.type === 'reasoning')
  return replayed.find(block => !isGood(block))?.path
}

function isGood({ proof, text }: ReasoningBlock): boolean {
  // Reasoning without a proof is just text to a model.
  if (!proof) return true
  // An envelope that reached the vendor is one that should have been opened on the way.
  if (proof.provider !== undefined) return false
  const [encoded = '', sum] = (sealIn(proof.item) ?? '').slice(MARK.length).split('.')
  const thought = Buffer.from(encoded, 'base64url').toString()
  return sum === digest(thought) && (text === '' || text === thought)
}

const sealIn = (item: JsonObject = {}): string | undefined =>
  asString(item.signature) ?? asString(item.encrypted_content)
