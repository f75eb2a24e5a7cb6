import type { Json, JsonObject } from '../../json.ts'
import { optionPath } from '../../option-paths.ts'
import type { Options } from '../../options.ts'
import type { Page } from './page.ts'
import { sentStops } from './stops.ts'
import { writeEffort } from './write-effort.ts'

/** Options that travel under another name, if the endpoint takes them. */
interface Passing {
  readonly option: keyof Options
  readonly field: string
  readonly needs?: 'sampling' | 'topK' | 'openaiParameters'
}

const PASSING: readonly Passing[] = [
  { option: 'temperature', field: 'temperature', needs: 'sampling' },
  { option: 'topP', field: 'top_p', needs: 'sampling' },
  { option: 'topK', field: 'top_k', needs: 'topK' },
  { option: 'seed', field: 'seed' },
  { option: 'frequencyPenalty', field: 'frequency_penalty' },
  { option: 'presencePenalty', field: 'presence_penalty' },
  { option: 'logitBias', field: 'logit_bias' },
  { option: 'logprobs', field: 'logprobs', needs: 'sampling' },
  { option: 'topLogprobs', field: 'top_logprobs', needs: 'sampling' },
  { option: 'verbosity', field: 'verbosity', needs: 'openaiParameters' },
  { option: 'metadata', field: 'metadata', needs: 'openaiParameters' },
  { option: 'userId', field: 'safety_identifier', needs: 'openaiParameters' },
  { option: 'cacheKey', field: 'prompt_cache_key', needs: 'openaiParameters' },
  { option: 'cacheRetention', field: 'prompt_cache_retention', needs: 'openaiParameters' },
  { option: 'serviceTier', field: 'service_tier', needs: 'openaiParameters' },
  { option: 'store', field: 'store', needs: 'openaiParameters' },
]

/** Options whose absence means the same as the value, so that leaving them out loses nothing. */
const USUAL: Readonly<Partial<Record<keyof Options, Json>>> = {
  store: false,
  serviceTier: 'auto',
  logprobs: false,
  temperature: 1,
  topP: 1,
}

/** The tunable part of a request as body fields. What the endpoint does not take is a loss, or refused where it was the point. */
export function writeOptions(page: Page): JsonObject {
  tellUnanswerable(page)
  return {
    ...writeMaxTokens(page),
    ...writePassing(page),
    ...writeStop(page),
    ...writeEffort(page),
    ...writeFormat(page),
  }
}

function writeMaxTokens({ conversation, target, ledger }: Page): JsonObject {
  const { options } = conversation
  const limit = target.maxOutputTokens
  const wish = options.maxOutputTokens
  if (wish === undefined) return {}
  const isTooMuch = limit !== undefined && wish > limit
  if (isTooMuch) ledger.lose('max_tokens_clamped', optionPath(conversation, 'maxOutputTokens'))
  return { [target.quirks.maxTokensField]: isTooMuch ? limit : wish }
}

function writePassing({ conversation, target, ledger }: Page): JsonObject {
  const { options } = conversation
  const fields: JsonObject = {}
  for (const { option, field, needs } of PASSING) {
    const value = options[option]
    if (value === undefined) continue
    // Every option in the table is plain JSON.
    if (!needs || target.quirks[needs]) fields[field] = value as Json
    else if (USUAL[option] !== value) ledger.lose('unsupported_parameter', optionPath(conversation, option))
  }
  // Chat refuses one without the other.
  if (fields.top_logprobs !== undefined && options.logprobs === undefined) fields.logprobs = true
  // Chat knows no tier above `fast`.
  if (fields.service_tier === 'ultrafast') {
    fields.service_tier = 'fast'
    ledger.lose('unsupported_parameter', optionPath(conversation, 'serviceTier'))
  }
  return fields
}

/** Usage is always wanted here, whether or not the caller asked for it. */
export function writeStreamOptions({ conversation, target, ledger }: Page): JsonObject {
  const { obfuscation } = conversation.options
  const isPassed = obfuscation !== undefined && target.quirks.openaiParameters
  // Nobody else pads a stream.
  if (obfuscation && !isPassed) ledger.lose('unsupported_parameter', optionPath(conversation, 'obfuscation'))
  return { include_usage: true, ...(isPassed && { include_obfuscation: obfuscation }) }
}

function writeStop({ conversation }: Page): JsonObject {
  const stop = sentStops(conversation.options)
  return stop.length > 0 ? { stop } : {}
}

function writeFormat({ conversation, target, ledger }: Page): JsonObject {
  const { options } = conversation
  const { format } = options
  if (!format) return {}
  if (format.type === 'text') return { response_format: { type: 'text' } }
  if (format.type === 'json') return { response_format: { type: 'json_object' } }
  if (!target.quirks.structuredOutput) {
    ledger.lose('format_as_hint', optionPath(conversation, 'format'))
    return { response_format: { type: 'json_object' } }
  }
  const { name = 'output', schema, description, strict } = format
  const optional = {
    ...(description !== undefined && { description }),
    ...(strict !== undefined && { strict }),
  }
  return { response_format: { type: 'json_schema', json_schema: { name, schema, ...optional } } }
}

/** What was asked for and could not be given back to the caller, as replies hold one answer. */
function tellUnanswerable({ conversation, ledger }: Page): void {
  const { options } = conversation
  const path = (name: keyof Options) => optionPath(conversation, name)
  if ((options.choices ?? 1) > 1) {
    ledger.refuse(path('choices'), 'Only one answer can be translated. Leave out "n", or ask several times.')
  }
  if (options.previousResponseId !== undefined) {
    ledger.refuse(
      path('previousResponseId'),
      'The earlier response is not stored here. Send the whole conversation.',
    )
  }
}
