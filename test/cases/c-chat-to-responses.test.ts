import { describe, expect, it } from 'vitest'
import { asArray, type JsonObject } from '../../src-main/core/json.ts'
import { ask } from '../support/client.ts'
import { hear } from '../support/heard.ts'
import { say } from '../support/replies/index.ts'
import { HELLO, RICH } from '../support/replies/saying.ts'
import { at, runApp } from '../support/run-app.ts'
import { fileTrio } from '../support/trio.ts'
import { expectError } from '../support/verdict.ts'

const trio = await fileTrio()

/** Asks `rm` on Chat and gives the answer beside what went to /responses. */
async function translated(fields: JsonObject) {
  const answer = await ask(trio, 'chat', 'rm', fields)
  expect(`${answer.status} ${answer.text}`).toMatch(/^200 /)
  expect(answer.body.object).toBe('chat.completion')
  expect(trio.up.generations.map(request => request.path)).toEqual(['/v1/responses'])
  return { answer, sent: trio.up.generations[0]?.body ?? {} }
}

describe('C: Chat on a model that speaks Responses', () => {
  it('C01 system and developer messages all arrive, in order', async () => {
    const { sent } = await translated({
      messages: [
        { role: 'system', content: 'rule one' },
        { role: 'system', content: 'rule two' },
        { role: 'developer', content: 'rule three' },
        { role: 'user', content: 'question' },
        { role: 'assistant', content: 'reply' },
        { role: 'user', content: 'further' },
      ],
    })
    const everything = `${sent.instructions ?? ''} ${JSON.stringify(sent.input)}`
    expect(everything).toMatch(/rule one.*rule two.*rule three.*question.*reply.*further/s)
    expect(everything.match(/rule two/g)).toHaveLength(1)
  })

  it('C03 tools go flat, and calls come back under the call id', async () => {
    trio.up.script = request => say(RICH, request)
    const parameters = { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] }
    const { answer, sent } = await translated({
      tools: [
        { type: 'function', function: { name: 'weather', description: 'tells', parameters, strict: true } },
        { type: 'function', function: { name: 'now' } },
      ],
      tool_choice: { type: 'function', function: { name: 'weather' } },
    })
    expect(sent.tools).toMatchObject([
      { type: 'function', name: 'weather', description: 'tells', parameters, strict: true },
      { type: 'function', name: 'now', strict: false },
    ])
    expect(sent.tool_choice).toEqual({ type: 'function', name: 'weather' })
    expect(hear('chat', answer)).toMatchObject({
      calls: [{ id: 'call_7', name: 'weather', input: '{"city":"Zürich 🏔"}' }],
      stop: 'tool_calls',
    })
  })

  it('C03 results of tools go back under the same call id', async () => {
    const { sent } = await translated({
      messages: [
        { role: 'user', content: 'weather?' },
        {
          role: 'assistant',
          content: null,
          tool_calls: [
            { id: 'call_9', type: 'function', function: { name: 'weather', arguments: '{"a":1}' } },
          ],
        },
        { role: 'tool', tool_call_id: 'call_9', content: 'sunny' },
      ],
      tools: [{ type: 'function', function: { name: 'weather' } }],
    })
    expect(asArray(sent.input).slice(1)).toMatchObject([
      { type: 'function_call', call_id: 'call_9', name: 'weather', arguments: '{"a":1}' },
      { type: 'function_call_output', call_id: 'call_9' },
    ])
    expect(JSON.stringify(asArray(sent.input).at(-1))).toContain('sunny')
  })

  it.each(['max_tokens', 'max_completion_tokens'])('C05 %s becomes max_output_tokens', async field => {
    expect((await translated({ [field]: 321 })).sent.max_output_tokens).toBe(321)
  })

  it('C06 structured output keeps name, schema and strictness', async () => {
    const schema = {
      type: 'object',
      properties: { a: { type: 'number' } },
      required: ['a'],
      additionalProperties: false,
    }
    const { sent } = await translated({
      response_format: { type: 'json_schema', json_schema: { name: 'thing', schema, strict: true } },
    })
    expect(sent.text).toMatchObject({ format: { type: 'json_schema', name: 'thing', schema, strict: true } })
    trio.up.forget()
    const { sent: loose } = await translated({ response_format: { type: 'json_object' } })
    expect(loose.text).toMatchObject({ format: { type: 'json_object' } })
  })

  it('C07 reasoning effort and verbosity find their places', async () => {
    // A provider that is known to understand OpenAI's own parameters.
    const running = await runApp(
      {
        providers: {
          openai: { preset: 'openai', baseUrl: trio.up.baseUrl, key: 'env:KEY', endpoints: ['responses'] },
        },
        dispatch: { mismatch: 'translate' },
      },
      { environment: { KEY: 'k' } },
    )
    await ask(running, 'chat', 'openai/gpt-5.4', { reasoning_effort: 'high', verbosity: 'low' })
    expect(trio.up.generations[0]?.body).toMatchObject({
      reasoning: { effort: 'high' },
      text: { verbosity: 'low' },
    })
  })

  it('C08 an image keeps its URL and detail', async () => {
    const { sent } = await translated({
      messages: [
        {
          role: 'user',
          content: [
            { type: 'text', text: 'what is it' },
            { type: 'image_url', image_url: { url: 'https://example.com/a.png', detail: 'low' } },
          ],
        },
      ],
    })
    expect(asArray(sent.input)[0]).toMatchObject({
      role: 'user',
      content: [
        { type: 'input_text', text: 'what is it' },
        { type: 'input_image', image_url: 'https://example.com/a.png', detail: 'low' },
      ],
    })
  })

  it('C10 usage comes back under the names of Chat, with details', async () => {
    trio.up.script = request => say(HELLO, request)
    expect((await translated({})).answer.body.usage).toMatchObject({
      prompt_tokens: 11,
      completion_tokens: 7,
      total_tokens: 18,
      prompt_tokens_details: { cached_tokens: 4 },
      completion_tokens_details: { reasoning_tokens: 3 },
    })
  })

  it('C12 an option without counterpart is named in a warning', async () => {
    const { answer } = await translated({ logit_bias: { '50256': -100 }, seed: 5 })
    expect(answer.headers['x-patchbay-warnings']).toContain('logit_bias')
    expect(answer.headers['x-patchbay-warnings']).toContain('seed')
  })

  it('C12 several choices are refused, not halved', async () => {
    const answer = await ask(trio, 'chat', 'rm', { n: 3 })
    expect(expectError('chat', answer, 400, 'untranslatable').param).toBe('n')
    expect(trio.up.generations).toEqual([])
  })

  it('C12 a strict user gets a refusal instead of the warning, and nothing goes upstream', async () => {
    const running = await runApp({
      providers: { copilot: at(trio.up, ['responses']) },
      dispatch: { mismatch: 'translate', lossy: 'reject' },
    })
    trio.up.forget()
    const answer = await ask(running, 'chat', 'copilot/rm', { logit_bias: { '50256': -100 } })
    expect(expectError('chat', answer, 400).param).toBe('logit_bias')
    expect(trio.up.generations).toEqual([])
  })
})
