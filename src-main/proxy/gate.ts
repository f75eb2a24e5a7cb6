import type { IncomingMessage } from 'node:http'
import type Koa from 'koa'
import type { Failure } from '../core/reply.ts'
import { checkDoor, checkLocalKey } from './access.ts'
import { adviceFor, KNOWN_PATHS, SIGNS_OF_LIFE, suggestedDialect } from './endpoints.ts'
import { answerFailure, INTERNAL } from './failures.ts'
import { createGuesses } from './guesses.ts'
import type { LocalKey } from './local-key.ts'
import type { Result } from './outcome.ts'
import type { ProxyParts } from './parts.ts'
import { REPLAY_HEADER, type Replay } from './replay-tickets.ts'
import { logUnrouted, type UnroutedState } from './unrouted.ts'

/** What is known of every request before it is routed. */
export interface GateState extends UnroutedState {
  replay?: Replay
}

type Context = Koa.ParameterizedContext<GateState>

/** Whether a request may come in, by HTTP or by websocket. */
export interface Door {
  check(request: IncomingMessage): Result<undefined>
  checkKey(headers: IncomingMessage['headers']): Result<LocalKey | undefined>
}

export function createDoor(parts: Pick<ProxyParts, 'clock' | 'settings' | 'checkKey'>): Door {
  const guesses = createGuesses(parts.clock)
  return {
    check: request => checkDoor(request, parts.settings().listen.host),
    checkKey: headers => checkLocalKey(headers, parts, guesses),
  }
}

/** Gives the request its id, lets in who may come in, and answers for what was thrown behind it. */
export function gate(parts: ProxyParts, door: Door): Koa.Middleware<GateState> {
  return async (context, next) => {
    const { req: request, state } = context
    state.requestId = parts.newId('req_')
    context.set('x-request-id', state.requestId)
    logUnrouted(context, parts)
    context.path = withOneRoot(context.path)
    const entry = door.check(request)
    if (!entry.ok) return answer(context, entry.failure)
    state.replay = takeReplay(request, parts, state.requestId)
    if (state.replay) state.key = state.replay.key
    else if (!SIGNS_OF_LIFE.has(context.path)) {
      const key = door.checkKey(request.headers)
      if (!key.ok) return answer(context, key.failure)
      state.key = key.value
    }
    try {
      await next()
    } catch (error) {
      parts.onError(error, state.requestId)
      answer(context, INTERNAL)
    }
  }
}

function takeReplay(
  { headers }: IncomingMessage,
  { replays }: Pick<ProxyParts, 'replays'>,
  id: string,
): Replay | undefined {
  const ticket = headers[REPLAY_HEADER]
  delete headers[REPLAY_HEADER]
  return typeof ticket === 'string' ? replays?.redeem(ticket, id) : undefined
}

/** Base URLs are joined carelessly: `//v1/messages`, and `/v1/v1/messages` where the client adds its own `/v1`. */
export const withOneRoot = (path: string): string =>
  path.replace(/^\/{2,}/, '/').replace(/^\/(?:v1\/+)+/, '/v1/')

/** Stands behind the routes: another method is 405, another path 404, each in the dialect that the path suggests. */
export const notThere = (
  context: Context & { matched?: readonly { readonly methods: readonly string[] }[] },
) => {
  const { method, path } = context
  const methods = [...new Set((context.matched ?? []).flatMap(layer => layer.methods))]
  if (methods.length === 0) {
    const message =
      adviceFor(path) ?? `There is nothing at ${method} ${path.slice(0, 200)}. There are ${KNOWN_PATHS}.`
    return answer(context, { status: 404, code: 'unknown_path', message, origin: 'patchbay' })
  }
  const allow = methods.join(', ')
  const message = `${path} is called with ${allow}, not with ${method}.`
  answer(context, { status: 405, code: 'method_not_allowed', message, origin: 'patchbay' }, { allow })
}

/** Answers a request that never became a call of a model. */
export function answer(context: Context, failure: Failure, headers: Record<string, string> = {}): void {
  const { req: request, res: response, state, path } = context
  context.respond = false
  if (response.headersSent) {
    response.destroy()
    return
  }
  state.failure = failure
  const dialect = suggestedDialect(path, request.headers)
  state.reply = answerFailure({ response, dialect, id: state.requestId, failure, headers }).body
}
