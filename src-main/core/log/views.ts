import type { Side } from './recording.ts'

/** A message for people: no credential in it, images and files as their hashes. */
export interface MessageView {
  readonly side: Side
  readonly method?: string
  readonly url?: string
  readonly status?: number
  readonly headers: Readonly<Record<string, string>>
  /** JSON is laid out; an event stream stands as it came. */
  readonly text: string
  readonly kind: 'json' | 'events' | 'text' | 'empty'
  readonly size: number
  readonly truncated: boolean
  /** Credentials that were taken out. */
  readonly hidden: number
  /** Small pictures of the images in it, while it is in memory. */
  readonly images: readonly {
    readonly hash: string
    readonly mediaType: string
    readonly size: number
    readonly dataUrl?: string
  }[]
}

/** An event of the stream. `at`: milliseconds since the request began. */
export interface StreamEventView {
  readonly at: number
  readonly side: 'upstream-response' | 'client-response'
  readonly name: string
  readonly data: string
}

/** The conversation as people read it, made from the client's messages. */
export interface ChatView {
  readonly system: readonly string[]
  readonly tools: readonly { readonly name: string; readonly description?: string }[]
  readonly turns: readonly ChatTurn[]
  /** What could not be read, as a sentence. */
  readonly problem?: string
}
export interface ChatTurn {
  readonly role: 'user' | 'assistant' | 'tool' | 'system'
  /** It is what this request was answered with. */
  readonly isReply: boolean
  readonly blocks: readonly ChatBlock[]
}
export type ChatBlock =
  | { readonly kind: 'text' | 'reasoning' | 'refusal'; readonly text: string }
  | { readonly kind: 'tool-call'; readonly id: string; readonly name: string; readonly input: string }
  | { readonly kind: 'tool-result'; readonly id: string; readonly text: string; readonly isError: boolean }
  | { readonly kind: 'image' | 'file' | 'audio' | 'other'; readonly text: string; readonly dataUrl?: string }
