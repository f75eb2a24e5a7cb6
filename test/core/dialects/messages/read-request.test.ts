import { describe, expect, test } from 'vitest'
import { messages } from '../../../../src-main/core/dialects/messages/index.ts'
import { wrapProof } from '../../../../src-main/core/envelope.ts'
import type { Json, JsonObject } from '../../../../src-main/core/json.ts'
import { ask, read, target } from './builders.ts'

const user = (content: Json): JsonObject => ({ role: 'user', content })
const blocksOf = (block: JsonObject) => read(ask({ messages: [user([block])] })).turns[0]?.blocks ?? []
const toolsOf = (body: JsonObject) => read(ask(body)).tools
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

describe('blocks', () => {
  test.each<[string, JsonObject, JsonObject]>([
    [
      'image',
      { source: { type: 'url', url: 'https://a.example/b.png' } },
      { source: { kind: 'url', url: 'https://a.example/b.png' } },
    ],
    ['image', { source: { type: 'file', file_id: 'f' } }, { source: { kind: 'id', id: 'f' } }],
    [
      'document',
      { title: 'T', source: { type: 'base64', media_type: 'application/pdf', data: 'JVBE' } },
      { type: 'file', filename: 'T', source: { kind: 'base64', mediaType: 'application/pdf', data: 'JVBE' } },
    ],
    [
      'document',
      {
        source: {
          type: 'content',
          content: [
            { type: 'text', text: 'a' },
            { type: 'text', text: 'b' },
          ],
        },
      },
      { type: 'file', source: { kind: 'text', text: 'a\n\nb', mediaType: 'text/plain' } },
    ],
    [
      'search_result',
      { title: 'T', source: 's', content: [{ type: 'text', text: 'a' }] },
      { fate: 'text', text: 'T (s)\na' },
    ],
    [
      'server_tool_use',
      { name: 'web_search', input: { query: 'q' } },
      { fate: 'text', text: '[web_search: {"query":"q"}]' },
    ],
    ['fallback', {}, { fate: 'drop' }],
    ['compaction', { content: 'so far' }, { fate: 'text', text: 'so far' }],
    ['compaction', { content: null, encrypted_content: 'x' }, { fate: 'refuse' }],
    ['hologram', {}, { fate: 'refuse', kind: 'hologram' }],
    ['tool_use', { id: 'a', name: 'click', toolset_name: 'computer', input: {} }, { fate: 'refuse' }],
  ])('%s %j is read', (type, fields, expected) => {
    expect(blocksOf({ type, ...fields })).toEqual([expect.objectContaining(expected)])
  })

  test('a result keeps its images, its references and whether it failed', () => {
    const content = [
      { type: 'text', text: 'see' },
      { type: 'image', source: { type: 'base64', media_type: 'image/png', data: 'iVBORw0KGgo=' } },
      { type: 'tool_reference', tool_name: 'WebFetch' },
    ]
    const [result] = blocksOf({ type: 'tool_result', tool_use_id: 'a', is_error: true, content })
    expect(result).toMatchObject({ type: 'tool-result', callId: 'a', isError: true })
    expect(result?.type === 'tool-result' && result.blocks.map(block => block.type)).toEqual([
      'text',
      'image',
      'opaque',
    ])
  })

  test('empty texts are no blocks', () => {
    expect(blocksOf({ type: 'text', text: '' })).toEqual([])
  })
})

describe('thinking in the history', () => {
  const proof = { dialect: 'responses', item: { type: 'reasoning', id: 'rs_1' } } as const
  const seal = wrapProof(proof, target())
  const thinking = (signature?: string) =>
    blocksOf({ type: 'thinking', thinking: 'hm', ...(signature !== undefined && { signature }) })[0]

  test('gives the proof out of our envelope', () => {
    expect(thinking(seal)).toMatchObject({
      text: 'hm',
      proof: { ...proof, provider: 'lab', family: 'claude-lab' },
    })
    expect(blocksOf({ type: 'redacted_thinking', data: seal })[0]).toMatchObject({ text: '', proof })
  })

  test('keeps a bare signature for Messages alone', () => {
    const item = { type: 'thinking', thinking: 'hm', signature: 'sig' }
    expect(thinking('sig')).toMatchObject({ proof: { dialect: 'messages', item } })
  })

  test('proves nothing without a signature, or with a damaged envelope', () => {
    for (const signature of ['', undefined, 'pb1.j.broken'])
      expect(thinking(signature)).toHaveProperty('proof', undefined)
  })
})

describe('tools', () => {
  test('of the client’s own are functions, those with a type have their schema', () => {
    const tools = [
      { name: 'Read', description: 'd', input_schema: { type: 'object' }, strict: true },
      { type: 'bash_20250124', name: 'bash' },
      { type: 'web_search_20250305', name: 'web_search', max_uses: 2, user_location: { city: 'Bonn' } },
    ]
    expect(toolsOf({ tools })).toEqual([
      {
        type: 'function',
        kind: 'function',
        name: 'Read',
        description: 'd',
        parameters: { type: 'object' },
        strict: true,
        path: 'tools[0]',
      },
      expect.objectContaining({
        type: 'function',
        name: 'bash',
        parameters: expect.objectContaining({ type: 'object' }),
        raw: tools[1],
      }),
      expect.objectContaining({
        type: 'hosted',
        name: 'web_search',
        search: { maxUses: 2, location: { city: 'Bonn' } },
      }),
    ])
  })

  test('that wait for a search are hidden until something names them', () => {
    const tools = [
      { name: 'A', defer_loading: true },
      { name: 'B', defer_loading: true },
      { name: 'C', defer_loading: true },
    ]
    const result = {
      type: 'tool_result',
      tool_use_id: 'x',
      content: [{ type: 'tool_reference', tool_name: 'A' }],
    }
    const addition = { type: 'tool_addition', tool: { type: 'tool_reference', name: 'B' } }
    const read = toolsOf({ tools, messages: [user([result]), { role: 'system', content: [addition] }] })
    expect(read.map(tool => tool.deferred ?? false)).toEqual([false, false, true])
  })

  test('are all shown where only Anthropic’s own search could name them', () => {
    const tools = [
      { type: 'tool_search_tool_regex_20251119', name: 'tool_search' },
      { name: 'A', defer_loading: true },
    ]
    expect(toolsOf({ tools })[1]?.deferred).toBeUndefined()
  })

  test('can be defined and removed in the middle of the conversation', () => {
    const changes = [
      { type: 'tool_removal', tool: { type: 'tool_reference', name: 'A' } },
      { type: 'tool_addition', tool: { type: 'tool_definition', definition: { name: 'B' } } },
    ]
    const read = toolsOf({
      tools: [{ name: 'A' }],
      messages: [user('a'), { role: 'system', content: changes }],
    })
    expect(read.map(tool => tool.name)).toEqual(['B'])
  })

  test.each<[JsonObject, unknown]>([
    [
      { type: 'auto', disable_parallel_tool_use: true },
      { toolChoice: { type: 'auto' }, parallelToolCalls: false },
    ],
    [{ type: 'any' }, { toolChoice: { type: 'required' } }],
    [{ type: 'none' }, { toolChoice: { type: 'none' } }],
    [{ type: 'tool', name: 'A' }, { toolChoice: { type: 'tool', tool: { name: 'A' } } }],
  ])('choice %j', (tool_choice, expected) => {
    expect(read(ask({ tool_choice }))).toMatchObject(expected as object)
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
