import type { MessageDeltaUsage, Usage as MessageUsage } from '@anthropic-ai/sdk/resources/messages'
import { asNumber, asObject, type JsonObject } from '../../json.ts'
import type { Usage } from '../../reply.ts'
import { soundUsage } from '../../sound-usage.ts'

/** Anthropic counts what came from the cache apart from `input_tokens`; the canonical input is all of it (mapping §6.2). */
export function readUsage(raw: JsonObject): Usage {
  const fresh = asNumber(raw.input_tokens)
  const cacheRead = asNumber(raw.cache_read_input_tokens)
  const cacheWrite = asNumber(raw.cache_creation_input_tokens)
  const said = fresh !== undefined || cacheRead !== undefined || cacheWrite !== undefined
  return soundUsage({
    input: said ? (fresh ?? 0) + (cacheRead ?? 0) + (cacheWrite ?? 0) : undefined,
    cacheRead,
    cacheWrite,
    output: asNumber(raw.output_tokens),
    reasoning: asNumber(asObject(raw.output_tokens_details).thinking_tokens),
    raw,
  })
}

/** Later counts replace earlier ones; nulls say nothing. */
export const mergeUsage = (before: JsonObject, later: JsonObject): JsonObject => ({
  ...before,
  ...Object.fromEntries(Object.entries(later).filter(([, value]) => value !== null && value !== undefined)),
})

/** The closing counts of a stream. Clients overwrite what is a number and keep what is null. */
export function deltaUsage(usage: Usage | undefined) {
  const { input, cacheRead, cacheWrite, output, reasoning } = usage ?? {}
  return {
    input_tokens: input === undefined ? null : Math.max(0, input - (cacheRead ?? 0) - (cacheWrite ?? 0)),
    cache_creation_input_tokens: cacheWrite ?? null,
    cache_read_input_tokens: cacheRead ?? null,
    output_tokens: output ?? 0,
    output_tokens_details: reasoning === undefined ? null : { thinking_tokens: reasoning },
    server_tool_use: null,
  } satisfies MessageDeltaUsage
}

/** The counts of a whole message; what is unknown is 0, as clients read them as numbers. */
export function messageUsage(usage: Usage | undefined) {
  const delta = deltaUsage(usage)
  return {
    ...delta,
    input_tokens: delta.input_tokens ?? 0,
    cache_creation_input_tokens: delta.cache_creation_input_tokens ?? 0,
    cache_read_input_tokens: delta.cache_read_input_tokens ?? 0,
    cache_creation: null,
    inference_geo: null,
    service_tier: null,
    speed: null,
  } satisfies MessageUsage
}
