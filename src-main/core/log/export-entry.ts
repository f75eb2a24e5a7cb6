import type { Media } from './media.ts'
import type { Logged, StoredMessages } from './store.ts'
import type { ChatView, StreamEventView } from './views.ts'
import { whyNoBodies } from './why-no-bodies.ts'

/** What of an exchange goes into a file. Holds no credential, and of images and files only their hashes. */
export interface ExportEntry {
  readonly exchange: Logged
  /** Empty where bodies are not held. */
  readonly messages: StoredMessages
  /** The file is full: this exchange stands in it without its messages, whether or not they are held. */
  readonly isLeftOut?: boolean
  /** What is in memory of its images. Only HTML shows them, the small ones. */
  readonly media?: readonly Media[]
  /** Only HTML shows it. */
  readonly chat?: ChatView
  /** Only HTML shows them. */
  readonly events?: readonly StreamEventView[]
}

/** Why an exchange stands without messages, in every format; undefined where it has some. */
export function missingMessages({ exchange, messages, isLeftOut }: ExportEntry): string | undefined {
  if (isLeftOut) return LEFT_OUT
  return Object.keys(messages).length === 0 ? whyNoBodies(exchange) : undefined
}

/** Said at each exchange that is left out. */
export const LEFT_OUT =
  'Headers and bodies are left out here, since the file would be too long. Export this request alone.'

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
