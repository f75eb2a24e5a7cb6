import { readError, readErrorBody, type SaidError, shorten } from '../../error-body.ts'
import type { JsonObject } from '../../json.ts'
import { isOverflow } from '../../overflow.ts'
import type { Failure } from '../../reply.ts'

/** Reads an error body in any of the shapes of mapping §8; an empty one gives a message from the status. */
export const readFailure = (status: number, body: string): Failure => failure(readErrorBody(body), status)

/**
 * The error that a chunk of a stream holds, or undefined. `isError` says that the event's name promises one. The status is the
 * provider's number where it gave an HTTP status, else 502.
 */
export function readErrorValue(chunk: JsonObject, isError = false): Failure | undefined {
  const isBare = chunk.object === 'error' || (!chunk.choices && (chunk.detail ?? chunk.message) !== undefined)
  if (!chunk.error && !isBare && !isError) return undefined
  const said = readError(chunk)
  return failure(said, said.status ?? 502)
}

function failure(said: SaidError, status: number): Failure {
  const text = said.message || `The provider answered with status ${status} and no reason.`
  const overflow = isOverflow(text, said.code)
  return {
    status: overflow && status >= 500 ? 400 : status,
    ...(said.code !== undefined && { code: said.code }),
    ...(overflow && { code: 'context_length_exceeded', type: 'invalid_request_error' }),
    ...(!overflow && said.type !== undefined && { type: said.type }),
    ...(said.param !== undefined && { param: said.param }),
    message: shorten(text),
    ...(said.details && { details: said.details }),
    origin: 'provider',
  }
}
