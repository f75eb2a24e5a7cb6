import type { Dialect } from '../core/conversation.ts'
import { dialects } from '../core/dialects/index.ts'
import type { Failure } from '../core/reply.ts'
import type { CallerResponse } from './caller.ts'

interface Told {
  readonly dialect: Dialect
  readonly id: string
  readonly failure: Failure
  readonly headers?: Readonly<Record<string, string | string[]>>
}

/** A failure as an answer. */
export interface FailureReply {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[]>>
  readonly body: Buffer
}

/** The one place where a failure becomes bytes: in the dialect of the path that was called (interface §6). */
export function failureReply({ dialect, id, failure, headers }: Told): FailureReply {
  const { status, body } = dialects[dialect].writeFailure(failure, id)
  const bytes = Buffer.from(JSON.stringify(body))
  return {
    status,
    headers: {
      ...(failure.retryAfter === undefined ? {} : { 'retry-after': String(Math.ceil(failure.retryAfter)) }),
      ...headers,
      ...errorHeaders(failure, id),
      'content-type': 'application/json',
      'content-length': String(bytes.length),
      // What is left of a body that nobody wants is not worth reading.
      ...(status === 413 ? { connection: 'close' } : {}),
    },
    body: bytes,
  }
}

/** Answers a request that is no call. */
export function answerFailure({
  response,
  ...told
}: Told & { readonly response: CallerResponse }): FailureReply {
  const reply = failureReply(told)
  response.writeHead(reply.status, { ...reply.headers })
  response.end(response.req.method === 'HEAD' ? undefined : reply.body)
  return reply
}

/** What every error reply says in its headers. */
export const errorHeaders = (failure: Failure, id: string): Record<string, string> => ({
  'x-request-id': id,
  ...(failure.code === undefined
    ? {}
    : { 'x-patchbay-error-code': failure.code.replace(/[^\x21-\x7e]/g, '_') }),
})

/** A failure inside a stream that has begun: its last words, in its own dialect. */
export const streamFailure = (dialect: Dialect, failure: Failure): string =>
  dialects[dialect].writeStreamFailure(failure)

/** What the caller gets for a fault of ours; the stack goes to the log only. */
export const INTERNAL: Failure = {
  status: 500,
  code: 'internal_error',
  message: 'Patchbay failed at this request. Its log says where; please report it with the request id.',
  origin: 'patchbay',
}
