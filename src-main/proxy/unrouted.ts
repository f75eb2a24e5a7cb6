import type Koa from 'koa'
import type { Exchange } from '../core/exchange.ts'
import type { Recording } from '../core/log/recording.ts'
import { redactText } from '../core/redact.ts'
import type { Failure } from '../core/reply.ts'
import { SIGNS_OF_LIFE, suggestedSpoken } from './endpoints.ts'
import type { LocalKey } from './local-key.ts'
import type { ProxyParts } from './parts.ts'
import { createRecorder } from './recorder.ts'
import { headOf } from './request-head.ts'

/** What a request left behind that became no call of a model. */
export interface UnroutedState extends Koa.DefaultState {
  requestId: string
  key?: LocalKey
  /** Set where a call was made of it: that one tells the log itself. */
  isCall?: boolean
  /** What it was refused with, and in which words. */
  failure?: Failure
  reply?: Uint8Array
}

/**
 * Tells the log of a request when it has ended, unless it became a call: those that were refused at the door, that asked
 * for what is not there, or for what is known without a provider. Signs of life that were given are left out.
 */
export function logUnrouted(
  context: Koa.ParameterizedContext<UnroutedState>,
  parts: Pick<ProxyParts, 'clock' | 'log' | 'bodies' | 'onError'>,
): void {
  const { req: request, res: response, state } = context
  const startedAt = parts.clock.now()
  let isTold = false
  const tell = () => {
    if (isTold || state.isCall) return
    isTold = true
    if (response.statusCode < 300 && SIGNS_OF_LIFE.has(context.path)) return
    const { requestId: id, key, failure } = state
    const path = (request.url ?? '/').replace(/[?#].*/s, '')
    const durationMs = parts.clock.now() - startedAt
    try {
      parts.log.end(
        {
          ...headOf({ request, path, key }),
          id,
          startedAt,
          durationMs,
          clientDialect: suggestedSpoken(path, request.headers),
          steps: [],
          stream: false,
          attempts: [],
          losses: [],
          ...ending(response, failure),
          firstByteMs: response.headersSent ? durationMs : undefined,
          bytesIn: Number(request.headers['content-length'] ?? 0) || 0,
        },
        parts.bodies() === 'off' ? undefined : record(context, durationMs),
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

function record(
  { req: request, res: response, state, body }: Koa.ParameterizedContext<UnroutedState>,
  durationMs: number,
): Recording {
  const { method = '', url = '/', headers } = request
  const recorder = createRecorder({ method, url, headers }, () => durationMs)
  if (response.headersSent) {
    recorder.clientResponse(response.statusCode, response.getHeaders())
    const given = state.reply ?? (body === undefined ? undefined : Buffer.from(JSON.stringify(body)))
    if (given && method !== 'HEAD') recorder.clientChunk(given)
  }
  return recorder.recording()
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
