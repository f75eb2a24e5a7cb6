import { describe, expect, test } from 'vitest'
import { asArray, asObject, type Json, type JsonObject } from '../../src-main/core/json.ts'
import type { Quirks } from '../../src-main/core/target.ts'
import { bodySent, sent, streamed } from '../support/translating.ts'
import { calls, ends, says } from './said.ts'

const patch = { type: 'custom', name: 'apply_patch', description: 'Patches files.' }
const space = (name: string, tool: string) => ({
  type: 'namespace',
  name,
  description: name,
  tools: [{ type: 'function', name: tool, parameters: { type: 'object' } }],
})
const schema = { type: 'object', properties: {} }
const namesOf = (tools: Json | undefined) =>
  asArray(tools).map(tool => asObject(tool).name ?? asObject(asObject(tool).function).name)

/** What Codex gets when a Chat model calls a tool. */
const called = (fields: JsonObject, name: string, input: string) => {
  const { wire } = streamed({ up: 'chat', client: 'responses', fields }, [
    calls(0, '', 'c1', name),
    calls(0, input),
    ends('tool_calls'),
  ])
  return asArray(asObject(wire.at(-1)?.body.response).output)[0]
}

test.each<[said: string]>([['{"input":"*** Begin"}'], ['{"patch":"*** Begin"}'], ['*** Begin']])(
  'F57 F58 a freeform tool is a function elsewhere and is called back as free text: %s',
  said => {
    expect(namesOf(bodySent('responses', 'chat', { tools: [patch] }).tools)).toEqual(['apply_patch'])
    expect(called({ tools: [patch] }, 'apply_patch', said)).toMatchObject({
      type: 'custom_tool_call',
      name: 'apply_patch',
      input: '*** Begin',
    })
  },
)

test('F59 a tool of a namespace is called back in it', () => {
  const tools = [space('mcp__demo', 'weather')]
  expect(namesOf(bodySent('responses', 'chat', { tools }).tools)).toEqual(['mcp__demo__weather'])
  expect(called({ tools }, 'mcp__demo__weather', '{}')).toMatchObject({
    type: 'function_call',
    name: 'weather',
    namespace: 'mcp__demo',
  })
})

test('F60 a strict clone of Responses gets plain functions alone', () => {
  const tools = [
    space('mcp__demo', 'weather'),
    patch,
    { type: 'web_search' },
    { type: 'tool_search', execution: 'client' },
  ]
  const outcome = sent('responses', 'responses', { tools })
  if (!('body' in outcome)) throw new Error(outcome.message)
  expect(new Set(asArray(outcome.body.tools).map(tool => asObject(tool).type))).toEqual(new Set(['function']))
  expect(outcome.losses).toContain('hosted_tool_dropped;tools[2]')
})

test('F61 F62 tools that only the history names are offered', () => {
  const late = { type: 'function', name: 'late', parameters: schema }
  const found = { type: 'function', name: 'found', parameters: schema }
  const input = [
    { type: 'additional_tools', tools: [late] },
    { role: 'user', content: 'a' },
    { type: 'tool_search_call', call_id: 't', execution: 'client', arguments: { query: 'q' } },
    { type: 'tool_search_output', call_id: 't', execution: 'client', tools: [found] },
  ]
  for (const to of ['chat', 'messages'] as const)
    expect(namesOf(bodySent('responses', to, { input }).tools)).toEqual(
      expect.arrayContaining(['late', 'found']),
    )
})

test.each(['chat', 'responses'] as const)('F63 hidden tools are shown to %s once they are named', to => {
  const hidden = (name: string) => ({ name, defer_loading: true, input_schema: schema })
  const reference = { type: 'tool_reference', tool_name: 'late' }
  const fields = {
    tools: [{ name: 'ToolSearch', input_schema: schema }, hidden('late'), hidden('later')],
    messages: [
      { role: 'user', content: 'a' },
      { role: 'assistant', content: [{ type: 'tool_use', id: 't', name: 'ToolSearch', input: {} }] },
      { role: 'user', content: [{ type: 'tool_result', tool_use_id: 't', content: [reference] }] },
    ],
  }
  expect(namesOf(bodySent('messages', to, fields).tools)).toEqual(['ToolSearch', 'late'])
})

test('F64 a name that is too long is shortened, and called back whole', () => {
  const name = `mcp__${'long_'.repeat(20)}`
  const tools = [{ name, input_schema: schema }]
  const [wire] = namesOf(bodySent('messages', 'chat', { tools }).tools)
  expect(String(wire)).toMatch(/^[a-zA-Z0-9_-]{1,64}$/)
  const { heard } = streamed({ up: 'chat', client: 'messages', fields: { tools } }, [
    calls(0, '{}', 'c', String(wire)),
    ends('tool_calls'),
  ])
  expect(heard.calls[0]?.name).toBe(name)
})

test('F66 a request of Claude Code for a web search alone is answered or refused in words', () => {
  const search = { type: 'web_search_20250305', name: 'web_search', max_uses: 8 }
  const quirks: Partial<Quirks> = { hostedTools: ['web_search'] }
  expect(asObject(bodySent('messages', 'responses', { tools: [search] }, quirks))).toMatchObject({
    tools: [{ type: 'web_search' }],
  })
  expect(sent('messages', 'chat', { tools: [search], tool_choice: { type: 'any' } })).toMatchObject({
    refused: 'tool_choice',
  })
})

describe('F67 a compaction that Codex asks for', () => {
  const input = [{ role: 'user', content: 'a' }, { type: 'compaction_trigger' }]

  test('is one compaction item, whose text comes back to any model', () => {
    const { wire } = streamed({ up: 'chat', client: 'responses', fields: { input } }, [
      says('All done.'),
      ends('stop'),
    ])
    const output = asArray(asObject(wire.at(-1)?.body.response).output).map(asObject)
    expect(output.map(({ type }) => type)).toEqual(['compaction'])
    for (const to of ['chat', 'messages'] as const)
      expect(
        JSON.stringify(bodySent('responses', to, { input: [...output, { role: 'user', content: 'b' }] })),
      ).toContain('All done.')
  })
})

test('F68 names that would be one upstream are refused, not guessed', () => {
  const tools = [space('mcp__a', 'b'), { type: 'function', name: 'mcp__a__b', parameters: schema }]
  expect(sent('responses', 'chat', { tools })).toMatchObject({ refused: 'tools[1]' })
})
