import { expect, test } from 'vitest'
import { asArray, asObject } from '../../../../src-main/core/json.ts'
import { conversation, OPENAI, target, told, write } from './builders.ts'

test('a hosted tool that the client insists on is refused where nobody runs it', () => {
  const hosted = {
    type: 'hosted',
    dialect: 'messages',
    name: 'web_search',
    value: { type: 'web_search_20250305' },
    search: {},
    path: 'tools[0]',
  } as const
  const toolChoice = { type: 'tool', tool: { name: 'web_search' } } as const
  expect(told({ tools: [hosted], toolChoice })).toEqual(['untranslatable;tools[0]'])
  expect(write(conversation({ tools: [hosted] }), target(OPENAI)).tools).toEqual([{ type: 'web_search' }])
})

test('a forced web search of another vendor is forced by the name it has here', () => {
  const value = { type: 'web_search_20250305' }
  const hosted = {
    type: 'hosted',
    dialect: 'messages',
    name: 'web_search',
    value,
    search: {},
    path: 'tools[0]',
  } as const
  const toolChoice = { type: 'tool', tool: { name: 'web_search' } } as const
  const body = write(conversation({ tools: [hosted], toolChoice }), target(OPENAI))
  expect(body.tool_choice).toEqual({ type: 'web_search' })
})

test('tools that are hidden until another vendor’s search names them are not sent', () => {
  const tool = { type: 'function', kind: 'function', name: 'f', path: 'tools[0]' } as const
  const tools = [tool, { ...tool, name: 'g', deferred: true, path: 'tools[1]' }]
  const body = write(conversation({ from: 'messages', tools }), target(OPENAI))
  expect(asArray(body.tools).map(each => asObject(each).name)).toEqual(['f'])
})
