import { expect, test } from 'vitest'
import { readFeatures } from '../../../src-main/app/log/read-features.ts'
import type { Feature } from '../../../src-main/core/exchange.ts'
import type { Recording } from '../../../src-main/core/log/recording.ts'
import { ended, message } from './exchanges.ts'

function featuresOf(
  recording: Recording | undefined,
  changes = {},
): { features: readonly Feature[]; pauses: number } {
  const steps = readFeatures(ended({ id: 'a', ...changes }), recording)
  let pauses = 0
  for (let step = steps.next(); ; step = steps.next()) {
    if (step.done) return { features: step.value, pauses }
    pauses++
  }
}
const asked = (body: unknown) => featuresOf({ 'client-request': message(JSON.stringify(body)) }).features
const answered = (...pieces: readonly string[]) =>
  featuresOf({ 'client-request': message('{}'), 'client-response': message(...pieces) }).features

test.each<[string, unknown, readonly Feature[]]>([
  ['tools that are offered', { tools: [{ type: 'function' }] }, ['tools']],
  ['the old functions of Chat', { functions: [{ name: 'f' }] }, ['tools']],
  ['no tools', { tools: [] }, []],
  [
    'an image of Chat',
    { messages: [{ content: [{ type: 'image_url', image_url: { url: 'u' } }] }] },
    ['image'],
  ],
  ['an image of Messages', { messages: [{ content: [{ type: 'image', source: {} }] }] }, ['image']],
  ['an image of Responses', { input: [{ content: [{ type: 'input_image' }] }] }, ['image']],
  ['a document', { messages: [{ content: [{ type: 'document' }] }] }, ['file']],
  ['a sound', { messages: [{ content: [{ type: 'input_audio' }] }] }, ['audio']],
  ['a schema for the reply', { response_format: { type: 'json_schema' } }, ['schema']],
  ['the same words in a text', { messages: [{ content: '"tools":[{"type":"image"}]' }] }, []],
])('a request is seen to have %s', (_, body, features) => {
  expect(asked(body)).toEqual(features)
})

test.each<[string, string, readonly Feature[]]>([
  ['a call in Chat', '{"choices":[{"message":{"tool_calls":[{"id":"c"}]}}]}', ['tool-call']],
  ['no call in Chat', '{"choices":[{"message":{"content":"hi","tool_calls":[]}}]}', []],
  ['a call in Responses', '{"output":[{"type":"function_call"}]}', ['tool-call']],
  ['a call in Messages', '{"content":[{"type":"tool_use"}]}', ['tool-call']],
  ['reasoning in Messages', '{"content":[{"type":"thinking","thinking":"so"}]}', ['reasoning']],
  ['reasoning in Chat', '{"choices":[{"delta":{"reasoning_content":"so"}}]}', ['reasoning']],
  ['the settings of reasoning that Responses repeats', '{"reasoning":{"effort":null},"output":[]}', []],
])('a reply is seen to have %s', (_, text, features) => {
  expect(answered(text)).toEqual(features)
})

test('what stands across the cut between two pieces is seen', () => {
  const text = 'data: {"choices":[{"delta":{"tool_calls":[{"index":0}]}}]}\n\n'
  for (let cut = 0; cut < text.length; cut++) {
    expect(answered(text.slice(0, cut), text.slice(cut))).toEqual(['tool-call'])
  }
})

test('without a body, what was noted tells what it can', () => {
  const usage = { input: 10, cacheRead: 5, reasoning: 3 }
  expect(featuresOf(undefined, { usage, stop: 'tool_use' }).features).toEqual([
    'tool-call',
    'reasoning',
    'cache',
  ])
})

test('a large body is read with pauses', () => {
  const body = { messages: [{ content: 'x'.repeat(1_000_000) }], tools: [{ type: 'function' }] }
  const { features, pauses } = featuresOf({ 'client-request': message(JSON.stringify(body)) })
  expect(features).toEqual(['tools'])
  expect(pauses).toBeGreaterThan(10)
})
