import { belongsTo, isEnvelope, unwrapProof } from '../../envelope.ts'
import type { Json, JsonObject } from '../../json.ts'
import { asArray, asObject, asString } from '../../json.ts'
import type { Loss } from '../../reply.ts'
import type { Target } from '../../target.ts'
import { readSummary } from './compaction.ts'

/**
 * A body on its way to a provider that speaks Responses itself: reasoning that it made comes out of its envelope, that of
 * others is left out, and a summary of ours becomes the text that it is. A body without envelopes is given back as it is.
 */
export function cleanEnvelopes(body: JsonObject, target: Target): { body: JsonObject; losses: Loss[] } {
  const losses: Loss[] = []
  const input = asArray(body.input)
  if (!input.some(isWrapped)) return { body, losses }
  const cleaned = input.flatMap((item, index): Json[] => {
    if (!isWrapped(item)) return [item]
    const wrapped = asObject(item)
    const summary = readSummary(wrapped)
    if (summary !== undefined)
      return [{ type: 'message', role: 'user', content: [{ type: 'input_text', text: summary }] }]
    const proof = unwrapProof(asString(wrapped.encrypted_content) ?? '')
    if (proof && belongsTo(proof, target)) return [proof.item]
    losses.push({ code: 'reasoning_dropped', path: `input[${index}]` })
    return []
  })
  return { body: { ...body, input: cleaned }, losses }
}

const isWrapped = (item: Json): boolean => isEnvelope(asString(asObject(item).encrypted_content) ?? '')
