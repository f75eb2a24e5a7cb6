import type { Logged, StoredMessages } from './store.ts'
import type { ChatView, StreamEventView } from './views.ts'

/** What of an exchange goes into a file. Holds no credential, and of images and files only their hashes. */
export interface ExportEntry {
  readonly exchange: Logged
  /** Empty where bodies are not held. */
  readonly messages: StoredMessages
  /** Only HTML shows it. */
  readonly chat?: ChatView
  /** Only HTML shows them. */
  readonly events?: readonly StreamEventView[]
}

/** Who writes a file, and when. */
export interface ExportContext {
  /** The app's own version. */
  readonly version: string
  /** Milliseconds since the epoch. */
  readonly at: number
  /** Where the proxy listens, e.g. `http://127.0.0.1:4224`: its clients' URLs are written whole. */
  readonly proxyUrl: string
}

/** ISO 8601, UTC. */
export const isoTime = (at: number): string => new Date(at).toISOString()
