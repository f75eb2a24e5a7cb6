import { beforeAll, expect, test } from 'vitest'
import { dispatch } from '../../src-main/core/routing/dispatch.ts'
import { resolve } from '../../src-main/core/routing/resolve.ts'
import { directoryOf } from '../core/routing/builders.ts'
import { openKeeping } from '../proxy/keeping.ts'
import { say } from '../support/replies/index.ts'

// F71 is a provider's own store, which is passed to as it is; what this proxy keeps needs no switch.

let keeping: Awaited<ReturnType<typeof openKeeping>>
beforeAll(async () => {
  keeping = await openKeeping()
})

test.each(['talk/m', 'mess/m'])(
  'F69 F70 %s is told what was said before, at once after the reply',
  async model => {
    const first = await keeping.ask(model, { input: 'one', stream: true })
    const next = await keeping.ask(model, { input: 'two', previous_response_id: first.id })
    expect(JSON.stringify(next.sent[0]?.messages)).toMatch(/one.*Good morning.*two/)
  },
)

test('F71 a reply is kept without a switch, and an unknown one is named in the error', async () => {
  const { answer } = await keeping.ask('talk/m', { input: 'two', previous_response_id: 'resp_none' })
  expect([answer.status, answer.headers['x-patchbay-error-code']]).toEqual([
    400,
    'previous_response_not_found',
  ])
  const kept = await keeping.ask('talk/m', { input: 'one' })
  expect((await keeping.call(`/v1/responses/${kept.id}`)).status).toBe(200)
})

test('F72 an output sent alone reaches the model behind its call', async () => {
  const weather = { type: 'function', name: 'weather', parameters: { type: 'object', properties: {} } }
  const saying = { calls: [{ id: 'call_7', name: 'weather', input: ['{}'] }] }
  keeping.up.script = request => say(saying, request)
  const first = await keeping.ask('talk/m', { input: 'weather?', tools: [weather] })
  const output = { type: 'function_call_output', call_id: 'call_7', output: 'sunny' }
  const fields = { input: [output], tools: [weather], previous_response_id: first.id }
  const { sent } = await keeping.ask('talk/m', fields)
  keeping.up.script = undefined
  expect(sent[0]?.messages).toMatchObject([
    { role: 'user' },
    { role: 'assistant', tool_calls: [{ id: 'call_7' }] },
    { role: 'tool', tool_call_id: 'call_7', content: 'sunny' },
  ])
})

test("F73 Cursor's bodies of Responses on the path of Chat are answered as Chat, with tools of both shapes", async () => {
  keeping.up.forget()
  const flat = { type: 'function', name: 'flat', parameters: { type: 'object' } }
  const nested = { type: 'function', function: { name: 'nested', parameters: { type: 'object' } } }
  const tools = [flat, nested, { type: 'custom', name: 'ApplyPatch' }]
  const answer = await keeping.call('/v1/chat/completions', {
    model: 'talk/m',
    input: 'hi',
    tools,
    stream: true,
  })
  expect(answer.events[0]?.body.object).toBe('chat.completion.chunk')
  expect(answer.text).toContain('[DONE]')
  expect(keeping.up.generations[0]?.body.tools).toMatchObject(
    ['flat', 'nested', 'ApplyPatch'].map(name => ({ type: 'function', function: { name } })),
  )
})

test('F74 tools with reasoning go to Responses where a model takes them nowhere else', () => {
  const fact = { match: 'gpt-5.4*', toolsWithReasoningNotOn: ['chat' as const], source: 'the vendor' }
  const directory = directoryOf({
    providers: { copilot: { models: [fact] } },
    lists: { copilot: [{ id: 'gpt-5.4', endpoints: ['chat', 'responses'] }] },
  })
  const resolved = resolve('copilot/gpt-5.4', directory)
  if (!resolved.ok) throw new Error(resolved.failure.message)
  const asked = { dialect: 'chat', functionTools: true, customTools: false, reasoning: true } as const
  expect(dispatch(asked, resolved.targets[0], 'auto')).toMatchObject({ action: 'translate', to: 'responses' })
  expect(dispatch({ ...asked, reasoning: false }, resolved.targets[0], 'auto')).toMatchObject({
    action: 'pass',
  })
})
