import type { Dialect } from '../conversation.ts'
import type { Failure } from '../reply.ts'
import type { ModelKind } from './provider.ts'
import { DIALECT_PATHS, KIND_PATHS } from './proxy-paths.ts'
import type { Dispatch, RequestTraits, ResolvedTarget } from './resolution.ts'
import type { Settings } from './settings.ts'

/** What a call at an endpoint the model does not have comes to. */
export type Mismatch = Settings['dispatch']['mismatch']

/**
 * Pass, translate or refuse, by interface.md §5. A pure function of the request's shape, the model and the policy; the
 * model's own policy beats the general one.
 */
export function dispatch(traits: RequestTraits, target: ResolvedTarget, policy: Mismatch): Dispatch {
  const { dialect } = traits
  const { dialects, evidence, source } = target.endpoints
  if (target.kind) return refuse(wrongKind(target, target.kind), `its kind is ${target.kind}`)
  if (target.websocketOnly) return refuse(websocketOnly(target), evidence)
  const mismatch = target.mismatch ?? policy
  if (dialects.includes(dialect)) {
    const other = betterEndpoint(traits, target)
    if (!other) return { action: 'pass', to: dialect, reason: `${dialect} is spoken: ${evidence}` }
    const reason = `function tools with reasoning do not work on ${dialect}: ${other.source}`
    return mismatch === 'reject'
      ? refuse(endpointUnsupported(traits, target, [other.to], reason), reason)
      : { action: 'translate', to: other.to, reason }
  }
  const reason = `${dialect} is not spoken: ${evidence}`
  // An agent on Chat would lose the reasoning between its calls without noticing. What a refusal taught is no reason to
  // refuse: the call that taught it was translated, and a name that worked goes on working.
  const losesReasoning =
    dialect === 'chat' && dialects.every(spoken => spoken === 'responses') && source !== 'learned'
  return mismatch === 'reject' || (mismatch === 'auto' && losesReasoning)
    ? refuse(endpointUnsupported(traits, target, dialects, reason), reason)
    : { action: 'translate', to: leastLoss(traits, target, ableOf(traits, target)), reason }
}

/** What loses least, first. Responses carries reasoning and tools of both others; Messages knows no freeform tools. */
const LEAST_LOSS: Readonly<Record<Dialect, readonly Dialect[]>> = {
  chat: ['responses', 'messages'],
  responses: ['chat', 'messages'],
  messages: ['responses', 'chat'],
}

function leastLoss(traits: RequestTraits, target: ResolvedTarget, among: readonly Dialect[]): Dialect {
  const { mode, source } = target.endpoints
  if (source === 'user' && among.includes(mode)) return mode
  const isNativeMessages = traits.dialect === 'responses' && mode === 'messages' && !traits.customTools
  if (isNativeMessages && among.includes('messages')) return 'messages'
  return LEAST_LOSS[traits.dialect].find(dialect => among.includes(dialect)) ?? mode
}

/** The fact that tells of endpoints which cannot do what is asked, if any. Freeform tools alone are no reason. */
const hindranceFor = ({ functionTools, reasoning }: RequestTraits, { facts }: ResolvedTarget) =>
  functionTools && reasoning
    ? facts.find(({ toolsWithReasoningNotOn }) => toolsWithReasoningNotOn !== undefined)
    : undefined

/** The endpoints that can do what is asked; all of them where none can. */
function ableOf(traits: RequestTraits, target: ResolvedTarget): readonly Dialect[] {
  const unable = hindranceFor(traits, target)?.toolsWithReasoningNotOn ?? []
  const able = target.endpoints.dialects.filter(dialect => !unable.includes(dialect))
  return able.length > 0 ? able : target.endpoints.dialects
}

/** The endpoint to take where a fact says that this one cannot do what is asked. */
function betterEndpoint(traits: RequestTraits, target: ResolvedTarget) {
  const fact = hindranceFor(traits, target)
  const able = ableOf(traits, target)
  if (!fact || able.includes(traits.dialect)) return undefined
  return { to: leastLoss(traits, target, able), source: fact.source }
}

const refuse = (failure: Failure, reason: string): Dispatch => ({ action: 'refuse', failure, reason })

const failure = (code: string, message: string, endpoints: readonly string[]): Failure => ({
  status: 400,
  code,
  type: 'invalid_request_error',
  message,
  param: 'model',
  origin: 'patchbay',
  details: { supported_endpoints: [...endpoints] },
})

function endpointUnsupported(
  { dialect }: RequestTraits,
  { modelId }: ResolvedTarget,
  instead: readonly Dialect[],
  reason: string,
): Failure {
  const paths = instead.map(other => DIALECT_PATHS[other])
  const message = [
    `"${modelId}" cannot serve this call at ${DIALECT_PATHS[dialect]} (${reason}).`,
    `Call ${paths.join(' or ')} instead.`,
    'To have such calls translated, set "dispatch": { "mismatch": "translate" },',
    `or for this model alone models["${modelId}"].mismatch;`,
    `where the model does speak ${dialect}, set models["${modelId}"].mode to "${dialect}".`,
  ].join(' ')
  return failure('endpoint_unsupported', message, paths)
}

const websocketOnly = ({ modelId, provider }: ResolvedTarget): Failure =>
  failure(
    'endpoint_unsupported',
    `"${modelId}" can only be called over a websocket, says the list of ${provider.id}, and Patchbay calls providers by HTTP. If it can be called otherwise, set models["${modelId}"].mode.`,
    [],
  )

const wrongKind = ({ modelId }: ResolvedTarget, kind: ModelKind): Failure =>
  failure(
    'wrong_model_kind',
    `"${modelId}" is a model for ${kind}: call ${KIND_PATHS[kind].join(' or ')}. If it does converse, set models["${modelId}"].mode.`,
    KIND_PATHS[kind],
  )
