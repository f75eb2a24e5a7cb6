import { describe, expect, test } from 'vitest'
import { responses } from '../../../../src-main/core/dialects/responses/index.ts'
import type { JsonObject } from '../../../../src-main/core/json.ts'
import { collect } from '../../../../src-main/core/reply.ts'
import { chunk, created, ends, event, says } from '../../../failures/said.ts'
import { streamed } from '../../../support/translating.ts'
import { contextFor } from '../../reply-stories.ts'
import { bothWays } from './ending-reply.ts'

type StopRow = [said: JsonObject, hasCall: boolean, told: JsonObject, losses: string[]]

const COMPLETED = { status: 'completed', incomplete_details: null }
const incomplete = (reason: string): JsonObject => ({ status: 'incomplete', incomplete_details: { reason } })
const finish = (finish_reason: string | null): JsonObject => ({ finish_reason })
const ended = (finish_reason: string): JsonObject => ({ choices: [{ finish_reason }] })

/** Mapping §6.1: Chat's reasons for Responses. */
const FOR_RESPONSES: readonly StopRow[] = [
  [finish('stop'), false, COMPLETED, []],
  [finish('tool_calls'), true, COMPLETED, []],
  [finish('stop'), true, COMPLETED, []],
  [finish('tool_calls'), false, COMPLETED, []],
  [finish('length'), false, incomplete('max_output_tokens'), []],
  [finish('length'), true, incomplete('max_output_tokens'), []],
  [finish('content_filter'), false, incomplete('content_filter'), []],
  [finish('eos'), false, COMPLETED, []],
  [finish('end_turn'), false, COMPLETED, []],
  [finish('from_next_week'), false, COMPLETED, []],
  [finish(''), false, COMPLETED, ['missing_finish_reason;reply']],
  [finish(null), false, COMPLETED, ['missing_finish_reason;reply']],
]

/** Mapping §6.1: how responses end, for Chat. */
const FOR_CHAT: readonly StopRow[] = [
  [{ status: 'completed' }, false, ended('stop'), []],
  [{ status: 'completed' }, true, ended('tool_calls'), []],
  [incomplete('max_output_tokens'), false, ended('length'), []],
  [incomplete('max_output_tokens'), true, ended('length'), []],
  [incomplete('content_filter'), false, ended('content_filter'), []],
  [incomplete('max_messages'), false, ended('stop'), ['stop_reason_simplified;reply.status']],
  [incomplete('steered'), false, ended('stop'), ['stop_reason_simplified;reply.status']],
  [incomplete('from_next_week'), false, ended('length'), ['stop_reason_simplified;reply.status']],
]

describe.each(FOR_RESPONSES)('%j of Chat, with a call: %s', (end, hasCall, told, losses) => {
  const { whole, streamed } = bothWays({ up: 'chat', client: 'responses' }, { end, hasCall })

  test('is told in the words of Responses', () => {
    expect(whole).toMatchObject({ body: told, losses })
    expect(streamed).toMatchObject({ end: told, losses })
  })
})

describe.each(FOR_CHAT)('%j of Responses, with a call: %s', (end, hasCall, told, losses) => {
  const { whole, streamed } = bothWays({ up: 'responses', client: 'chat' }, { end, hasCall })

  test('is told in the words of Chat', () => {
    expect(whole).toMatchObject({ body: told, losses })
    expect(streamed).toMatchObject({ end: told, losses })
  })
})

test('deprecated functions are called in their own words, and end in these', () => {
  const fields = { functions: [{ name: 'f' }] }
  const { whole, streamed } = bothWays(
    { up: 'responses', client: 'chat', fields },
    { end: { status: 'completed' }, hasCall: true },
  )
  expect(whole.body).toMatchObject({
    choices: [{ finish_reason: 'function_call', message: { function_call: { name: 'f', arguments: '{}' } } }],
  })
  expect(streamed.end).toMatchObject(ended('function_call'))
})

test('a stop sequence is looked for where Responses takes none, and ends the answer', () => {
  const { whole, streamed } = bothWays(
    { up: 'responses', client: 'chat', fields: { stop: ['a'] } },
    { end: { status: 'completed' } },
  )
  expect(whole.body).toMatchObject({ choices: [{ finish_reason: 'stop', message: { content: '' } }] })
  expect(streamed.end).toMatchObject(ended('stop'))
})

describe('a reply that fails', () => {
  const error = { code: 'server_error', message: 'Broken.' }

  test.each<[string, JsonObject[]]>([
    ['an error', [says('a'), { error: { code: 502, message: 'Broken.' } }]],
    ['a finish reason that says so', [says('a'), ends('error')]],
    ['a finish reason and an error', [chunk({}, 'error', { error: { message: 'Broken.' } }), says('late')]],
  ])('on Chat with %s is an error and a failed response to Responses', (_kind, said) => {
    const { wire } = streamed({ up: 'chat', client: 'responses' }, said)
    expect(wire.slice(-2)).toMatchObject([
      { type: 'error' },
      { type: 'response.failed', body: { response: { status: 'failed', error: {} } } },
    ])
    expect(wire.filter(({ type }) => type === 'response.completed')).toEqual([])
  })

  test('that is cut off on Chat is a failed response', () => {
    const { wire } = streamed({ up: 'chat', client: 'responses', isDone: false }, [says('a')])
    expect(wire.at(-1)?.body.response).toMatchObject({
      status: 'failed',
      error: { code: 'provider_stream_cut' },
      output: [{ type: 'message', status: 'incomplete' }],
    })
  })

  test.each(['queued', 'in_progress'])('on Responses that is still %s is a failure', status => {
    const events = responses.readReply({ object: 'response', status, output: [] }, contextFor('chat'))
    expect(collect(events).failure).toMatchObject({ status: 502, code: 'response_unfinished' })
  })

  test.each([
    ['failed', event('response.failed', { response: { status: 'failed', error } })],
    ['cancelled', event('response.cancelled', { response: { status: 'cancelled' } })],
    ['an error event', event('error', error)],
  ])('on Responses (%s) is an error to Chat, and no end mark follows', (_kind, last) => {
    const { wire, text } = streamed({ up: 'responses', client: 'chat' }, [created, last])
    expect(wire.at(-1)?.body.error).toMatchObject({ message: expect.any(String) })
    expect(text).not.toContain('[DONE]')
  })
})
