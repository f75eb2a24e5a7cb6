import { expect } from 'vitest'
import type { Dialect } from '../../src-main/core/conversation.ts'
import { asObject, asString } from '../../src-main/core/json.ts'
import type { Answer } from './client.ts'

/** Asserts that an answer is an error body in the shape of a dialect, and gives its `error` object. */
export function expectError(dialect: Dialect, answer: Answer, status: number, code?: string) {
  expect(`${answer.status} ${answer.text}`).toMatch(new RegExp(`^${status} `))
  expect(answer.headers['content-type']).toContain('application/json')
  const error = asObject(answer.body.error)
  expect(asString(error.message)).toBeTruthy()
  expect(asString(error.type)).toBeTruthy()
  if (dialect === 'messages') expect(answer.body.type).toBe('error')
  if (code !== undefined) {
    expect(answer.headers['x-patchbay-error-code']).toBe(code)
    if (dialect !== 'messages') expect(error.code).toBe(code)
  }
  return error
}

/** What tells clients of a dialect that the answer is whole. */
const hasEndMark = (dialect: Dialect, answer: Answer): boolean =>
  ({
    chat: () => answer.events.some(event => event.data === '[DONE]'),
    responses: () => answer.events.some(event => /^response\.(completed|incomplete)$/.test(event.type)),
    messages: () => answer.events.some(event => event.type === 'message_stop'),
  })[dialect]()

/** What tells clients of a dialect, in the middle of a stream, that it failed. */
const hasFailureMark = (dialect: Dialect, answer: Answer): boolean =>
  ({
    chat: () => answer.events.some(event => asString(asObject(event.body.error).message) !== undefined),
    responses: () =>
      answer.events.some(
        event =>
          event.type === 'response.failed' &&
          asString(asObject(asObject(event.body.response).error).message) !== undefined,
      ),
    messages: () =>
      answer.events.some(
        event => event.event === 'error' && asString(asObject(event.body.error).message) !== undefined,
      ),
  })[dialect]()

/** Asserts that an answer, whole or streamed, tells a client of the dialect that it failed and never that it is whole. */
export function expectFailure(dialect: Dialect, answer: Answer, about = ''): void {
  const told =
    answer.status >= 400
      ? asString(asObject(answer.body.error).message) !== undefined
      : hasFailureMark(dialect, answer)
  expect({ about, told, whole: hasEndMark(dialect, answer), answer: answer.text }).toMatchObject({
    told: true,
    whole: false,
  })
}
