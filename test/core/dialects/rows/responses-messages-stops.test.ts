import { describe, expect, test } from 'vitest'
import type { JsonObject } from '../../../../src-main/core/json.ts'
import { streamed } from '../../../support/translating.ts'
import { bothWays } from './ending-reply.ts'

const simplified = (field: string) => [`stop_reason_simplified;reply.${field}`]
const COMPLETED = { status: 'completed', incomplete_details: null }
const CUT = { status: 'incomplete', incomplete_details: { reason: 'max_output_tokens' } }
const FILTERED = { status: 'incomplete', incomplete_details: { reason: 'content_filter' } }

type StopRow = [said: JsonObject, hasCall: boolean, told: JsonObject, losses: string[]]

/** Mapping §6.1: Anthropic's reasons for Responses. */
const FOR_RESPONSES: readonly StopRow[] = [
  [{ stop_reason: 'end_turn' }, false, COMPLETED, []],
  [{ stop_reason: 'stop_sequence', stop_sequence: 'x' }, false, COMPLETED, simplified('stop_sequence')],
  [{ stop_reason: 'tool_use' }, true, COMPLETED, []],
  [{ stop_reason: 'max_tokens' }, false, CUT, []],
  [{ stop_reason: 'model_context_window_exceeded' }, false, CUT, simplified('status')],
  [{ stop_reason: 'refusal' }, false, FILTERED, []],
  [
    { stop_reason: 'refusal', stop_details: { category: 'bio' } },
    false,
    FILTERED,
    simplified('stop_details'),
  ],
  [{ stop_reason: 'pause_turn' }, false, COMPLETED, simplified('status')],
  [{ stop_reason: 'compaction' }, false, COMPLETED, []],
]

const incomplete = (reason: string) => ({ status: 'incomplete', incomplete_details: { reason } })

/** Mapping §6.1: how responses end, for Messages. */
const FOR_MESSAGES: readonly StopRow[] = [
  [{ status: 'completed' }, false, { stop_reason: 'end_turn' }, []],
  [{ status: 'completed' }, true, { stop_reason: 'tool_use' }, []],
  [incomplete('max_output_tokens'), false, { stop_reason: 'max_tokens' }, []],
  [
    incomplete('content_filter'),
    false,
    { stop_reason: 'refusal', stop_details: { type: 'refusal', category: null, explanation: null } },
    [],
  ],
  [incomplete('max_messages'), false, { stop_reason: 'end_turn' }, simplified('status')],
  [incomplete('steered'), false, { stop_reason: 'end_turn' }, simplified('status')],
]

describe.each(FOR_RESPONSES)('%j of Messages, with a call: %s', (end, hasCall, told, losses) => {
  const { whole, streamed } = bothWays({ up: 'messages', client: 'responses' }, { end, hasCall })

  test('is told in the words of Responses', () => {
    expect(whole).toMatchObject({ body: told, losses })
    expect(streamed).toMatchObject({ end: told, losses })
  })
})

describe.each(FOR_MESSAGES)('%j of Responses, with a call: %s', (end, hasCall, told, losses) => {
  const { whole, streamed } = bothWays({ up: 'responses', client: 'messages' }, { end, hasCall })

  test('is told in the words of Messages', () => {
    expect(whole).toMatchObject({ body: told, losses })
    expect(streamed).toMatchObject({ end: told, losses })
  })
})

describe('a response that failed', () => {
  test('is an error event, and no message ends', () => {
    const error = { code: 'server_error', message: 'Broken.' }
    const { wire } = streamed({ up: 'responses', client: 'messages' }, [
      { type: 'response.created', response: { status: 'in_progress', output: [] } },
      { type: 'response.failed', response: { status: 'failed', error, output: [] } },
    ])
    expect(wire.at(-1)).toMatchObject({
      type: 'error',
      body: { error: { type: 'api_error', message: 'Broken.' } },
    })
    expect(wire.map(({ type }) => type)).not.toContain('message_stop')
  })
})
