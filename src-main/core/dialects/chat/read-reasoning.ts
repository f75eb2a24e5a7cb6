import type { ReasoningBlock } from '../../conversation.ts'
import { unwrapProof } from '../../envelope.ts'
import { asArray, asObject, asString, type Json, type JsonObject } from '../../json.ts'

/** The envelope in an entry of `reasoning_details`, if we wrote it. */
export function envelopeOf(detail: Json | undefined) {
  const { data, signature } = asObject(detail)
  return unwrapProof(asString(data) ?? '') ?? unwrapProof(asString(signature) ?? '')
}

/** What people may read of `reasoning_details` (OpenRouter): texts and summaries in order. */
export const detailsText = (details: readonly (Json | undefined)[]): string =>
  details.map(detail => asString(asObject(detail).text) ?? asString(asObject(detail).summary) ?? '').join('')

/** The reasoning text of a message or delta, in whichever of the three fields a provider uses. */
export const reasoningText = (message: JsonObject): string =>
  asString(message.reasoning_content) ||
  asString(message.reasoning) ||
  detailsText(asArray(message.reasoning_details))

/**
 * Reasoning that a client replays on an assistant message. Our envelopes are unwrapped to the proofs they hold; a vendor's own
 * details stay together, as one bare proof.
 */
export function readReasoning(message: JsonObject, path: string): ReasoningBlock[] {
  const details = asArray(message.reasoning_details)
  const proofs = details.map(envelopeOf).filter(proof => proof !== undefined)
  const bare = details.filter(detail => envelopeOf(detail) === undefined)
  const field =
    ['reasoning_content', 'reasoning'].find(name => asString(message[name])) ?? 'reasoning_details'
  const text = reasoningText(message)
  const at = `${path}.${field}`
  if (bare.length > 0) {
    proofs.unshift({ dialect: 'chat', item: { reasoning_details: bare } })
  }
  if (proofs.length === 0) return text ? [{ type: 'reasoning', text, path: at }] : []
  // Chat has one text for all reasoning of a message, so the first block holds it.
  return proofs.map((proof, index) => ({ type: 'reasoning', text: index === 0 ? text : '', proof, path: at }))
}
