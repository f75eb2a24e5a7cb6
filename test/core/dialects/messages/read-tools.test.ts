import { describe, expect, test } from 'vitest'
import type { JsonObject } from '../../../../src-main/core/json.ts'
import { ask, read, user } from './builders.ts'

const toolsOf = (body: JsonObject) => read(ask(body)).tools

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
