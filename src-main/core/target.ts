import type { Dialect } from './conversation.ts'
import type { JsonObject } from './json.ts'

/**
 * What a request writer must know about the model it writes to: data, never code. A provider's preset and the facts
 * about single models are merged over `DEFAULT_QUIRKS` (see routing/endpoints.ts); a writer reads nothing else.
 */
export interface Target {
  /** Provider id of the settings, e.g. `openrouter`. */
  readonly provider: string
  /** The provider's own model id, verbatim. */
  readonly model: string
  /** Reasoning proofs are bound to it: the upstream id without its date, e.g. `claude-opus-4-8`. */
  readonly family: string
  /** The endpoint that is written to. */
  readonly dialect: Dialect
  readonly maxOutputTokens?: number
  readonly quirks: Quirks
}

/** How an endpoint of a model deviates. Every field has a default, so a preset only names what differs. */
export interface Quirks {
  /** Whether system/developer turns may stand in the middle of the conversation. */
  readonly systemTurns: 'anywhere' | 'leading'
  /** The role that carries instructions on Chat and Responses; `user` where the model has no other. */
  readonly instructionRole: 'system' | 'developer' | 'user'
  /** Chat: the name of the output limit. */
  readonly maxTokensField: 'max_completion_tokens' | 'max_tokens'
  /** Whether a tool's result may hold images and files; `standard` is what the dialect says: on Chat no, elsewhere yes. */
  readonly toolResultImages: boolean | 'standard'
  /** Whether freeform (`custom`) tools exist; otherwise they are wrapped in a function with one string. */
  readonly customTools: boolean
  /** Responses: whether `namespace` and `tool_search` tools exist; otherwise they are flattened to functions. */
  readonly toolNamespaces: boolean
  /** Responses: whether it compacts conversations itself; otherwise the model is asked for a summary, which we keep for it. */
  readonly compaction: boolean
  /** What the name of a tool may begin with: any legal character, or only a letter and `_` (Gemini). */
  readonly toolNameStart: 'any' | 'letter'
  /** Types of hosted tools that the endpoint runs, in its own dialect's words (`web_search`). */
  readonly hostedTools: readonly string[]
  /** Chat: the field in which reasoning of earlier turns is replayed; `none` drops it with a loss. */
  readonly reasoningField: 'reasoning_content' | 'reasoning' | 'reasoning_details' | 'none'
  /** Chat: what a call of the history says in the place of a vendor's proof that it never had; null: nothing. */
  readonly standInProof: JsonObject | null
  /** Chat: the field that switches reasoning on and off, or gives it a budget, beside `reasoning_effort`. */
  readonly reasoningSwitch: 'thinking' | 'enable_thinking' | 'reasoning' | 'none'
  /** Efforts that are accepted, weakest first; empty: the model takes no effort. A stronger wish steps down, with a loss. */
  readonly efforts: readonly string[]
  /** Messages: how thinking is switched on. `manual` needs a budget; `none` cannot think. */
  readonly thinking: 'adaptive' | 'manual' | 'none'
  /** Whether temperature and top_p are accepted. */
  readonly sampling: boolean
  readonly topK: boolean
  /** Whether a call can be forced (`required`, or one tool by its name); otherwise the choice is the model's, with a loss. */
  readonly forcedTools: boolean
  /** Chat: what an assistant message at the end comes to. The model goes on from it, told so or not, or may begin anew. */
  readonly prefill: 'continues' | 'prefix' | 'continue_final_message' | 'restarts'
  /** Keywords of JSON Schema that a tool's parameters must not hold. */
  readonly refusedKeywords: readonly string[]
  /** Fields of a body that are refused: whatever would be written there is left out, with a loss. */
  readonly refusedFields: readonly string[]
  /** JSON-schema output; otherwise a forced tool or a hint stands in. */
  readonly structuredOutput: boolean
  /** How cache breakpoints are said. */
  readonly cacheBreakpoints: 'cache_control' | 'prompt_cache_breakpoint' | 'none'
  /** Responses: whether `frequency_penalty`/`presence_penalty` are known (Open Responses servers). */
  readonly penalties: boolean
  /** OpenAI's vendor-only parameters (store, metadata, prompt_cache_key, service_tier, verbosity, safety_identifier, …) are understood. */
  readonly openaiParameters: boolean
  /** The stream may end cleanly without the dialect's end mark (finish_reason, terminal event). */
  readonly endsWithoutMark: boolean
}

export const DEFAULT_QUIRKS: Quirks = {
  systemTurns: 'anywhere',
  instructionRole: 'system',
  maxTokensField: 'max_tokens',
  toolResultImages: 'standard',
  customTools: false,
  toolNamespaces: false,
  compaction: false,
  toolNameStart: 'any',
  hostedTools: [],
  reasoningField: 'none',
  standInProof: null,
  reasoningSwitch: 'none',
  efforts: ['low', 'medium', 'high'],
  thinking: 'adaptive',
  sampling: true,
  topK: false,
  forcedTools: true,
  prefill: 'restarts',
  refusedKeywords: [],
  refusedFields: [],
  structuredOutput: true,
  cacheBreakpoints: 'none',
  penalties: false,
  openaiParameters: false,
  endsWithoutMark: false,
}

/** Whether images and files stay in the results of tools at this endpoint. */
export const takesToolMedia = ({ dialect, quirks }: Pick<Target, 'dialect' | 'quirks'>): boolean =>
  quirks.toolResultImages === 'standard' ? dialect !== 'chat' : quirks.toolResultImages
