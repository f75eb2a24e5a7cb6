import type { CompletionUsage } from 'openai/resources/completions'
import { asNumber, asObject, type JsonObject } from '../../json.ts'
import type { Usage } from '../../reply.ts'
import { soundUsage } from '../../sound-usage.ts'

/**
 * Tokens as providers count them: OpenAI's details, DeepSeek's and Moonshot's cache fields, Anthropic's names behind compatible
 * endpoints. xAI leaves reasoning out of `completion_tokens`, which its total tells.
 */
export function readUsage(usage: JsonObject): Usage {
  const read = asObject(usage.prompt_tokens_details)
  const written = asObject(usage.completion_tokens_details)
  const input = asNumber(usage.prompt_tokens)
  const completion = asNumber(usage.completion_tokens)
  const reasoning = asNumber(written.reasoning_tokens) ?? asNumber(usage.reasoning_tokens)
  const total = asNumber(usage.total_tokens)
  const isApart = reasoning && total === (input ?? 0) + (completion ?? 0) + reasoning
  return soundUsage({
    input,
    cacheRead:
      asNumber(read.cached_tokens) ??
      asNumber(usage.prompt_cache_hit_tokens) ??
      asNumber(usage.cached_tokens) ??
      asNumber(usage.cache_read_input_tokens),
    cacheWrite: asNumber(read.cache_write_tokens) ?? asNumber(usage.cache_creation_input_tokens),
    output: isApart ? (completion ?? 0) + reasoning : completion,
    reasoning,
    raw: usage,
  })
}

/** Tokens in OpenAI's form. Details only where the provider gave them. */
export function writeUsage({ input = 0, output = 0, cacheRead, cacheWrite, reasoning }: Usage) {
  const prompt = {
    ...(cacheRead !== undefined && { cached_tokens: cacheRead }),
    ...(cacheWrite !== undefined && { cache_write_tokens: cacheWrite }),
  }
  return {
    prompt_tokens: input,
    completion_tokens: output,
    total_tokens: input + output,
    ...(Object.keys(prompt).length > 0 && { prompt_tokens_details: prompt }),
    ...(reasoning !== undefined && { completion_tokens_details: { reasoning_tokens: reasoning } }),
  } satisfies CompletionUsage
}
