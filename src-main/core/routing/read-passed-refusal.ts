import { isOptionField } from '../refused-fields.ts'
import type { Failure } from '../reply.ts'
import { DEFAULT_QUIRKS } from '../target.ts'
import { type Learned, type Refused, readRefusal } from './read-refusal.ts'
import { refusedField } from './refused-field.ts'

/**
 * What a refusal teaches of a request that its client wrote. Nobody sends it again without the field to see whether that was
 * it, so only what is said of a field itself counts, and only of one that is written here, too: a client's mistakes in values
 * and names teach nothing.
 */
export function readPassedRefusal(refused: Refused): Learned | undefined {
  const { said, sent, target } = refused
  const field = refusedField(said, sent)
  const isOurs = field !== undefined && (isOptionField(field) || LIMITS.has(field))
  if (!isOurs || !isAboutItself(field, said)) return undefined
  // The client minded nothing of what is known of the target: the words are those to somebody who knows nothing.
  return readRefusal({ said, sent, target: { ...target, quirks: DEFAULT_QUIRKS } }, target)
}

const LIMITS: ReadonlySet<string> = new Set(['max_tokens', 'max_completion_tokens'])

const CODES: ReadonlySet<string | undefined> = new Set(['unsupported_parameter', 'unknown_parameter'])

const isAboutItself = (field: string, { code, message }: Failure): boolean =>
  CODES.has(code) ||
  new RegExp(
    `\\b${field}['"\`]? (?:is|are) (?:deprecated|unsupported|no longer|not (?:supported|permitted|available))`,
  ).test(message) ||
  new RegExp(`\\b${field}: extra inputs are not permitted`, 'i').test(message)
