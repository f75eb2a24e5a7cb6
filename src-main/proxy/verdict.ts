import type { Dialect } from '../core/conversation.ts'
import type { Failure } from '../core/reply.ts'
import type { ResolvedTarget } from '../core/routing/resolution.ts'
import { sendFailure } from '../upstream/send-failure.ts'
import type { Refusal } from './refusal.ts'
import { rejectedKey } from './rejected-key.ts'

/**
 * What a provider's error means for our caller (interface §6). Gives `said` itself where it can go on as it is.
 */
export function judge(options: {
  readonly status: number
  readonly said: Failure
  readonly target: ResolvedTarget
  readonly requested: string | undefined
  readonly isCallersKey: boolean
}): Failure {
  const { status, said, target, requested, isCallersKey } = options
  const { id } = target.provider
  if (status < 400) {
    return {
      status: 502,
      code: 'provider_redirected',
      message: `Provider "${id}" answered ${status}, a redirect, which is never followed with a key. Correct its baseUrl.`,
      origin: 'provider',
    }
  }
  if ((status === 401 || status === 403) && !isCallersKey) {
    return rejectedKey(target.provider, status, excerpt(said.message))
  }
  const isAboutModel = status === 404 || said.code === 'model_not_found'
  const isSaid =
    requested === undefined || [requested, target.upstreamId].every(name => said.message.includes(name))
  return isAboutModel && !isSaid ? withNames(said, target, requested) : said
}

/** A failure that also says who was asked for what. */
export function withNames(failure: Failure, target: ResolvedTarget, requested: string | undefined): Failure {
  const provider = `provider "${target.provider.id}"`
  const names =
    requested === undefined
      ? provider
      : `asked for "${requested}", sent to ${provider} as "${target.upstreamId}"`
  return { ...failure, message: `${failure.message} (${names})` }
}

/** The failure behind a connection that broke in the middle of a reply. */
export const brokenReply = (error: unknown, target: ResolvedTarget, requested: string | undefined): Failure =>
  withNames(sendFailure(error, new URL(target.provider.baseUrl).host), target, requested)

const excerpt = (text: string): string => (text.length > 200 ? `${text.slice(0, 200)}…` : text)

/** Whether another target of the alias may be tried (interface §5): a fault of the moment, or a key that is used up. */
export function isPassing({ failure, status, said }: Refusal): boolean {
  if (status === undefined)
    return failure.code === 'provider_unreachable' || failure.code === 'provider_timeout'
  if (status === 402 || status === 408 || status === 429 || status >= 500) return true
  return said?.code === 'insufficient_quota'
}

/** How providers name their endpoints when they refuse one. */
const NAMED: readonly (readonly [Dialect, RegExp])[] = [
  ['responses', /\bv1\/responses\b|\/responses\b|\bresponses api\b/i],
  ['chat', /\bchat\/completions\b|\bchat completions\b/i],
  ['messages', /\bv1\/messages\b|\/messages\b|\bmessages api\b/i],
]
const SECOND_CHOICE: Readonly<Record<Dialect, Dialect>> = {
  chat: 'responses',
  responses: 'chat',
  messages: 'chat',
}

/**
 * The endpoint to try once instead, when a refusal is about the endpoint and not about the request: another one is named,
 * or the code says so.
 */
export function otherEndpoint(refusal: Refusal, tried: Dialect, target: ResolvedTarget): Dialect | undefined {
  const { said, status } = refusal
  if (!said || (status !== 400 && status !== 404)) return undefined
  const named = NAMED.filter(([dialect, name]) => dialect !== tried && name.test(said.message))
  if (named[0] && named.length === 1) return named[0][0]
  if (said.code !== 'unsupported_api_for_model') return undefined
  const wish = SECOND_CHOICE[tried]
  return target.provider.endpoints.includes(wish)
    ? wish
    : target.provider.endpoints.find(dialect => dialect !== tried)
}
