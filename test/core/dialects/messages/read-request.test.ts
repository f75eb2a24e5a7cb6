import { describe, expect, test } from 'vitest'
import { messages } from '../../../../src-main/core/dialects/messages/index.ts'
import type { JsonObject } from '../../../../src-main/core/json.ts'
import { ask, read, user } from './builders.ts'

const refused = (body: JsonObject) => {
  const outcome = messages.readRequest(ask(body))
  return outcome.ok ? undefined : outcome.failure
}

describe('instructions', () => {
  test('may be a string or blocks with cache breakpoints', () => {
    expect(read(ask({ system: 'be kind' })).turns[0]).toEqual({
      role: 'system',
      path: 'system',
      blocks: [{ type: 'text', text: 'be kind', path: 'system' }],
    })
    const cache = { type: 'ephemeral' }
    const system = [{ type: 'text', text: 'a', cache_control: cache }]
    expect(read(ask({ system })).turns[0]?.blocks).toEqual([
      { type: 'text', text: 'a', path: 'system[0]', cache },
    ])
  })

  test('Claude Code’s billing note is for Anthropic only', () => {
    const system = [{ type: 'text', text: 'x-anthropic-billing-header: cc_version=2;' }]
    expect(read(ask({ system })).turns[0]?.blocks[0]).toMatchObject({ type: 'opaque', fate: 'drop' })
  })

  test('stand where they are in the middle, and may set the effort', () => {
    const { turns, options } = read(
      ask({
        output_config: { effort: 'high' },
        messages: [user('a'), { role: 'system', content: 'b', output_config: { effort: 'low' } }, user('c')],
      }),
    )
    expect(turns.map(turn => turn.role)).toEqual(['user', 'system', 'user'])
    expect(options.reasoning?.effort).toBe('low')
  })

  test('that end with the next user message are gone after it', () => {
    const fleeting = { role: 'system', content: 'b', clear_at: 'next_user_message' }
    expect(read(ask({ messages: [user('a'), fleeting] })).turns).toHaveLength(2)
    expect(read(ask({ messages: [user('a'), fleeting, user('c')] })).turns).toHaveLength(2)
  })
})

describe('options', () => {
  test.each<[JsonObject, object]>([
    [
      { max_tokens: 0, top_k: 3, stop_sequences: ['a'] },
      { maxOutputTokens: 0, topK: 3, stop: ['a'] },
    ],
    [{ thinking: { type: 'disabled' } }, { reasoning: { mode: 'disabled' } }],
    [
      { thinking: { type: 'enabled', budget_tokens: 9 } },
      { reasoning: { mode: 'enabled', budget: 9, summary: 'auto' } },
    ],
    [
      { thinking: { type: 'adaptive', display: 'omitted' } },
      { reasoning: { mode: 'adaptive', summary: 'omitted' } },
    ],
    [{ thinking: { type: 'between_tools' } }, { reasoning: { mode: 'adaptive' } }],
    [{ output_config: { effort: 'max' } }, { reasoning: { effort: 'max' } }],
    [
      { output_config: { format: { type: 'json_schema', schema: { type: 'object' } } } },
      { format: { type: 'schema', schema: { type: 'object' }, name: 'output', strict: true } },
    ],
    [{ service_tier: 'standard_only' }, { serviceTier: 'default' }],
    [{ speed: 'fast' }, { serviceTier: 'fast' }],
    [{ metadata: { user_id: 'me' } }, { userId: 'me' }],
  ])('%j', (body, expected) => {
    expect(read(ask(body)).options).toMatchObject(expected)
  })

  test('ids of device and account never leave, the session is the cache key', () => {
    const user_id = JSON.stringify({ device_id: 'dev', session_id: 'ses' })
    const { userId, cacheKey } = read(ask({ metadata: { user_id } })).options
    expect(cacheKey).toBe('ses')
    expect(userId).toMatch(/^[0-9a-f]{64}$/)
  })

  test('unknown fields are kept for their report, telemetry and no-ops are not', () => {
    const context_management = { edits: [{ type: 'clear_thinking_20251015', keep: 'all' }] }
    const body = {
      context_management,
      safeguards: [],
      diagnostics: {},
      inference_geo: 'eu',
      fallbacks: [{}],
      user_profile_id: null,
    }
    expect(read(ask(body)).unknown.map(({ path }) => path)).toEqual(['inference_geo', 'fallbacks'])
    const clearing = { edits: [{ type: 'clear_tool_uses_20250919' }] }
    expect(read(ask({ context_management: clearing })).unknown).toEqual([
      { path: 'context_management', value: clearing },
    ])
  })
})

describe('what is refused', () => {
  test('threads, in the words that make the SDK send everything again', () => {
    const failure = refused({ thread: { type: 'create' } })
    expect(failure && messages.writeFailure(failure)).toMatchObject({
      status: 400,
      body: {
        type: 'error',
        error: { type: 'invalid_request_error', details: { error_code: 'thread_unsupported_request' } },
      },
    })
  })

  test.each<[string, JsonObject]>([
    ['container', { container: 'c' }],
    ['messages', { messages: 'hi' }],
    ['messages[0].role', { messages: [{ role: 'tool', content: 'a' }] }],
  ])('%s', (param, body) => {
    expect(refused(body)).toMatchObject({ status: 400, code: 'untranslatable', param })
  })

  test('nothing that is empty', () => {
    expect(refused({ thread: null, container: null, mcp_servers: [] })).toBeUndefined()
  })
})
