import type { JsonObject } from '../core/json.ts'
import { targetFor } from '../core/routing/endpoints.ts'
import type { ListingEntry } from '../core/routing/listing.ts'

const INSTRUCTIONS =
  'You are a coding agent that works in the user’s terminal and files. Use the tools you are given, keep to what was asked, and say briefly what you did.'

const EFFORT_WORDS: Readonly<Record<string, string>> = {
  none: 'No reasoning',
  minimal: 'The least reasoning',
  low: 'Quick, with light reasoning',
  medium: 'Balanced',
  high: 'Deeper reasoning for hard problems',
  xhigh: 'Extra deep reasoning',
  max: 'The most reasoning there is',
}

/** The catalog that Codex 0.169 asks for with `?client_version=`: the fields without which it refuses an entry, and what is known. */
export const codexCatalog = (entries: readonly ListingEntry[]): JsonObject => ({
  models: entries.filter(({ target }) => target.kind === undefined).map(codexModel),
})

function codexModel({ id, target, aliasOf }: ListingEntry, index: number): JsonObject {
  const { quirks } = targetFor(target, target.endpoints.mode)
  const efforts = quirks.efforts.map(effort => ({ effort, description: EFFORT_WORDS[effort] ?? effort }))
  const usual = quirks.efforts.includes('medium') ? 'medium' : quirks.efforts[0]
  return {
    slug: id,
    display_name: aliasOf === undefined ? (target.listed?.displayName ?? id) : id,
    description: aliasOf === undefined ? target.modelId : `${id} is ${aliasOf}`,
    ...(usual === undefined ? {} : { default_reasoning_level: usual }),
    supported_reasoning_levels: efforts,
    shell_type: 'shell_command',
    visibility: 'list',
    supported_in_api: true,
    priority: index,
    base_instructions: INSTRUCTIONS,
    supports_reasoning_summaries: efforts.length > 0,
    support_verbosity: false,
    truncation_policy: { mode: 'tokens', limit: 10_000 },
    supports_parallel_tool_calls: true,
    experimental_supported_tools: [],
    input_modalities: ['text', 'image'],
    ...(target.contextWindow === undefined ? {} : { context_window: target.contextWindow }),
  }
}
