import { describe, expect, it } from 'vitest'
import { asArray, asObject, type JsonObject } from '../../src-main/core/json.ts'
import { ask } from '../support/client.ts'
import { hear } from '../support/heard.ts'
import { PRINTERS, say } from '../support/replies/index.ts'
import { runApp } from '../support/run-app.ts'
import { json } from '../support/scripted.ts'
import { fileTrio } from '../support/trio.ts'
import { expectError } from '../support/verdict.ts'

const trio = await fileTrio()

/** Asks `cm` on Responses and gives the answer beside what went to /chat/completions. */
async function translated(fields: JsonObject) {
  const answer = await ask(trio, 'responses', 'cm', fields)
  expect(`${answer.status} ${answer.text}`).toMatch(/^200 /)
  expect(answer.body.object).toBe('response')
  expect(trio.up.generations.map(request => request.path)).toEqual(['/v1/chat/completions'])
  const sent = trio.up.generations[0]?.body ?? {}
  trio.up.forget()
  return { answer, sent }
}

describe('D: Responses on a model that speaks Chat', () => {
  it('D01 the three forms of the same input send the same messages', async () => {
    const forms = [
      'hi',
      [{ role: 'user', content: 'hi' }],
      [{ type: 'message', role: 'user', content: [{ type: 'input_text', text: 'hi' }] }],
    ]
    const sent: unknown[] = []
    for (const input of forms) sent.push((await translated({ input })).sent.messages)
    expect(sent[0]).toEqual([{ role: 'user', content: 'hi' }])
    expect(sent[1]).toEqual(sent[0])
    expect(sent[2]).toEqual(sent[0])
  })

  it('D02 instructions come first, before a developer item', async () => {
    const { sent } = await translated({
      instructions: 'be brief',
      input: [
        { role: 'developer', content: 'be kind' },
        { role: 'user', content: 'hi' },
      ],
    })
    expect(asObject(asArray(sent.messages)[0]).role).toBe('system')
    expect(JSON.stringify(sent.messages)).toMatch(/be brief.*be kind.*hi/s)
    expect(asObject(asArray(sent.messages).at(-1)).role).toBe('user')
  })

  it('D04 reasoning of another vendor is left out, with a warning', async () => {
    const { answer, sent } = await translated({
      input: [
        { role: 'user', content: 'hi' },
        { type: 'reasoning', id: 'rs_1', summary: [], encrypted_content: 'gAAAA-secret' },
        { type: 'message', role: 'assistant', content: [{ type: 'output_text', text: 'hello' }] },
        { role: 'user', content: 'again' },
      ],
    })
    expect(JSON.stringify(sent)).not.toContain('gAAAA-secret')
    expect(asArray(sent.messages).map(message => asObject(message).role)).toEqual([
      'user',
      'assistant',
      'user',
    ])
    expect(answer.headers['x-patchbay-warnings']).toContain('input[1]')
  })

  it('D06 a freeform tool becomes a function and comes back with plain input', async () => {
    const patch = '*** Begin Patch\n+ "quoted" ü\n*** End Patch'
    const input = [JSON.stringify({ input: patch }).slice(0, 12), JSON.stringify({ input: patch }).slice(12)]
    trio.up.script = request => say({ calls: [{ id: 'call_p', name: 'apply_patch', input }] }, request)
    const tools = [{ type: 'custom', name: 'apply_patch', description: 'patches files' }]
    const { answer, sent } = await translated({ tools })
    expect(asArray(sent.tools)[0]).toMatchObject({ type: 'function', function: { name: 'apply_patch' } })
    expect(answer.body.output).toMatchObject([
      { type: 'custom_tool_call', call_id: 'call_p', name: 'apply_patch', input: patch },
    ])
    const streamed = await ask(trio, 'responses', 'cm', { tools, stream: true })
    const deltas = streamed.events.filter(event => event.type === 'response.custom_tool_call_input.delta')
    expect(deltas.map(event => event.body.delta).join('')).toBe(patch)
  })

  it.each([
    ['stop', 'completed', null],
    ['tool_calls', 'completed', null],
    ['length', 'incomplete', { reason: 'max_output_tokens' }],
    ['content_filter', 'incomplete', { reason: 'content_filter' }],
  ])('D08 the end "%s" is %s', async (finish, status, details) => {
    trio.up.script = () => {
      const reply = PRINTERS.chat.whole({ text: ['so far'] })
      const choice = asObject(asArray(reply.choices)[0])
      return json({ ...reply, choices: [{ ...choice, finish_reason: finish }] })
    }
    const { answer } = await translated({})
    expect(answer.body).toMatchObject({ status, incomplete_details: details })
    expect(hear('responses', answer).text).toBe('so far')
  })

  it('D09 an unknown previous response is an error', async () => {
    const answer = await ask(trio, 'responses', 'cm', { previous_response_id: 'resp_nobody' })
    const error = expectError('responses', answer, 400, 'previous_response_not_found')
    expect(error.param).toBe('previous_response_id')
    expect(trio.up.generations).toEqual([])
  })

  it('D10 text.format becomes response_format', async () => {
    const schema = { type: 'object', properties: {}, additionalProperties: false }
    const { sent } = await translated({
      text: { format: { type: 'json_schema', name: 'thing', schema, strict: true } },
    })
    expect(sent.response_format).toEqual({
      type: 'json_schema',
      json_schema: { name: 'thing', schema, strict: true },
    })
  })

  it("D10 the output limit goes by the provider's name for it", async () => {
    const { sent } = await translated({ max_output_tokens: 99 })
    expect(sent).toMatchObject({ max_tokens: 99 })
    const running = await runApp(
      {
        providers: {
          openai: { preset: 'openai', baseUrl: trio.up.baseUrl, key: 'env:KEY', endpoints: ['chat'] },
        },
      },
      { environment: { KEY: 'k' } },
    )
    trio.up.forget()
    await ask(running, 'responses', 'openai/gpt-5.4', { max_output_tokens: 99 })
    expect(trio.up.generations[0]?.body).toMatchObject({ max_completion_tokens: 99 })
  })

  it('D11 usage comes back under the names of Responses, with details', async () => {
    expect((await translated({})).answer.body.usage).toMatchObject({
      input_tokens: 11,
      output_tokens: 7,
      total_tokens: 18,
      input_tokens_details: { cached_tokens: 4 },
      output_tokens_details: { reasoning_tokens: 3 },
    })
  })
})
