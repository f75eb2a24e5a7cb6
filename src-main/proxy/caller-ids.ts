import type { IncomingHttpHeaders } from 'node:http'
import type { Exchange } from '../core/exchange.ts'
import { redactText } from '../core/redact.ts'

/**
 * Headers in which clients say which run of theirs a request belongs to, and which conversation in it. The first that is
 * there counts.
 */
const HEADERS: Readonly<Record<'session' | 'thread', readonly string[]>> = {
  session: [
    // Claude Code 2.1
    'x-claude-code-session-id',
    // Codex 0.169; before, and pi, with an underscore
    'session-id',
    'session_id',
    // OpenRouter's word for it, which agents took over
    'x-session-id',
    // Helicone's and its users'
    'helicone-session-id',
  ],
  thread: [
    // Codex 0.169; before, the same was its conversation
    'thread-id',
    'thread_id',
    'conversation_id',
    'conversation-id',
    'x-conversation-id',
  ],
}

/** An id is a word; what is longer is none. */
const LONGEST = 200

/** The caller's own ids, where it sends them. */
export const callerIds = (headers: IncomingHttpHeaders): Pick<Exchange, 'session' | 'thread'> => ({
  session: first(headers, HEADERS.session),
  thread: first(headers, HEADERS.thread),
})

function first(headers: IncomingHttpHeaders, names: readonly string[]): string | undefined {
  for (const name of names) {
    const value = headers[name]
    if (typeof value === 'string' && value !== '' && value.length <= LONGEST) return redactText(value)
  }
  return undefined
}
