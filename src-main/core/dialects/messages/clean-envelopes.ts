import { belongsTo, isEnvelope, unwrapProof } from '../../envelope.ts'
import { asArray, asString, isObject, type Json, type JsonObject } from '../../json.ts'
import type { Loss } from '../../reply.ts'
import type { Target } from '../../target.ts'
import { isBorrowedCitation } from './citations.ts'

/**
 * Cleans the history of a passed body: reasoning that another vendor made is taken out, our envelopes around this target's
 * own are opened, and citations that only we could have made go. A body without any of these comes back as the same object.
 */
export function cleanEnvelopes(body: JsonObject, target: Target): { body: JsonObject; losses: Loss[] } {
  const losses: Loss[] = []
  let changed = false
  const messages = asArray(body.messages).flatMap((message, index) => {
    if (!isObject(message) || !Array.isArray(message.content)) return [message]
    const content = message.content.flatMap((block, at) =>
      cleanBlock(block, `messages[${index}].content[${at}]`, target, losses),
    )
    if (
      content.length === message.content.length &&
      content.every((block, at) => block === asArray(message.content)[at])
    ) {
      return [message]
    }
    changed = true
    // A message that held nothing else would be refused as empty.
    return content.length === 0 ? [] : [{ ...message, content }]
  })
  return changed ? { body: { ...body, messages }, losses } : { body, losses }
}

const SEALS: Readonly<Record<string, string>> = { thinking: 'signature', redacted_thinking: 'data' }

function cleanBlock(block: Json, path: string, target: Target, losses: Loss[]): Json[] {
  if (!isObject(block)) return [block]
  if (block.type === 'text') return [withoutBorrowed(block)]
  const field = SEALS[asString(block.type) ?? '']
  const seal = field === undefined ? undefined : asString(block[field])
  if (seal === undefined || !isEnvelope(seal)) return [block]
  const proof = unwrapProof(seal)
  if (proof && belongsTo(proof, target)) return [proof.item]
  losses.push({ code: 'reasoning_dropped', path })
  return []
}

function withoutBorrowed(block: JsonObject): JsonObject {
  const citations = asArray(block.citations)
  if (!citations.some(isBorrowedCitation)) return block
  const { citations: _cleaned, ...rest } = block
  const own = citations.filter(citation => !isBorrowedCitation(citation))
  return own.length > 0 ? { ...rest, citations: own } : rest
}
