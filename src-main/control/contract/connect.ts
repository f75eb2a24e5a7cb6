import { z } from 'zod'
import { DIALECTS, type Dialect } from '../../core/conversation.ts'
import type { Usage } from '../../core/reply.ts'
import { nameField } from './fields.ts'

/** The model that snippets name; the first alias or model where absent. */
export const connectInput = z.strictObject({ model: nameField.optional() })
/** Without an endpoint: the one that the model prefers. */
export const testPromptInput = z.strictObject({
  model: nameField,
  prompt: z.string().min(1).max(20_000),
  endpoint: z.enum(DIALECTS).optional(),
})

type ConnectInput = z.output<typeof connectInput>
export type TestPromptInput = z.output<typeof testPromptInput>

/** One piece of text to put somewhere. */
export interface Snippet {
  /** For people: a path, or "In a terminal". */
  readonly where: string
  readonly language: 'json' | 'jsonc' | 'toml' | 'yaml' | 'shell' | 'javascript' | 'python' | 'text'
  /** Ready to copy: address, model and, where the client has to have it in plain text, the local key are filled in. */
  readonly text: string
}

/** How one client is pointed here. */
export interface ClientGuide {
  readonly id: string
  readonly name: string
  readonly kind: 'agent' | 'editor' | 'sdk' | 'terminal'
  /** What it calls: decides which models answer without translation. */
  readonly dialects: readonly Dialect[]
  readonly snippets: readonly Snippet[]
  /** What to know, one sentence each. */
  readonly notes: readonly string[]
}

export interface ConnectInfo {
  /** For Anthropic's clients: without `/v1`. */
  readonly baseUrl: string
  /** For everybody else: with `/v1`. */
  readonly openaiBaseUrl: string
  readonly keyRequired: boolean
  readonly model: string
  readonly clients: readonly ClientGuide[]
}

/** A real request through the proxy's own port. Times are in milliseconds. */
export type PromptTested =
  | {
      readonly ok: true
      readonly requestId?: string
      readonly endpoint: Dialect
      /** `provider/upstreamId` that answered. */
      readonly modelId?: string
      /** How it went, as `x-patchbay-route` says it. */
      readonly route?: string
      readonly text: string
      readonly firstTextMs?: number
      readonly durationMs: number
      readonly usage?: Omit<Usage, 'raw'>
      /** Things that were left out on the way, as `x-patchbay-warnings` says them. */
      readonly warnings?: string
    }
  | {
      readonly ok: false
      readonly requestId?: string
      readonly endpoint: Dialect
      /** HTTP status; absent where no answer came. */
      readonly status?: number
      readonly code?: string
      /** As a client would have read it. */
      readonly message: string
      /** What came before it broke. */
      readonly text: string
      readonly durationMs: number
    }

export interface ConnectOperations {
  info(input: ConnectInput): ConnectInfo
  testPrompt(input: TestPromptInput, signal: AbortSignal | undefined): Promise<PromptTested>
}
