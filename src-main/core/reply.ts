import type { Citation, Dialect, ToolKind } from './conversation.ts'
import type { JsonObject } from './json.ts'
import type { LossCode } from './losses.ts'

/**
 * The canonical reply is a stream of events. The grammar:
 *
 *     start (begin (text | input | citation | proof)* end)* [usage]* stop   or, anywhere after start, failure
 *
 * `start` is first and comes once. Blocks are numbered from 0 in order of `begin`; several may be open at a time (tool
 * calls of Chat interleave), `inOrder` makes them sequential for a writer that needs it. All blocks are ended before
 * `stop`. `usage` replaces what was said before, never adds. `stop` or `failure` is last and comes exactly once.
 * `alive` may stand anywhere and means nothing. A reader upholds this whatever the provider sent.
 */
export type ReplyEvent =
  | { readonly type: 'start'; readonly id?: string; readonly model?: string; readonly created?: number }
  | { readonly type: 'begin'; readonly index: number; readonly block: BlockHead }
  /** Text of a text, refusal or reasoning block. Words may come with their probabilities, or these alone, with no text. */
  | {
      readonly type: 'text'
      readonly index: number
      readonly text: string
      readonly logprobs?: readonly TokenLogprob[]
    }
  /** A fragment of a tool call's input: JSON text, or the free text itself for custom tools (unwrapped). */
  | { readonly type: 'input'; readonly index: number; readonly text: string }
  | { readonly type: 'citation'; readonly index: number; readonly citation: Citation }
  /** The vendor's proof of a reasoning block, complete; at most once a block, before its end. */
  | { readonly type: 'proof'; readonly index: number; readonly proof: ReplyProof }
  | { readonly type: 'end'; readonly index: number }
  | { readonly type: 'usage'; readonly usage: Usage }
  | { readonly type: 'stop'; readonly stop: Stop }
  | { readonly type: 'failure'; readonly failure: Failure }
  /** Something changed on the way to the caller that the headers can no longer say. */
  | { readonly type: 'loss'; readonly loss: Loss }
  | { readonly type: 'alive' }

export type BlockHead =
  | { readonly type: 'text' }
  | { readonly type: 'refusal' }
  /** `part` tells summaries from raw reasoning text, where the provider distinguishes them. */
  | { readonly type: 'reasoning'; readonly part: 'summary' | 'raw' }
  /** Name, namespace and kind are the client's own again: readers restore them from the request's tools. */
  | {
      readonly type: 'tool-call'
      readonly id: string
      readonly kind: ToolKind
      readonly name: string
      readonly namespace?: string
    }
  /** An item only its own dialect can print (a hosted tool's call); other writers print `text`, if any, and report a loss. */
  | {
      readonly type: 'opaque'
      readonly dialect: Dialect
      readonly kind: string
      readonly value: JsonObject
      readonly text?: string
    }

/** A vendor's reasoning item, whole: for Messages `{type:"thinking",thinking,signature}` or `redacted_thinking`, for Responses the item, for Chat the vendor fields. */
export interface ReplyProof {
  readonly dialect: Dialect
  readonly item: JsonObject
  /** Responses: the phase of the message that follows, which travels here as nothing else of it would come back. */
  readonly phase?: string
}

export type StopReason =
  | 'end'
  | 'stop-sequence'
  | 'tool-use'
  | 'length'
  | 'context-window'
  | 'refusal'
  | 'pause'
  | 'compaction'

/** Why the model stopped. `raw` is the provider's word for it; `sequence` the stop sequence that matched, if known. */
export interface Stop {
  readonly reason: StopReason
  readonly raw?: string
  readonly sequence?: string
  readonly explanation?: string
  readonly category?: string
}

/**
 * Tokens. `input` counts everything the model read, cached parts included (OpenAI's way); `output` includes `reasoning`.
 * Undefined means that the provider did not say.
 */
export interface Usage {
  readonly input?: number
  readonly cacheRead?: number
  readonly cacheWrite?: number
  readonly output?: number
  readonly reasoning?: number
  /** The provider's own object. */
  readonly raw?: JsonObject
}

/** Something that could not be kept as it was. `code` is stable, `path` points into the client's body, or begins with `reply`. */
export interface Loss {
  readonly code: LossCode
  readonly path: string
}

/**
 * A failure on its way to the caller, in no dialect. `status` is the HTTP status for the caller; `code` and `type` are
 * OpenAI's words, from which a dialect derives its own. `message` says what to do next and holds no secret.
 */
export interface Failure {
  readonly status: number
  readonly code?: string
  /** OpenAI's error type; derived from the status where absent. */
  readonly type?: string
  readonly message: string
  readonly param?: string
  readonly candidates?: readonly string[]
  /** Who failed: this proxy, or the provider. */
  readonly origin: 'patchbay' | 'provider'
  /** Seconds. */
  readonly retryAfter?: number
  /** Further fields for the error object. */
  readonly details?: JsonObject
}

/** A whole reply: the fold of its events. */
export interface Reply {
  readonly id?: string
  readonly model?: string
  readonly created?: number
  readonly blocks: readonly ReplyBlock[]
  readonly usage?: Usage
  readonly stop?: Stop
  readonly failure?: Failure
  readonly losses: readonly Loss[]
}

/** A token that the model considered, and the natural logarithm of its probability. `bytes` is null where nobody said them. */
export interface LikelyToken {
  readonly token: string
  readonly logprob: number
  readonly bytes: readonly number[] | null
}

/** A token of a reply's text with those that might have stood there (OpenAI API reference, `logprobs`), alike in Chat and Responses. */
export interface TokenLogprob extends LikelyToken {
  readonly top: readonly LikelyToken[]
}

/** A block of a reply. `text` holds text, reasoning or refusal; for tool calls the input. */
export interface ReplyBlock {
  readonly head: BlockHead
  readonly text: string
  readonly citations: readonly Citation[]
  readonly proof?: ReplyProof
  /** The tokens of the text, where the provider told them. */
  readonly logprobs?: readonly TokenLogprob[]
}

interface OpenBlock {
  readonly head: BlockHead
  readonly text: string[]
  readonly citations: Citation[]
  proof?: ReplyProof
  logprobs?: TokenLogprob[]
}

/** Folds events as they come; `reply()` may be asked at any time and gives what has arrived so far. */
export function collector(): { add(event: ReplyEvent): void; reply(): Reply } {
  const blocks: OpenBlock[] = []
  const losses: Loss[] = []
  let start: { id?: string; model?: string; created?: number } = {}
  let usage: Usage | undefined
  let stop: Stop | undefined
  let failure: Failure | undefined
  return {
    add(event) {
      switch (event.type) {
        case 'start':
          start = { id: event.id, model: event.model, created: event.created }
          break
        case 'begin':
          blocks[event.index] = { head: event.block, text: [], citations: [] }
          break
        case 'text': {
          const block = blocks[event.index]
          block?.text.push(event.text)
          if (block && event.logprobs) block.logprobs = [...(block.logprobs ?? []), ...event.logprobs]
          break
        }
        case 'input':
          blocks[event.index]?.text.push(event.text)
          break
        case 'citation':
          blocks[event.index]?.citations.push(event.citation)
          break
        case 'proof': {
          const block = blocks[event.index]
          if (block) block.proof = event.proof
          break
        }
        case 'usage':
          usage = event.usage
          break
        case 'stop':
          stop = event.stop
          break
        case 'failure':
          failure = event.failure
          break
        case 'loss':
          losses.push(event.loss)
          break
      }
    },
    reply: () => ({
      ...start,
      blocks: blocks.map(block => ({ ...block, text: block.text.join('') })),
      usage,
      stop,
      failure,
      losses,
    }),
  }
}

/** The whole reply of finished events. */
export function collect(events: Iterable<ReplyEvent>): Reply {
  const fold = collector()
  for (const event of events) fold.add(event)
  return fold.reply()
}
