import type Koa from 'koa'
import { type Exchange, redactText } from '../core/exchange.ts'
import type { Failure } from '../core/reply.ts'
import { suggestedDialect } from './endpoints.ts'
import type { LocalKey, ProxyParts } from './parts.ts'

/** What a request left behind that became no call of a model. */
export interface UnroutedState extends Koa.DefaultState {
  requestId: string
  key?: LocalKey
  /** Set where a call was made of it: that one tells the log itself. */
  isCall?: boolean
  /** What it was refused with. */
  failure?: Failure
}

/**
 * Tells the log of a request when it has ended, unless it became a call: those that were refused at the door, that asked
 * for what is not there, or for what is known without a provider.
 */
export function logUnrouted(
  { req: request, res: response, state }: Koa.ParameterizedContext<UnroutedState>,
  parts: Pick<ProxyParts, 'clock' | 'log' | 'onError'>,
): void {
  const startedAt = parts.clock.now()
  let isTold = false
  const tell = () => {
    if (isTold || state.isCall) return
    isTold = true
    const { requestId: id, key, failure } = state
    const path = redactText((request.url ?? '/').replace(/[?#].*/s, ''))
    const client = request.headers['user-agent']
    const durationMs = parts.clock.now() - startedAt
    try {
      parts.log.end(
        {
          id,
          startedAt,
          durationMs,
          method: request.method ?? '',
          path,
          client: client && redactText(client),
          keyName: key?.name,
          clientDialect: suggestedDialect(path, request.headers),
          steps: [],
          stream: false,
          attempts: [],
          losses: [],
          ...ending(response, failure),
          firstByteMs: response.headersSent ? durationMs : undefined,
          bytesIn: Number(request.headers['content-length'] ?? 0) || 0,
        },
        undefined,
      )
    } catch (error) {
      // The log's faults never reach the caller.
      parts.onError(error, id)
    }
  }
  // One that is handed to a bare socket has no close of its own.
  response.once('finish', tell)
  response.once('close', tell)
}

function ending(
  response: Koa.ParameterizedContext['res'],
  failure: Failure | undefined,
): Pick<Exchange, 'outcome' | 'status' | 'errorCode' | 'errorMessage' | 'bytesOut'> {
  if (!response.writableFinished)
    return { outcome: 'aborted', status: response.headersSent ? response.statusCode : 499, bytesOut: 0 }
  return {
    outcome: response.statusCode >= 400 ? 'failed' : 'completed',
    status: response.statusCode,
    errorCode: failure?.code,
    errorMessage: failure && redactText(failure.message),
    bytesOut: Number(response.getHeader('content-length') ?? 0) || 0,
  }
}
