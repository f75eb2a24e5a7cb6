import { readErrorBody, readError as readErrorJson, type SaidError } from '../../error-body.ts'
import type { JsonObject } from '../../json.ts'
import { isOverflow } from '../../overflow.ts'
import type { Failure } from '../../reply.ts'

/** Anthropic's error types: the status they come with, and OpenAI's words for them. */
const TYPES: Readonly<Record<string, { status: number; type: string; code?: string }>> = {
  invalid_request_error: { status: 400, type: 'invalid_request_error' },
  request_too_large: { status: 413, type: 'invalid_request_error' },
  authentication_error: { status: 401, type: 'invalid_request_error', code: 'invalid_api_key' },
  billing_error: { status: 402, type: 'invalid_request_error', code: 'insufficient_quota' },
  permission_error: { status: 403, type: 'permission_error' },
  not_found_error: { status: 404, type: 'invalid_request_error' },
  timeout_error: { status: 504, type: 'server_error' },
  conflict_error: { status: 409, type: 'invalid_request_error' },
  rate_limit_error: { status: 429, type: 'rate_limit_error', code: 'rate_limit_exceeded' },
  api_error: { status: 500, type: 'server_error' },
  overloaded_error: { status: 529, type: 'server_error', code: 'server_is_overloaded' },
}

/** Reads an error body in Anthropic's shape, a clone's, OpenAI's, or none at all (a proxy's HTML, nothing). */
export function readFailure(status: number, body: string): Failure {
  const said = readErrorBody(body)
  return failureOf(
    said.message ? said : { ...said, message: `The provider answered ${status} without a reason.` },
    status,
  )
}

/** Reads an error object: of a body, or of an `error` event (then without a status: the type tells it). */
export const readError = (body: JsonObject): Failure => failureOf(readErrorJson(body), undefined)

function failureOf(said: SaidError, httpStatus: number | undefined): Failure {
  const known = said.type !== undefined && Object.hasOwn(TYPES, said.type) ? TYPES[said.type] : undefined
  const message = said.message || 'The provider failed without a reason.'
  const code = isOverflow(message, said.code)
    ? 'context_length_exceeded'
    : (said.code ?? (isUnknownModel(said.type, message) ? 'model_not_found' : known?.code))
  const type = known?.type ?? said.type
  return {
    status: httpStatus ?? known?.status ?? said.status ?? 502,
    message,
    origin: 'provider',
    ...(code !== undefined && { code }),
    ...(type !== undefined && { type }),
    ...(said.param !== undefined && { param: said.param }),
    ...(said.details && { details: said.details }),
  }
}

const isUnknownModel = (type: string | undefined, message: string): boolean =>
  type === 'not_found_error' && message.startsWith('model:')
