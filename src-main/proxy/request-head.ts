import type { Exchange } from '../core/exchange.ts'
import { redactText } from '../core/redact.ts'
import type { CallerRequest } from './caller.ts'
import { callerIds } from './caller-ids.ts'
import type { LocalKey } from './local-key.ts'

/** What is known of a request before its body is read. */
export type RequestHead = Pick<Exchange, 'method' | 'path' | 'client' | 'session' | 'thread' | 'keyName'>

/** The head of a request for its row in the log, without credentials, wherever a client put them. */
export function headOf(options: {
  readonly request: Pick<CallerRequest, 'method' | 'headers'>
  /** Without its query. */
  readonly path: string
  readonly key: LocalKey | undefined
}): RequestHead {
  const { request, path, key } = options
  const client = request.headers['user-agent']
  return {
    method: request.method ?? '',
    path: redactText(path),
    client: client && redactText(client),
    ...callerIds(request.headers),
    keyName: key?.name,
  }
}
