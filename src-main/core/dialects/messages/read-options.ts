import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import { asArray, asNumber, asObject, asString, isObject, type JsonObject, parseJson } from '../../json.ts'
import type { Options } from '../../options.ts'
import { defined } from './defined.ts'

/** The tunable part of a request. Absent fields stay absent. `effort` is what a system message asked for last. */
export function readOptions(body: JsonObject, effort: string | undefined): Options {
  const stop = asArray(body.stop_sequences).filter(entry => typeof entry === 'string')
  return defined({
    maxOutputTokens: asNumber(body.max_tokens),
    temperature: asNumber(body.temperature),
    topP: asNumber(body.top_p),
    topK: asNumber(body.top_k),
    stop: stop.length > 0 ? stop : undefined,
    format: readFormat(body),
    reasoning: readReasoning(body, effort),
    serviceTier: readTier(body),
    ...readUser(asString(asObject(body.metadata).user_id)),
  })
}

function readFormat(body: JsonObject): Options['format'] {
  const output = asObject(body.output_config).format ?? body.output_format
  const { type, schema } = asObject(output)
  if (type !== 'json_schema' || !isObject(schema)) return undefined
  return { type: 'schema', schema, name: 'output', strict: true }
}

const MODES: Readonly<Record<string, 'enabled' | 'disabled' | 'adaptive'>> = {
  enabled: 'enabled',
  disabled: 'disabled',
  adaptive: 'adaptive',
  between_tools: 'adaptive',
}

function readReasoning(body: JsonObject, later: string | undefined): Options['reasoning'] {
  const thinking = asObject(body.thinking)
  const mode = MODES[asString(thinking.type) ?? '']
  const effort = later ?? asString(asObject(body.output_config).effort)
  if (!mode && effort === undefined) return undefined
  return defined({
    effort,
    mode,
    budget: asNumber(thinking.budget_tokens),
    // Thinking that is on is shown unless the client says otherwise.
    summary: !mode || mode === 'disabled' ? undefined : thinking.display === 'omitted' ? 'omitted' : 'auto',
  })
}

function readTier(body: JsonObject): string | undefined {
  if (body.speed === 'fast') return 'fast'
  return body.service_tier === 'standard_only' ? 'default' : asString(body.service_tier)
}

/**
 * Claude Code puts a JSON object with device, account and session ids into `metadata.user_id`: it never leaves as it is.
 * Its session is a good cache key.
 */
function readUser(userId: string | undefined): Pick<Options, 'userId' | 'cacheKey'> {
  if (!userId) return {}
  const ids = parseJson(userId)
  if (!isObject(ids) && userId.length <= 128) return { userId }
  return {
    userId: bytesToHex(sha256(utf8ToBytes(userId))),
    cacheKey: isObject(ids) ? asString(ids.session_id) : undefined,
  }
}
