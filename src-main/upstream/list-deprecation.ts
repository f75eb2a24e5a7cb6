import { asString, type JsonObject } from '../core/json.ts'
import type { Deprecation } from '../core/routing/capabilities.ts'
import { readSeconds, valueAt } from './list-fields.ts'

/** Where the day stands on which a model stops to answer. */
const ENDS = [
  ['shutdown_date'], // OpenAI
  ['retires_at'], // Anthropic
  ['expiration_date'], // OpenRouter
  ['deprecation'], // Mistral
  ['deprecation', 'inference'], // Azure
  ['deprecation_date'],
] as const
/** Where it stands that it will, without a day. */
const SAID = [['lifecycle'], ['lifecycle_status'], ['status'], ['deprecated'], ['is_deprecated']] as const
const WORDS: ReadonlySet<unknown> = new Set([true, 'deprecated', 'deprecating', 'legacy', 'retired'])

/** What an entry of a model list says of the model's end. Undefined where it says nothing. */
export function readDeprecation(entry: JsonObject): Deprecation | undefined {
  const endsAt = ENDS.map(path => readSeconds(valueAt(entry, path))).find(time => time !== undefined)
  const isSaid = SAID.some(path => WORDS.has(valueAt(entry, path))) || asString(entry.deprecated_at)
  const replacement = asString(entry.deprecation_replacement_model) // Mistral
  if (endsAt === undefined && !isSaid && !replacement) return undefined
  return { ...(endsAt !== undefined && { endsAt }), ...(replacement && { replacement }) }
}
