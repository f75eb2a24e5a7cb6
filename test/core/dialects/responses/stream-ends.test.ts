import { expect, test } from 'vitest'
import type { ReplyEvent } from '../../../../src-main/core/reply.ts'
import { conversation, readContext, readStream, sse, target } from './builders.ts'
import { completed, created, heard } from './provider-events.ts'

test.each([
  [{ type: 'error', code: 'insufficient_quota', message: 'pay' }, 429, 'insufficient_quota'],
  [{ type: 'error', error: { code: 'rate_limit_exceeded', message: 'slow' } }, 429, 'rate_limit_exceeded'],
  [{ error: { code: 502, message: 'gone' } }, 502, undefined],
  [
    {
      type: 'response.failed',
      response: { status: 'failed', error: { code: 'context_length_exceeded', message: 'long' } },
    },
    400,
    'context_length_exceeded',
  ],
  [
    {
      type: 'response.failed',
      response: { status: 'failed', error: null },
      error: { code: 'server_error', message: 'x' },
    },
    502,
    'server_error',
  ],
  [{ type: 'response.cancelled', response: { status: 'cancelled' } }, 502, 'cancelled'],
])('%j is a failure', (event, status, code) => {
  expect(heard([created, event]).failure).toMatchObject({ status, ...(code && { code }) })
})

test.each([
  ['max_output_tokens', 'length'],
  ['content_filter', 'refusal'],
  ['max_messages', 'end'],
  ['something new', 'length'],
])('incomplete for %s is not hidden', (reason, stop) => {
  const last = {
    type: 'response.incomplete',
    response: { status: 'incomplete', incomplete_details: { reason } },
  }
  expect(heard([created, last]).stop).toEqual({ reason: stop, raw: reason })
})

test('a clean end without the end mark is a stop only where the provider is known for it', () => {
  const delta = { type: 'response.output_text.delta', output_index: 0, content_index: 0, delta: 'Hi' }
  const forgetful = readContext(conversation(), target({ endsWithoutMark: true }))
  expect(heard([created, delta], forgetful).stop?.reason).toBe('end')
  expect(heard([created], forgetful).failure).toBeUndefined()
  expect(heard([], forgetful).failure?.code).toBe('provider_stream_cut')
})

test('what comes after the end is not heard', () => {
  const events: ReplyEvent[] = readStream(
    sse([created, completed(), completed(), { type: 'error', message: 'late' }]),
  )
  expect(events.map(event => event.type)).toEqual(['start', 'stop'])
})
