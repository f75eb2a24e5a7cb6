import type { Dialect } from '../core/conversation.ts'
import { OPERATIONS, type Operation, type Spoken } from '../core/spoken.ts'

/** What is done with a request of an endpoint. */
export type EndpointKind = 'reply' | 'count' | 'stored' | 'compact' | 'other'

/** One line of interface §3; `path` is without `/v1`, in the router's words. */
export interface Endpoint {
  readonly kind: EndpointKind
  readonly path: string
  /** In the router's words; `get` answers HEAD too. */
  readonly methods: readonly ('get' | 'post' | 'delete')[]
  readonly dialect: Dialect
}

const post = ['post'] as const

/** Fixed paths stand before those with a parameter that they would match. */
export const ENDPOINTS: readonly Endpoint[] = [
  { kind: 'reply', path: '/chat/completions', methods: post, dialect: 'chat' },
  { kind: 'reply', path: '/responses', methods: post, dialect: 'responses' },
  { kind: 'reply', path: '/messages', methods: post, dialect: 'messages' },
  { kind: 'count', path: '/messages/count_tokens', methods: post, dialect: 'messages' },
  { kind: 'count', path: '/responses/input_tokens', methods: post, dialect: 'responses' },
  { kind: 'compact', path: '/responses/compact', methods: post, dialect: 'responses' },
  { kind: 'stored', path: '/responses/:id', methods: ['get', 'delete'], dialect: 'responses' },
  { kind: 'stored', path: '/responses/:id/input_items', methods: ['get'], dialect: 'responses' },
  { kind: 'stored', path: '/responses/:id/cancel', methods: post, dialect: 'responses' },
  { kind: 'other', path: '/embeddings', methods: post, dialect: 'chat' },
  { kind: 'other', path: '/completions', methods: post, dialect: 'chat' },
  { kind: 'other', path: '/moderations', methods: post, dialect: 'chat' },
  { kind: 'other', path: '/rerank', methods: post, dialect: 'chat' },
  { kind: 'other', path: '/images/*rest', methods: post, dialect: 'chat' },
  { kind: 'other', path: '/audio/*rest', methods: post, dialect: 'chat' },
]

/** Asked by clients before they have a key, and by monitors every second: open to all, and not worth a row of the log. */
export const SIGNS_OF_LIFE = new Set(['/', '/health', '/api/hello'])

/** For people who called something else. */
export const KNOWN_PATHS =
  '/v1/chat/completions, /v1/responses, /v1/messages, /v1/messages/count_tokens, /v1/models, /v1/embeddings, /v1/completions, /v1/moderations, /v1/images/…, /v1/audio/…, /v1/rerank and /health'

/** What vendors serve beside, and what to do here instead. */
const NOT_SERVED: readonly (readonly [path: RegExp, advice: string])[] = [
  [
    /^\/conversations(?:\/|$)/,
    'Conversations are not kept here. Continue a reply of /v1/responses with `previous_response_id`, or send the whole conversation in `input`.',
  ],
  [
    /^\/chat\/completions\//,
    'Completions that were stored lie with the provider that made them: ask it for them. Replies of /v1/responses can be asked for here.',
  ],
  [
    /^\/(?:messages\/batches|batches|files)(?:\/|$)/,
    'Batches and files belong to one provider: send them to it, and not through a name that may lead elsewhere.',
  ],
]

/** What to say of a path that others have and this proxy does not; undefined for any other. */
export const adviceFor = (path: string): string | undefined =>
  NOT_SERVED.find(([pattern]) => pattern.test(path.replace(/^\/v1(?=\/)/, '')))?.[1]

/** What is called at a path beside the dialects, as the log has it; undefined for paths of the dialects. */
export const operationAt = (path: string): Operation | undefined => {
  const [, first] = /^(?:\/+v1(?=\/))*\/+([^/]*)/.exec(path) ?? []
  return OPERATIONS.find(operation => operation === first)
}

/** What a request speaks that became no call of a model. */
export function suggestedSpoken(path: string, headers: NodeJS.Dict<string | string[]>): Spoken {
  const suggested = suggestedDialect(path, headers)
  return operationAt(path) ?? (suggested === 'chat' && !path.includes('/chat/') ? 'other' : suggested)
}

/** The dialect that a path suggests, for errors of paths that do not exist. */
export function suggestedDialect(path: string, headers: NodeJS.Dict<string | string[]>): Dialect {
  if (/\/(?:messages|complete)(?:\/|$)/.test(path) || headers['anthropic-version'] !== undefined)
    return 'messages'
  return /\/(?:responses|conversations)(?:\/|$)/.test(path) ? 'responses' : 'chat'
}
