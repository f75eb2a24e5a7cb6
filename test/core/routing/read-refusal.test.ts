import { expect, it, test } from 'vitest'
import type { Dialect } from '../../../src-main/core/conversation.ts'
import type { JsonObject } from '../../../src-main/core/json.ts'
import { type Learned, readRefusal } from '../../../src-main/core/routing/read-refusal.ts'
import type { Quirks } from '../../../src-main/core/target.ts'
import { modelOf } from '../../support/translating.ts'

interface Said {
  readonly message: string
  readonly param?: string
  readonly code?: string
  readonly dialect?: Dialect
  readonly sent?: JsonObject
  readonly quirks?: Partial<Quirks>
}

const looked = ({ message, param, code, dialect = 'chat', sent = {}, quirks }: Said) => ({
  said: { status: 400, message, param, code, origin: 'provider' } as const,
  sent,
  target: modelOf(dialect, quirks),
})
const learned = (said: Said) => readRefusal(looked(said))

const ALL = { efforts: ['low', 'medium', 'high', 'xhigh'] }
const SIZED = { max_tokens: 128_000 }

/** Words that providers say, and what they mean for the next request. */
const WORDS: readonly [Said, Learned['quirks']][] = [
  [
    {
      message:
        "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.",
      sent: SIZED,
    },
    { maxTokensField: 'max_completion_tokens' },
  ],
  [
    {
      message: 'Unrecognized request argument supplied: max_completion_tokens',
      sent: { max_completion_tokens: 5 },
      quirks: { maxTokensField: 'max_completion_tokens' },
    },
    { maxTokensField: 'max_tokens' },
  ],
  [
    {
      message: "Unsupported parameter: 'temperature' is not supported with this model.",
      sent: { temperature: 0 },
    },
    { sampling: false, refusedFields: [] },
  ],
  [
    {
      message:
        "Unsupported value: 'temperature' does not support 0.2 with this model. Only the default (1) value is supported.",
      param: 'temperature',
      code: 'unsupported_value',
      sent: { temperature: 0.2 },
    },
    { sampling: false, refusedFields: [] },
  ],
  [
    { message: '`temperature` is deprecated for this model.', dialect: 'messages', sent: { temperature: 0 } },
    { sampling: false, refusedFields: [] },
  ],
  [{ message: 'body.seed: Extra inputs are not permitted', sent: { seed: 1 } }, { refusedFields: ['seed'] }],
  [
    { message: "property 'logit_bias' is unsupported", sent: { logit_bias: {} } },
    { refusedFields: ['logit_bias'] },
  ],
  [
    { message: 'This model does not support parameter presence_penalty.', sent: { presence_penalty: 1 } },
    { refusedFields: ['presence_penalty'] },
  ],
  [
    { message: 'stream_options is not supported', sent: { stream_options: {} } },
    { refusedFields: ['stream_options'] },
  ],
  [
    { message: 'developer role not supported', quirks: { instructionRole: 'developer' } },
    { instructionRole: 'system' },
  ],
  [
    {
      message: 'messages[0].role: unknown variant `developer`, expected one of `system`, `user`',
      quirks: { instructionRole: 'developer' },
    },
    { instructionRole: 'system' },
  ],
  [{ message: 'System role not supported' }, { instructionRole: 'user' }],
  [{ message: 'System message must be at the beginning.' }, { systemTurns: 'leading' }],
  [
    { message: "messages.1.role: Input should be 'user' or 'assistant'", dialect: 'messages' },
    { systemTurns: 'leading' },
  ],
  [
    {
      message:
        "Unsupported value: 'reasoning_effort' does not support 'xhigh' with this model. Supported values are: 'low', 'medium', and 'high'.",
      quirks: ALL,
      sent: { reasoning_effort: 'xhigh' },
    },
    { efforts: ['low', 'medium', 'high'] },
  ],
  [
    { message: "This model does not support effort level 'xhigh'.", dialect: 'messages', quirks: ALL },
    { efforts: ['low', 'medium', 'high'] },
  ],
  [{ message: 'reasoning_effort is not supported with this model', quirks: ALL }, { efforts: [] }],
  [{ message: '"llama3" does not support thinking' }, { efforts: [], thinking: 'none' }],
  [
    { message: 'adaptive thinking is not supported on this model', dialect: 'messages' },
    { thinking: 'manual' },
  ],
  [
    {
      message: '"thinking.type.enabled" is not supported for this model. Use "thinking.type.adaptive".',
      dialect: 'messages',
      quirks: { thinking: 'manual' },
    },
    { thinking: 'adaptive' },
  ],
  [
    { message: 'This model does not support images in tool messages', quirks: { toolResultImages: true } },
    { toolResultImages: false },
  ],
  [
    {
      message: "Invalid 'messages[2]'. Image URLs are only allowed for messages with role 'user'.",
      quirks: { toolResultImages: true },
    },
    { toolResultImages: false },
  ],
  [
    { message: 'deepseek-reasoner does not support this tool_choice', sent: { tool_choice: 'required' } },
    { forcedTools: false },
  ],
  [
    {
      message: "'type' of tool must be 'function'",
      dialect: 'responses',
      sent: { tools: [] },
      quirks: { customTools: true, hostedTools: ['web_search'] },
    },
    { customTools: false, toolNamespaces: false, hostedTools: [] },
  ],
  [
    {
      message: "Hosted tool 'web_search' is not supported with m-1.",
      dialect: 'responses',
      sent: { tools: [] },
      quirks: { hostedTools: ['web_search', 'mcp'] },
    },
    { hostedTools: ['mcp'] },
  ],
  [
    { message: 'Missing `reasoning_content` field in the assistant message' },
    { reasoningField: 'reasoning_content' },
  ],
  [
    {
      message: "'messages.2' : property 'reasoning_content' is unsupported",
      quirks: { reasoningField: 'reasoning_content' },
    },
    { reasoningField: 'none' },
  ],
  [
    {
      message: "Invalid parameter: 'response_format' of type 'json_schema' is not supported with this model.",
    },
    { structuredOutput: false },
  ],
  [
    {
      message: 'messages.0.content.0.cache_control: Extra inputs are not permitted',
      quirks: { cacheBreakpoints: 'cache_control' },
    },
    { cacheBreakpoints: 'none' },
  ],
]

test.each(WORDS)('learns from %o', (said, quirks) => {
  expect(learned(said)).toEqual({ quirks, lasts: true })
})

test.each([
  ['max_tokens is too large: 128000. This model supports at most 16384 completion tokens', 16_384],
  ['max_tokens: 128000 > 64000, which is the maximum allowed number of output tokens for m', 64_000],
  ['Invalid max_tokens value, the valid range of max_tokens is [1, 8192]', 8192],
  ['`max_tokens` must be less than or equal to `8,192`', 8192],
])('%s: the limit is %i from now on', (message, maxOutputTokens) => {
  expect(learned({ message, sent: SIZED })).toEqual({ maxOutputTokens, lasts: true })
})

test.each([
  "'max_tokens' is too large: 128000. This model's maximum context length is 132768 tokens and your request has 5000 input tokens",
  'input length and `max_tokens` exceed context limit: 5000 + 128000 > 132768, decrease input length',
])('%s: for this request alone', message => {
  expect(learned({ message, sent: SIZED })).toEqual({ maxOutputTokens: 127_768, lasts: false })
})

it.each([
  'The model is overloaded.',
  'Invalid API key',
  "Unknown parameter: 'tools'.",
  "Invalid value for 'messages': expected an array.",
  "This model's maximum context length is 8192 tokens and your request has 8190 input tokens",
])('learns nothing from "%s"', message => {
  expect(learned({ message, sent: { ...SIZED, tools: [], messages: [] } })).toBeUndefined()
})
