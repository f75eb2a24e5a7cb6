import { dialects } from '../core/dialects/index.ts'
import { asObject, isObject, type JsonObject, parseJson } from '../core/json.ts'
import type { Failure } from '../core/reply.ts'

/** What of a reply's headers a websocket's caller is told: whatever is ours, and how much more it may ask for. */
const TOLD = /^(?:x-request-id|x-upstream-id|x-patchbay-.*|x-ratelimit-.*|retry-after)$/

/** In `headers` of a reply's first event, and in `error.headers` of an error. */
export const toldHeaders = (headers: Readonly<Record<string, unknown>>): JsonObject =>
  Object.fromEntries(
    Object.entries(headers)
      .filter(([name, value]) => TOLD.test(name) && value !== undefined)
      .map(([name, value]) => [name, String(value)]),
  )

/** The text of a JSON object with more members behind its own; every other byte stays. Text that is none is left alone. */
export function withMembers(text: string, more: JsonObject): string {
  const added = JSON.stringify(more).slice(1, -1)
  const end = text.lastIndexOf('}')
  if (added === '' || end < 0 || !text.trimStart().startsWith('{"')) return text
  return `${text.slice(0, end)},${added}${text.slice(end)}`
}

/** An error as OpenAI's websockets tell it: the SDK reads `error`, Codex `status` too. */
export const errorFrame = (told: {
  readonly status: number
  readonly error: JsonObject
  readonly streamId: string | undefined
  readonly headers?: JsonObject
}): string => {
  const { status, error, streamId, headers } = told
  return JSON.stringify({
    type: 'error',
    status,
    ...(streamId !== undefined && { stream_id: streamId }),
    error: { ...error, ...(headers && { headers }) },
  })
}

export const failureFrame = (failure: Failure, streamId?: string, headers?: JsonObject): string => {
  const { status, body } = dialects.responses.writeFailure(failure)
  return errorFrame({ status, error: asObject(body.error), streamId, headers })
}

/** The error in a body that was answered in place of a reply; other shapes than OpenAI's are read and written anew. */
export function errorIn(status: number, text: string): JsonObject {
  const said = asObject(parseJson(text)).error
  if (isObject(said) && typeof said.message === 'string') return { param: null, code: null, ...said }
  const { responses } = dialects
  return asObject(responses.writeFailure(responses.readFailure(status, text)).body.error)
}
