import { belongsTo, isEnvelope } from '../../envelope.ts'
import { asArray, asObject, asString, isObject, type Json, type JsonObject } from '../../json.ts'
import type { Loss } from '../../reply.ts'
import type { Target } from '../../target.ts'
import { envelopeOf } from './read-reasoning.ts'

/**
 * Unwraps our envelopes in the `reasoning_details` of a body that is passed on, where they hold this endpoint's own details, and
 * takes the others out. A body without envelopes is given back itself.
 */
export function cleanEnvelopes(body: JsonObject, target: Target): { body: JsonObject; losses: Loss[] } {
  const losses: Loss[] = []
  if (!Array.isArray(body.messages)) return { body, losses }
  let isChanged = false
  const messages = body.messages.map((message, position) => {
    if (!isObject(message) || !asArray(message.reasoning_details).some(isOurs)) return message
    isChanged = true
    const { reasoning_details, ...rest } = message
    const details = asArray(reasoning_details).flatMap((detail, index) => {
      if (!isOurs(detail)) return [detail]
      const own = ownDetails(detail, target)
      const path = `messages[${position}].reasoning_details[${index}]`
      if (!own) losses.push({ code: 'reasoning_proof_dropped', path })
      return own ?? []
    })
    return details.length > 0 ? { ...message, reasoning_details: details } : rest
  })
  return { body: isChanged ? { ...body, messages } : body, losses }
}

const isOurs = (detail: Json): boolean => {
  const { data, signature } = asObject(detail)
  return isEnvelope(asString(data) ?? '') || isEnvelope(asString(signature) ?? '')
}

/** What the envelope of this endpoint holds; undefined for those of others and for damaged ones. */
function ownDetails(detail: Json, target: Target): Json[] | undefined {
  const proof = envelopeOf(detail)
  if (!proof || !belongsTo(proof, target)) return undefined
  return asArray(proof.item.reasoning_details)
}
