import type { Attributes } from '@opentelemetry/api'
import {
  ATTR_ERROR_TYPE,
  ATTR_HTTP_REQUEST_METHOD,
  ATTR_HTTP_RESPONSE_STATUS_CODE,
  ATTR_URL_PATH,
} from '@opentelemetry/semantic-conventions'
import {
  ATTR_GEN_AI_CONVERSATION_ID,
  ATTR_GEN_AI_OPERATION_NAME,
  ATTR_GEN_AI_PROVIDER_NAME,
  ATTR_GEN_AI_REQUEST_MODEL,
  ATTR_GEN_AI_REQUEST_STREAM,
  ATTR_GEN_AI_RESPONSE_FINISH_REASONS,
  ATTR_GEN_AI_RESPONSE_TIME_TO_FIRST_CHUNK,
  ATTR_GEN_AI_USAGE_CACHE_CREATION_INPUT_TOKENS,
  ATTR_GEN_AI_USAGE_CACHE_READ_INPUT_TOKENS,
  ATTR_GEN_AI_USAGE_INPUT_TOKENS,
  ATTR_GEN_AI_USAGE_OUTPUT_TOKENS,
  ATTR_GEN_AI_USAGE_REASONING_OUTPUT_TOKENS,
} from '@opentelemetry/semantic-conventions/incubating'
import type { Attempt, Exchange } from '../../core/exchange.ts'

/** Names of the GenAI conventions for providers that have one; others go by the id that the user gave them. */
const PROVIDER_NAMES: Readonly<Record<string, string>> = {
  gemini: 'gcp.gemini',
  mistral: 'mistral_ai',
  xai: 'x_ai',
}

/** What the conventions call the kinds of endpoints; a model's three dialects are all `chat`. */
const OPERATIONS: readonly (readonly [path: RegExp, name: string])[] = [
  [/\/embeddings$/, 'embeddings'],
  [/^(?:\/v1)?\/completions$/, 'text_completion'],
  [/\/(?:images|audio)\//, 'generate_content'],
]

export const operationOf = ({ path }: Pick<Exchange, 'path'>): string =>
  OPERATIONS.find(([pattern]) => pattern.test(path))?.[1] ?? 'chat'

/** The whole request, as the server that it came to saw it. Conversations and credentials are never among these. */
export const requestAttributes = (exchange: Exchange): Attributes => ({
  [ATTR_HTTP_REQUEST_METHOD]: exchange.method,
  [ATTR_URL_PATH]: exchange.path,
  [ATTR_HTTP_RESPONSE_STATUS_CODE]: exchange.status,
  [ATTR_GEN_AI_CONVERSATION_ID]: exchange.thread ?? exchange.session,
  'patchbay.exchange.id': exchange.id,
  'patchbay.outcome': exchange.outcome,
  'patchbay.client': exchange.client,
  'patchbay.key.name': exchange.keyName,
  'patchbay.model.requested': exchange.requested,
  'patchbay.route': exchange.route && [exchange.route.kind, exchange.route.name].filter(Boolean).join(' '),
  'patchbay.losses': exchange.losses.map(({ code, path }) => (path ? `${code};${path}` : code)),
  'patchbay.cost.usd': exchange.cost?.usd,
  ...errorOf(exchange.errorCode),
})

/** One call of a model. What its reply used stands on the attempt that was answered, the last one. */
export function attemptAttributes(exchange: Exchange, attempt: Attempt): Attributes {
  const { usage } = exchange
  const isLast = attempt === exchange.attempts.at(-1)
  return {
    ...modelAttributes(exchange, attempt.modelId),
    [ATTR_GEN_AI_REQUEST_STREAM]: exchange.stream,
    [ATTR_HTTP_RESPONSE_STATUS_CODE]: attempt.status,
    'patchbay.dialect': attempt.dialect,
    'patchbay.action': attempt.action,
    'patchbay.upstream.request_id': attempt.upstreamId,
    ...errorOf(attempt.errorCode ?? (isLast ? exchange.errorCode : undefined)),
    ...(isLast && {
      [ATTR_GEN_AI_RESPONSE_FINISH_REASONS]: exchange.stop === undefined ? undefined : [exchange.stop],
      [ATTR_GEN_AI_RESPONSE_TIME_TO_FIRST_CHUNK]: firstChunkSeconds(exchange),
      [ATTR_GEN_AI_USAGE_INPUT_TOKENS]: usage?.input,
      [ATTR_GEN_AI_USAGE_OUTPUT_TOKENS]: usage?.output,
      [ATTR_GEN_AI_USAGE_CACHE_READ_INPUT_TOKENS]: usage?.cacheRead,
      [ATTR_GEN_AI_USAGE_CACHE_CREATION_INPUT_TOKENS]: usage?.cacheWrite,
      [ATTR_GEN_AI_USAGE_REASONING_OUTPUT_TOKENS]: usage?.reasoning,
    }),
  }
}

/** What spans and metrics are told apart by. */
export function modelAttributes(exchange: Exchange, modelId: string | undefined): Attributes {
  const [provider = '', ...upstreamId] = modelId?.split('/') ?? []
  return {
    [ATTR_GEN_AI_OPERATION_NAME]: operationOf(exchange),
    [ATTR_GEN_AI_PROVIDER_NAME]: PROVIDER_NAMES[provider] ?? (provider || undefined),
    [ATTR_GEN_AI_REQUEST_MODEL]: upstreamId.join('/') || exchange.requested,
  }
}

const errorOf = (code: string | undefined): Attributes =>
  code === undefined ? {} : { [ATTR_ERROR_TYPE]: code }

/** From the start of the attempt that was answered to the first chunk that said something; absent where none did. */
export function firstChunkSeconds({ startedAt, attempts, firstTokenMs }: Exchange): number | undefined {
  const answered = attempts.at(-1)
  if (!answered || firstTokenMs === undefined) return undefined
  return (startedAt + firstTokenMs - answered.startedAt) / 1000
}
