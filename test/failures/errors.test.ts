import { describe, expect, test } from 'vitest'
import { dialects } from '../../src-main/core/dialects/index.ts'
import { asObject, type JsonObject } from '../../src-main/core/json.ts'
import { lab, openProxy } from '../proxy/open-proxy.ts'
import { CLIENT_PATHS, EVERY_DIALECT, fetchAnswer, MINIMAL } from '../support/client.ts'
import { rawUpstream, reply } from '../support/raw-upstream.ts'
import { bodySent, modelOf, sent, streamed } from '../support/translating.ts'
import { block, chunk, created, ends, event, opened, says, thinks, types } from './said.ts'

const LAST = { chat: '', responses: 'response.failed', messages: 'error' }
const fault = { error: { code: 502, message: 'Upstream error', metadata: { raw: 'x' } } }

describe('a failure in the middle of a stream', () => {
  const places: [place: string, before: JsonObject[]][] = [
    ['first', []],
    ['after the role', [chunk({ role: 'assistant', content: '' })]],
    ['after reasoning', [thinks('a')]],
    ['after text', [says('a')]],
    ['after the reason to stop', [says('a'), ends('stop')]],
  ]

  test.each(places)('F27 F29 F31 F32 %s, is told in the words of each dialect', (_, before) => {
    for (const client of EVERY_DIALECT) {
      const { wire, text } = streamed({ up: 'chat', client }, [...before, { ...fault, choices: [] }])
      expect(wire.at(-1)?.type).toBe(LAST[client])
      expect(text).toContain('Upstream error')
      expect(text).not.toContain('[DONE]')
      if (client === 'responses')
        expect(asObject(wire.at(-1)?.body.response).error).toMatchObject({ message: expect.any(String) })
      if (client === 'chat') expect(wire.at(-1)?.body.error).toMatchObject({ message: expect.any(String) })
    }
  })

  test.each(['chat', 'responses'] as const)("F28 Anthropic's error event reaches a caller of %s", client => {
    const error = { type: 'error', error: { type: 'overloaded_error', message: 'Overloaded' } }
    const begun = block(0, { type: 'text', text: '' }, { type: 'text_delta', text: 'a' }).slice(0, 2)
    const said = [opened(), ...begun, error]
    const { text, wire } = streamed({ up: 'messages', client }, said)
    expect(text).toContain('Overloaded')
    expect(wire.at(-1)?.type).toBe(LAST[client])
  })

  test.each(['chat', 'messages', 'responses'] as const)(
    'F30 Codex hears the end of a cut stream of %s',
    up => {
      const begun = { chat: [says('a')], messages: [opened()], responses: [created] }[up]
      const reply = streamed({ up, client: 'responses', isDone: false }, begun)
      expect(types(reply).at(-1)).toBe('response.failed')
      expect(asObject(asObject(reply.wire.at(-1)?.body.response).error).code).toBeTruthy()
    },
  )
})

test('F26 usage is asked for though the caller did not, and only told where it did', () => {
  const body = bodySent('messages', 'chat', { stream: true })
  expect(body.stream_options).toEqual({ include_usage: true })
  expect(bodySent('chat', 'chat', { stream: true }).stream_options).toEqual({ include_usage: true })
  const usage = { choices: [], usage: { prompt_tokens: 1, completion_tokens: 1 } }
  const { text } = streamed({ up: 'chat', client: 'chat' }, [says('a'), ends('stop'), usage])
  expect(text).not.toContain('prompt_tokens')
})

test.each<JsonObject>([
  { context_management: { edits: [{ type: 'clear_thinking_20251015', keep: 'all' }] } },
  { output_config: { effort: 'max', task_budget: { type: 'tokens', total: 9 } } },
  { inference_geo: 'eu', fallbacks: [], diagnostics: {} },
  { betas_of_tomorrow: true },
  { thinking: { type: 'adaptive', display: 'updates' } },
])('F33 what only tunes is never a 400: %o', fields => {
  expect(sent('messages', 'chat', fields)).toHaveProperty('body')
  expect(sent('messages', 'responses', fields)).toHaveProperty('body')
})

test.each(['chat', 'responses', 'messages'] as const)(
  'F34 an output limit above that of the model is lowered on %s',
  to => {
    const outcome = dialects.messages.readRequest({ ...MINIMAL.messages('m'), max_tokens: 128_000 })
    if (!outcome.ok) throw new Error(outcome.failure.message)
    const written = dialects[to].writeRequest(outcome.value, { ...modelOf(to), maxOutputTokens: 8192 })
    expect(JSON.stringify(written)).toContain('8192')
    expect(written).toMatchObject({ losses: [{ code: 'max_tokens_clamped', path: 'max_tokens' }] })
  },
)

test.each(EVERY_DIALECT)(
  "F35 a key of ours that is refused is no failed login of %s's caller",
  async dialect => {
    const upstream = await rawUpstream(reply('{"error":{"message":"bad key"}}', {}, 401))
    const proxy = await openProxy(lab(upstream, ['chat']))
    const answer = await fetchAnswer(proxy, CLIENT_PATHS[dialect], { body: MINIMAL[dialect]('mine') })
    expect([answer.status, answer.headers['x-patchbay-error-code']]).toEqual([502, 'provider_rejected_key'])
  },
)

test('F31 a bare error event of Responses is followed by the failed response', () => {
  const said = [created, event('error', { code: 'server_error', message: 'broke' })]
  const reply = streamed({ up: 'responses', client: 'responses' }, said)
  expect(types(reply).at(-1)).toBe('response.failed')
})
