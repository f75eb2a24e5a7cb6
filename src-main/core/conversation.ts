import type { Json, JsonObject } from './json.ts'
import type { Options } from './options.ts'

/** A wire protocol: OpenAI Chat Completions, OpenAI Responses, Anthropic Messages. */
export type Dialect = 'chat' | 'responses' | 'messages'
export const DIALECTS = ['chat', 'responses', 'messages'] as const satisfies readonly Dialect[]

/**
 * The canonical request: what a client asked for, in no vendor's shape. A reader fills it from one dialect, a
 * writer prints it in another. Everything is immutable; order is the order of the wire.
 */
export interface Conversation {
  /** The dialect it was read from. A writer of the same dialect may print `raw` side-cars verbatim. */
  readonly from: Dialect
  /** System and developer turns stand where the client put them; leading ones come first. */
  readonly turns: readonly Turn[]
  readonly tools: readonly Tool[]
  readonly toolChoice?: ToolChoice
  /** False forbids several tool calls in one reply. */
  readonly parallelToolCalls?: boolean
  readonly options: Options
  readonly stream: boolean
  /** Chat clients only get a usage chunk when they asked (`stream_options.include_usage`). */
  readonly streamUsage: boolean
  /** Top-level request fields that have no canonical place: `{path, value}`. Writers of another dialect turn each into a loss. */
  readonly unknown: readonly { readonly path: string; readonly value: Json }[]
  /** The body as the client sent it, for echoes (Responses repeats the request in its reply). */
  readonly body: JsonObject
}

export type Role = 'system' | 'developer' | 'user' | 'assistant'

/** One message. Tool results are blocks of a user turn; tool calls and reasoning are blocks of an assistant turn. */
export interface Turn {
  readonly role: Role
  readonly blocks: readonly Block[]
  /** JSON path in the client's body, for errors and losses, e.g. `messages[3]`. */
  readonly path: string
  /** Participant's name (chat). */
  readonly name?: string
  /** Responses: `commentary` or `final_answer`, must be replayed where it came from. */
  readonly phase?: string
}

export type Block =
  | TextBlock
  | ImageBlock
  | FileBlock
  | AudioBlock
  | ReasoningBlock
  | ToolCallBlock
  | ToolResultBlock
  | RefusalBlock
  | OpaqueBlock

interface BlockBase {
  /** JSON path in the client's body. */
  readonly path: string
  /** The client asked to end a cached prefix here (`cache_control`, `prompt_cache_breakpoint`), as it said it. */
  readonly cache?: JsonObject
}

export interface TextBlock extends BlockBase {
  readonly type: 'text'
  readonly text: string
  readonly citations?: readonly Citation[]
}

/** Where bytes of an image or file come from. `id` is bound to the provider that issued it. */
export type Source =
  | { readonly kind: 'url'; readonly url: string }
  | { readonly kind: 'base64'; readonly mediaType: string; readonly data: string }
  | { readonly kind: 'text'; readonly text: string; readonly mediaType: string }
  | { readonly kind: 'id'; readonly id: string }

/** Names of a block's fields that only its own vendor knows (Anthropic's `context`, OpenAI's `detail` of files); every writer tells that they go. */
interface WithOwnFields {
  readonly ownFields?: readonly string[]
}

export interface ImageBlock extends BlockBase, WithOwnFields {
  readonly type: 'image'
  readonly source: Source
  /** auto, low, high, original. */
  readonly detail?: string
}

export interface FileBlock extends BlockBase, WithOwnFields {
  readonly type: 'file'
  readonly source: Source
  readonly filename?: string
}

export interface AudioBlock extends BlockBase {
  readonly type: 'audio'
  readonly data: string
  readonly format: string
}

/**
 * Reasoning of an earlier assistant turn. `text` is what people may read; `proof` is what a vendor needs to accept it
 * again, already unwrapped from our envelope when it carried one.
 */
export interface ReasoningBlock extends BlockBase {
  readonly type: 'reasoning'
  readonly text: string
  readonly proof?: Proof
}

/**
 * A vendor's own reasoning item, to be replayed verbatim to the dialect, provider and family it came from, and to nobody
 * else. `provider` and `family` are undefined when the client replayed it bare: then it is only printed in `dialect`.
 */
export interface Proof {
  readonly dialect: Dialect
  readonly provider?: string
  readonly family?: string
  readonly item: JsonObject
  /** Responses: the phase of the message that followed. */
  readonly phase?: string
}

/** How a tool is called: by JSON arguments, by free text, or by a vendor's typed item. */
export type ToolKind = 'function' | 'custom' | 'tool_search' | 'local_shell' | 'shell' | 'apply_patch'

export interface ToolCallBlock extends BlockBase, WithOwnFields {
  readonly type: 'tool-call'
  /** What results refer to (`tool_calls[].id`, `call_id`, `tool_use.id`), as the client sent it. */
  readonly id: string
  readonly kind: ToolKind
  readonly name: string
  readonly namespace?: string
  /** JSON text (verbatim, perhaps not valid), the free text itself for custom. */
  readonly input: string
}

export interface ToolResultBlock extends BlockBase {
  readonly type: 'tool-result'
  readonly callId: string
  readonly kind: ToolKind
  /** text, image, file and opaque blocks only. */
  readonly blocks: readonly Block[]
  readonly isError: boolean
}

export interface RefusalBlock extends BlockBase {
  readonly type: 'refusal'
  readonly text: string
}

/**
 * Content that only its own dialect can print. `fate` is what other writers do: `refuse` (the meaning would change),
 * `text` (print `text` in its place, with a loss), `drop` (a known-ignorable item, with a loss).
 */
export interface OpaqueBlock extends BlockBase {
  readonly type: 'opaque'
  readonly dialect: Dialect
  readonly kind: string
  readonly value: JsonObject
  readonly fate: 'refuse' | 'text' | 'drop'
  readonly text?: string
}

/** A reference into a source; `raw` is the vendor's object. Offsets count UTF-16 units of the block's text. */
export interface Citation {
  readonly url?: string
  readonly title?: string
  readonly start?: number
  readonly end?: number
  readonly citedText?: string
  readonly raw: { readonly dialect: Dialect; readonly value: JsonObject }
}

export type Tool = FunctionTool | CustomTool | HostedTool

/** Fields of a tool's definition beyond the canonical ones, as its own dialect knows them. */
export interface ToolExtras {
  readonly dialect: Dialect
  readonly fields: JsonObject
}

interface ToolBase {
  readonly path: string
  readonly name: string
  /** Responses groups tools (`type:"namespace"`); a call must come back with the same namespace. */
  readonly namespace?: string
  readonly description?: string
  /** Hidden from the model until a tool search names it. */
  readonly deferred?: boolean
  readonly cache?: JsonObject
  /** What its own dialect says beyond this (`input_examples`, `output_schema`, …). */
  readonly extras?: ToolExtras
}

export interface FunctionTool extends ToolBase {
  readonly type: 'function'
  /** What is no plain function is one of Responses' tools that the client runs, called as a function elsewhere. */
  readonly kind: Exclude<ToolKind, 'custom'>
  /** JSON Schema of the arguments; undefined when the client gave none. */
  readonly parameters?: JsonObject
  /** Undefined when the client did not say. */
  readonly strict?: boolean
  /** The client's own object, when its dialect knows more than this (Anthropic's bash_20250124 and the like). */
  readonly raw?: JsonObject
}

export interface CustomTool extends ToolBase {
  readonly type: 'custom'
  readonly grammar?: { readonly syntax: string; readonly definition: string }
}

/** A tool that the provider runs itself (`web_search`, `code_interpreter`, …). */
export interface HostedTool extends ToolBase {
  readonly type: 'hosted'
  readonly dialect: Dialect
  readonly value: JsonObject
  /** A server of tools that the provider calls; whoever cannot must refuse, since the caller cannot call it either. */
  readonly mcp?: {
    readonly label: string
    readonly url: string
    readonly authorization?: string
    readonly allowedTools?: readonly string[]
  }
  /** Set where all three dialects have the tool in some form. */
  readonly search?: {
    readonly contextSize?: string
    readonly location?: JsonObject
    readonly maxUses?: number
    readonly allowedDomains?: readonly string[]
    readonly blockedDomains?: readonly string[]
  }
}

export type ToolReference = { readonly name: string; readonly namespace?: string }

export type ToolChoice =
  | { readonly type: 'auto' | 'none' | 'required' }
  | { readonly type: 'tool'; readonly tool: ToolReference }
  | { readonly type: 'allowed'; readonly mode: 'auto' | 'required'; readonly tools: readonly ToolReference[] }
  | { readonly type: 'opaque'; readonly dialect: Dialect; readonly value: Json }
