import { describe, expect, test } from 'vitest'
import { asArray, asObject, type JsonObject } from '../../../../src-main/core/json.ts'
import { answered } from '../../../support/translating.ts'

/** What a client of Responses gets of a completion, and one of Chat of a response: the body, and what is lost of it. */
const forResponses = (message: JsonObject, more: JsonObject = {}, fields: JsonObject = {}) =>
  answered(
    { up: 'chat', client: 'responses', fields },
    {
      id: 'chatcmpl-up',
      object: 'chat.completion',
      created: 7,
      model: 'm-1',
      choices: [{ index: 0, message: { role: 'assistant', ...message }, finish_reason: 'stop' }],
      ...more,
    },
  )
const forChat = (output: JsonObject[], more: JsonObject = {}) =>
  answered(
    { up: 'responses', client: 'chat' },
    { id: 'resp_up', object: 'response', created_at: 7, model: 'm-1', status: 'completed', output, ...more },
  )
const messageOf = (body: JsonObject): JsonObject => asObject(asObject(asArray(body.choices)[0]).message)

const item = (...content: JsonObject[]): JsonObject => ({ type: 'message', role: 'assistant', content })
const part = (text: string, annotations: JsonObject[] = []): JsonObject => ({
  type: 'output_text',
  text,
  annotations,
})
const call = { type: 'function_call', call_id: 'c', name: 'f', arguments: '{}' }
const source = { url: 'https://a.org', title: 'A', start_index: 1, end_index: 3 }
const cited = { type: 'url_citation', url_citation: source }

/** Mapping §6.3. */
describe('the identity of a reply', () => {
  test('is in the words of Responses, and says the name that was asked for', () => {
    expect(forResponses({ content: 'a' }).body).toMatchObject({
      id: expect.stringMatching(/^resp_/),
      object: 'response',
      created_at: 1_700_000_000,
      completed_at: 1_700_000_000,
      model: 'alias',
      status: 'completed',
    })
  })

  test('is in the words of Chat', () => {
    expect(forChat([item(part('a'))]).body).toMatchObject({
      id: expect.stringMatching(/^chatcmpl-/),
      object: 'chat.completion',
      created: 1_700_000_000,
      model: 'alias',
    })
  })

  test('has a fingerprint of the system in neither, which is named', () => {
    expect(forResponses({ content: 'a' }, { system_fingerprint: 'fp' }).losses).toEqual([
      'reply_field_dropped;reply.system_fingerprint',
    ])
  })
})

describe('what OpenAI says of how a response was made', () => {
  test('is named where Chat has no word for it, unless it is as always', () => {
    const usual = {
      service_tier: 'default',
      access_programs: { cyber: 'standard' },
      image: { context_compression: 'disabled' },
    }
    expect(forChat([item(part('a'))], usual).losses).toEqual([])
    const special = {
      service_tier: 'flex',
      access_programs: { cyber: 'daybreak_blue' },
      moderation: { input: { type: 'moderation_results', model: 'm', results: [] } },
    }
    expect(forChat([item(part('a'))], special).losses).toEqual([
      'reply_field_dropped;reply.service_tier',
      'reply_field_dropped;reply.access_programs.cyber',
      'reply_field_dropped;reply.moderation',
    ])
  })
})

describe('sources', () => {
  test('of Chat are flat in Responses', () => {
    const { body, losses } = forResponses({ content: 'abcd', annotations: [cited] })
    expect(body.output).toMatchObject([{ content: [part('abcd', [{ type: 'url_citation', ...source }])] }])
    expect(losses).toEqual([])
  })

  test('of Responses are nested in Chat, and count from the begin of the message', () => {
    const { body, losses } = forChat([
      item(part('12')),
      item(part('abcd', [{ type: 'url_citation', ...source }])),
    ])
    expect(messageOf(body)).toMatchObject({
      content: '12abcd',
      annotations: [{ type: 'url_citation', url_citation: { ...source, start_index: 3, end_index: 5 } }],
    })
    expect(losses).toEqual([])
  })

  test.each(['file_citation', 'container_file_citation', 'file_path'])(
    'by %s have no address for Chat',
    type => {
      const { body, losses } = forChat([item(part('ab', [{ type, file_id: 'file-1' }]))])
      expect(messageOf(body)).not.toHaveProperty('annotations')
      expect(losses).toEqual(['citation_dropped;reply.citations'])
    },
  )
})

describe('what is no plain text', () => {
  test('is a refusal in both', () => {
    expect(forResponses({ content: null, refusal: 'no' }).body.output).toMatchObject([
      { type: 'message', content: [{ type: 'refusal', refusal: 'no' }] },
    ])
    expect(messageOf(forChat([item({ type: 'refusal', refusal: 'no' })]).body)).toMatchObject({
      content: null,
      refusal: 'no',
    })
  })

  test('is named where it is sound or pictures of Chat', () => {
    const { losses } = forResponses({
      content: 'a',
      audio: { data: 'AAAA' },
      images: [{ type: 'image_url' }],
    })
    expect(losses).toEqual(['content_dropped;reply.audio', 'content_dropped;reply.images'])
  })
})

test('of several answers of Chat the first is told', () => {
  const choices = ['a', 'b'].map((content, index) => ({
    index,
    message: { role: 'assistant', content },
    finish_reason: 'stop',
  }))
  const { body, losses } = forResponses({}, { choices })
  expect(body.output).toMatchObject([{ content: [part('a')] }])
  expect(losses).toEqual(['extra_choice_dropped;reply.choices[1]'])
})

describe('words around a call', () => {
  test('are one text in Chat, whose place is named as lost', () => {
    const { body, losses } = forChat([item(part('one')), call, item(part('two'))])
    expect(messageOf(body)).toMatchObject({ content: 'onetwo', tool_calls: [{ id: 'c' }] })
    expect(losses).toEqual(['order_simplified;reply.content'])
    expect(forChat([item(part('one')), call]).losses).toEqual([])
  })

  test('are items of their own in Responses', () => {
    const { body, losses } = forResponses({
      content: 'one',
      tool_calls: [{ id: 'c', type: 'function', function: { name: 'f', arguments: '{}' } }],
    })
    expect(body.output).toMatchObject([{ type: 'message' }, { type: 'function_call', call_id: 'c' }])
    expect(losses).toEqual([])
  })
})

describe('what a response repeats of its request', () => {
  const asked = {
    instructions: 'Be brief.',
    tools: [
      { type: 'custom', name: 'p' },
      {
        type: 'namespace',
        name: 'x',
        description: 'd',
        tools: [{ type: 'function', name: 'f', parameters: null }],
      },
      { type: 'web_search' },
    ],
    tool_choice: { type: 'custom', name: 'p' },
    temperature: 0.5,
    top_p: 0.2,
    top_logprobs: 2,
    presence_penalty: 1,
    frequency_penalty: 2,
    parallel_tool_calls: false,
    text: { format: { type: 'json_object' }, verbosity: 'low' },
    truncation: 'auto',
    reasoning: { effort: 'max', summary: 'auto' },
    metadata: { a: 'b' },
    store: false,
    service_tier: 'flex',
    max_output_tokens: 5,
    max_tool_calls: 2,
    safety_identifier: 's',
    prompt_cache_key: 'k',
    user: 'u',
  }

  test('are the values of the caller, whatever was sent in their place', () => {
    const { body } = forResponses({ content: 'a' }, {}, asked)
    expect(body).toMatchObject({ ...asked, background: false, previous_response_id: null })
  })
})
