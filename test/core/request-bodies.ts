import fc from 'fast-check'
import type { Dialect } from '../../src-main/core/conversation.ts'
import type { JsonObject } from '../../src-main/core/json.ts'
import { name, type Step, story, words } from './stories.ts'

const maybe = <Value>(field: string, value: fc.Arbitrary<Value>): fc.Arbitrary<JsonObject> =>
  fc
    .option(value, { nil: undefined })
    .map(given => (given === undefined ? {} : ({ [field]: given } as JsonObject)))
const joined = (...parts: fc.Arbitrary<JsonObject>[]): fc.Arbitrary<JsonObject> =>
  fc.tuple(...parts).map(given => Object.assign({}, ...given))
const PNG = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='
const PDF = 'JVBERi0xLjQK'

const tool = fc.record({ name, description: words, strict: fc.boolean() })
const tools = fc.uniqueArray(tool, { selector: each => each.name, maxLength: 3 })
const schema: JsonObject = {
  type: 'object',
  properties: { a: { type: 'string' } },
  required: ['a'],
  additionalProperties: false,
}

const when = <Value>(isSo: boolean, value: Value): Value[] => (isSo ? [value] : [])

const chatStep = (step: Step, at: number): JsonObject[] => [
  {
    role: 'user',
    content: [
      { type: 'text', text: step.ask },
      ...when(step.image, {
        type: 'image_url',
        image_url: { url: `data:image/png;base64,${PNG}`, detail: 'high' },
      }),
      ...when(step.file, {
        type: 'file',
        file: { filename: 'a.pdf', file_data: `data:application/pdf;base64,${PDF}` },
      }),
    ],
  },
  {
    role: 'assistant',
    content: step.refusal ? null : step.say,
    ...(step.refusal && { refusal: step.say }),
    ...(step.thought !== undefined && { reasoning_content: step.thought }),
    ...(step.calls.length > 0 && {
      tool_calls: step.calls.map(({ input, custom }, index) => ({
        id: `call_${at}_${index}`,
        ...(custom
          ? { type: 'custom', custom: { name: 'patch', input: JSON.stringify(input) } }
          : { type: 'function', function: { name: 'look', arguments: JSON.stringify(input) } }),
      })),
    }),
  },
  ...step.calls.map(({ result }, index) => ({
    role: 'tool',
    tool_call_id: `call_${at}_${index}`,
    content: result,
  })),
]

const messagesStep = (step: Step, at: number): JsonObject[] => [
  {
    role: 'user',
    content: [
      { type: 'text', text: step.ask, ...(step.cited && { cache_control: { type: 'ephemeral' } }) },
      ...when(step.image, { type: 'image', source: { type: 'base64', media_type: 'image/png', data: PNG } }),
      ...when(step.file, {
        type: 'document',
        title: 'a.pdf',
        source: { type: 'base64', media_type: 'application/pdf', data: PDF },
      }),
    ],
  },
  {
    role: 'assistant',
    content: [
      ...when(step.thought !== undefined, {
        type: 'thinking',
        thinking: step.thought,
        signature: 'c2lnbmF0dXJl',
      }),
      { type: 'text', text: step.say, ...(step.cited && { citations: [CITED] }) },
      ...step.calls.map(({ input }, index) => ({
        type: 'tool_use',
        id: `toolu_${at}_${index}`,
        name: 'look',
        input,
      })),
    ],
  },
  ...when(step.calls.length > 0, {
    role: 'user',
    content: step.calls.map(({ result, failed, image }, index) => ({
      type: 'tool_result',
      tool_use_id: `toolu_${at}_${index}`,
      is_error: failed,
      content: [
        { type: 'text', text: result },
        ...when(image, { type: 'image', source: { type: 'base64', media_type: 'image/png', data: PNG } }),
      ],
    })),
  }),
]
const CITED = {
  type: 'web_search_result_location',
  url: 'https://a.example/x',
  title: 'A title',
  cited_text: 'the passage that is cited',
  encrypted_index: 'ZW5jcnlwdGVk',
}

const responsesStep = (step: Step, at: number): JsonObject[] => [
  {
    type: 'message',
    role: 'user',
    content: [
      { type: 'input_text', text: step.ask },
      ...when(step.image, { type: 'input_image', detail: 'low', image_url: `data:image/png;base64,${PNG}` }),
      ...when(step.file, {
        type: 'input_file',
        filename: 'a.pdf',
        file_data: `data:application/pdf;base64,${PDF}`,
      }),
    ],
  },
  ...when(step.thought !== undefined, {
    type: 'reasoning',
    summary: [{ type: 'summary_text', text: step.thought }],
    encrypted_content: 'gAAAAABsecret',
  }),
  {
    type: 'message',
    role: 'assistant',
    phase: step.calls.length > 0 ? 'commentary' : 'final_answer',
    content: [
      step.refusal
        ? { type: 'refusal', refusal: step.say }
        : { type: 'output_text', text: step.say, annotations: [] },
    ],
  },
  ...step.calls.map(({ input, custom }, index) =>
    custom
      ? {
          type: 'custom_tool_call',
          call_id: `call_${at}_${index}`,
          name: 'patch',
          input: JSON.stringify(input),
        }
      : {
          type: 'function_call',
          call_id: `call_${at}_${index}`,
          name: 'look',
          arguments: JSON.stringify(input),
        },
  ),
  ...step.calls.map(({ result, image, custom }, index) => ({
    type: custom ? 'custom_tool_call_output' : 'function_call_output',
    call_id: `call_${at}_${index}`,
    output: image
      ? [
          { type: 'input_text', text: result },
          { type: 'input_image', image_url: `data:image/png;base64,${PNG}` },
        ]
      : result,
  })),
]

const number = fc.integer({ min: 16, max: 50_000 })
const effort = fc.constantFrom('low', 'medium', 'high', 'xhigh')

/** Bodies as clients of each dialect send them: turns, media, calls and results, reasoning, tools and options. */
export const requestBody: Readonly<Record<Dialect, fc.Arbitrary<JsonObject>>> = {
  chat: joined(
    story.map(({ system, steps, last }) => ({
      model: 'm',
      messages: [
        ...when(system !== undefined, { role: 'system', content: system }),
        ...steps.flatMap(chatStep),
        { role: 'user', content: last },
      ] as JsonObject[],
    })),
    maybe(
      'tools',
      tools.map(all => all.map(each => ({ type: 'function', function: { ...each, parameters: schema } }))),
    ),
    maybe('max_completion_tokens', number),
    maybe('temperature', fc.constantFrom(0, 0.5, 1, 1.5)),
    maybe('reasoning_effort', effort),
    maybe('seed', number),
    maybe('stop', fc.array(words, { minLength: 1, maxLength: 4 })),
    maybe('prompt_cache_retention', fc.constantFrom('in_memory', '24h', 'forever')),
    maybe('verbosity', fc.constant('low')),
    maybe('logprobs', fc.boolean()),
    maybe('some_new_field', words),
  ),
  responses: joined(
    story.map(({ system, steps, last }) => ({
      model: 'm',
      ...(system !== undefined && { instructions: system }),
      input: [...steps.flatMap(responsesStep), { role: 'user', content: last }] as JsonObject[],
    })),
    maybe(
      'tools',
      tools.map(all => all.map(each => ({ type: 'function', ...each, parameters: schema }))),
    ),
    maybe('max_output_tokens', number),
    maybe('reasoning', fc.record({ effort, summary: fc.constant('auto') })),
    maybe('metadata', fc.record({ a: words })),
    maybe('max_tool_calls', number),
    maybe('prompt_cache_retention', fc.constantFrom('in_memory', '24h', 'forever')),
    maybe('some_new_field', words),
  ),
  messages: joined(
    story.map(({ system, steps, last }) => ({
      model: 'm',
      max_tokens: 1024,
      ...(system !== undefined && { system }),
      messages: [...steps.flatMap(messagesStep), { role: 'user', content: last }] as JsonObject[],
    })),
    maybe(
      'tools',
      tools.map(all => all.map(each => ({ ...each, input_schema: schema }))),
    ),
    maybe('stop_sequences', fc.array(words, { minLength: 1, maxLength: 6 })),
    maybe('top_k', number),
    maybe('output_config', fc.record({ effort })),
    maybe('service_tier', fc.constantFrom('auto', 'standard_only')),
    maybe('some_new_field', words),
  ),
}
