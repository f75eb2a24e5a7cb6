import type { Resolution, ResolvedTarget } from '../core/routing/resolution.ts'
import { quote } from '../core/routing/resolution-failures.ts'
import { answerRefusal, fail } from './answers.ts'
import type { Call } from './call.ts'
import type { ProxyParts } from './parts.ts'
import type { PassEnd } from './pass.ts'
import type { Refusal } from './refusal.ts'
import { ownHeaders } from './trip.ts'
import { isPassing } from './verdict.ts'

/** Tries the targets of a name in order until one answers. */
export interface Failover {
  run(options: {
    readonly call: Call
    readonly parts: ProxyParts
    readonly resolution: Resolution
    readonly go: (target: ResolvedTarget) => Promise<PassEnd>
  }): Promise<{ readonly target: ResolvedTarget; readonly replyId?: string } | undefined>
}

/**
 * The next target is taken on a fault of the moment only, before the first byte (interface §5). A target that said
 * `retry-after` goes to the end of the line until then.
 */
export function createFailover(clock: ProxyParts['clock']): Failover {
  // Milliseconds since the epoch, by model id.
  const resting = new Map<string, number>()
  const isResting = ({ modelId }: ResolvedTarget) => (resting.get(modelId) ?? 0) > clock.now()

  return {
    async run({ call, parts, resolution, go }) {
      const { targets } = resolution
      const inOrder = [...targets.filter(target => !isResting(target)), ...targets.filter(isResting)]
      for (const [index, target] of inOrder.entries()) {
        const end = await go(target)
        if (end.kind === 'answered') {
          resting.delete(target.modelId)
          return { target, replyId: end.replyId }
        }
        const { retryAfter } = end.failure
        if (retryAfter !== undefined && isPassing(end))
          resting.set(target.modelId, clock.now() + retryAfter * 1000)
        const isLast = index === inOrder.length - 1
        if (call.signal.aborted) return undefined
        if (isLast || !isPassing(end)) {
          const own = ownHeaders({ call, resolution, target }, end.way)
          answerRefusal({ call, parts, refusal: withWay(end, resolution, target), own })
          return undefined
        }
      }
      fail(call, {
        status: 500,
        code: 'internal_error',
        message: 'The name has no target.',
        origin: 'patchbay',
      })
      return undefined
    },
  }
}

/** A name that went to a provider only because its list was never there is likely a mistake, and the list is the remedy. */
function withWay(
  refusal: Refusal,
  { warnings }: Resolution,
  { listed, upstreamId, provider }: ResolvedTarget,
): Refusal {
  const isGuess = !listed && warnings.some(({ code }) => code === 'unlisted_provider')
  if (!isGuess || refusal.original) return refusal
  const { failure } = refusal
  const way = `No list has ${quote(upstreamId)}; it went there because the list of "${provider.id}" could never be had.`
  return { ...refusal, failure: { ...failure, message: `${failure.message} ${way}` } }
}
