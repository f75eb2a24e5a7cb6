import { base64urlnopad, utf8 } from '@scure/base'
import type { Dialect, Proof, ReasoningBlock } from './conversation.ts'
import { DIALECTS } from './conversation.ts'
import { asString, isObject, parseJson } from './json.ts'
import type { ReplyProof } from './reply.ts'
import type { Target } from './target.ts'

/**
 * A vendor's reasoning item, whole, in a string that clients replay without looking: `signature` of a thinking block,
 * `encrypted_content` of a reasoning item, `data` of reasoning_details. Form: `pb1.j.<provider>.<family>.<base64url JSON>`.
 * Only the provider and family that made the item get it back; for all others it is taken out, never forged.
 */
const MARK = 'pb1.j.'

/** What every envelope begins with, of any version. */
export const ENVELOPE_PREFIX = 'pb1.'

export const isEnvelope = (text: string): boolean => text.startsWith(ENVELOPE_PREFIX)

export function wrapProof(proof: ReplyProof, target: Pick<Target, 'provider' | 'family'>): string {
  const payload = base64urlnopad.encode(
    utf8.decode(JSON.stringify({ dialect: proof.dialect, item: proof.item, phase: proof.phase })),
  )
  return `${MARK}${target.provider}.${target.family}.${payload}`
}

/** The proof inside an envelope; undefined for anything that is not one, a damaged one included. */
export function unwrapProof(text: string): Proof | undefined {
  if (!text.startsWith(MARK)) return undefined
  const rest = text.slice(MARK.length)
  const afterProvider = rest.indexOf('.')
  // A family may hold dots, a provider id and base64url may not.
  const beforePayload = rest.lastIndexOf('.')
  if (afterProvider <= 0 || beforePayload <= afterProvider) return undefined
  const payload = decode(rest.slice(beforePayload + 1))
  if (!isObject(payload) || !isObject(payload.item)) return undefined
  const dialect = DIALECTS.find(name => name === payload.dialect)
  if (!dialect) return undefined
  const phase = asString(payload.phase)
  return {
    dialect,
    provider: rest.slice(0, afterProvider),
    family: rest.slice(afterProvider + 1, beforePayload),
    item: payload.item,
    ...(phase !== undefined && { phase }),
  }
}

/** The item to replay to this target, or undefined where the proof belongs to somebody else. */
export function proofFor(block: Pick<ReasoningBlock, 'proof'>, target: Target) {
  const { proof } = block
  return proof && belongsTo(proof, target) ? proof.item : undefined
}

export function belongsTo(
  proof: Proof,
  target: { provider: string; family: string; dialect: Dialect },
): boolean {
  if (proof.dialect !== target.dialect) return false
  return (
    proof.provider === undefined || (proof.provider === target.provider && proof.family === target.family)
  )
}

function decode(payload: string) {
  try {
    return parseJson(utf8.encode(base64urlnopad.decode(payload)))
  } catch {
    return undefined
  }
}
