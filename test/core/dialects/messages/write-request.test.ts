import { describe, expect, test } from 'vitest'
import type { Conversation, Tool } from '../../../../src-main/core/conversation.ts'
import type { JsonObject } from '../../../../src-main/core/json.ts'
import type { Options } from '../../../../src-main/core/options.ts'
import type { Quirks } from '../../../../src-main/core/target.ts'
import { conversation, target, text, write } from './builders.ts'
import { asked, call, lost, readTool, result, turn } from './requests.ts'

describe('thinking', () => {
  const effort = (level: string) => ({ reasoning: { effort: level } })

  test.each<[Options, Partial<Quirks>, JsonObject]>([
    [effort('none'), {}, { thinking: { type: 'disabled' } }],
    [effort('high'), {}, { thinking: { type: 'adaptive' }, output_config: { effort: 'high' } }],
    [effort('max'), {}, { output_config: { effort: 'high' } }],
    [effort('minimal'), {}, { output_config: { effort: 'low' } }],
    [
      { reasoning: { effort: 'low', summary: 'concise' } },
      {},
      { thinking: { type: 'adaptive', display: 'summarized' } },
    ],
    [{ reasoning: { mode: 'enabled', budget: 9000 } }, {}, { output_config: { effort: 'medium' } }],
    [effort('high'), { thinking: 'manual' }, { thinking: { type: 'enabled', budget_tokens: 16_384 } }],
    [
      { ...effort('high'), maxOutputTokens: 5000 },
      { thinking: 'manual' },
      { thinking: { budget_tokens: 4000 } },
    ],
    [
      { reasoning: { mode: 'enabled', budget: 9999 }, maxOutputTokens: 5000 },
      { thinking: 'manual' },
      { thinking: { budget_tokens: 4999 } },
    ],
  ])('%j with %j', (options, quirks, expected) => {
    expect(write(asked(options), target(quirks))).toMatchObject(expected)
  })

  test.each<[string, Conversation, Partial<Quirks>]>([
    ['that the model has not', asked(effort('high')), { thinking: 'none' }],
    ['without room', asked({ ...effort('high'), maxOutputTokens: 1000 }), { thinking: 'manual' }],
    [
      'beside a forced call',
      asked(effort('high'), { tools: [readTool], toolChoice: { type: 'required' } }),
      { thinking: 'manual' },
    ],
    [
      'that the last call cannot prove',
      asked(effort('high'), {
        tools: [readTool],
        turns: [turn('assistant', call('1')), turn('user', result('1', text('a')))],
      }),
      { thinking: 'manual' },
    ],
  ])('%s is left out with a loss', (_why, given, quirks) => {
    const { thinking, output_config } = write(given, target(quirks))
    expect([undefined, { type: 'disabled' }]).toContainEqual(thinking)
    expect(output_config).toBeUndefined()
    expect(lost(given, quirks)).toEqual([expect.stringContaining(';reasoning_effort')])
  })
})

describe('options', () => {
  test.each<[Options, Partial<Quirks>, JsonObject, string[]]>([
    [{}, {}, { max_tokens: 32_000 }, []],
    [{ temperature: 1.7 }, {}, { temperature: 1 }, ['temperature_clamped;temperature']],
    [{ temperature: 0.5, topP: 0.9 }, {}, { temperature: 0.5 }, ['unsupported_parameter;top_p']],
    [{ topP: 0.9 }, {}, { top_p: 0.9 }, []],
    [{ temperature: 0.5 }, { sampling: false }, {}, ['unsupported_parameter;temperature']],
    [{ temperature: 1, topP: 1 }, { sampling: false }, {}, []],
    [{ topK: 4 }, { topK: true }, { top_k: 4 }, []],
    [{ stop: ['a', '\n'] }, {}, { stop_sequences: ['a'] }, []],
    [{ serviceTier: 'default' }, {}, { service_tier: 'standard_only' }, []],
    [{ serviceTier: 'flex' }, {}, {}, ['unsupported_parameter;service_tier']],
    [{ userId: 'me' }, {}, { metadata: { user_id: 'me' } }, []],
    [
      { seed: 1, store: false, verbosity: 'low' },
      {},
      {},
      ['unsupported_parameter;seed', 'unsupported_parameter;verbosity'],
    ],
    [{ choices: 2 }, {}, {}, ['refused;n']],
  ])('%j with %j', (options, quirks, expected, lossList) => {
    expect(lost(asked(options), quirks)).toEqual(lossList)
    if (!lossList.some(loss => loss.startsWith('refused'))) {
      const {
        model: _model,
        messages: _messages,
        max_tokens,
        ...body
      } = write(asked(options), target(quirks))
      expect({ max_tokens: 32_000, ...expected }).toEqual({ max_tokens, ...body })
    }
  })

  test('a limit above the model’s is clamped, none is the model’s own', () => {
    const small = target({}, { maxOutputTokens: 8192 })
    expect(write(asked({ maxOutputTokens: 128_000 }), small).max_tokens).toBe(8192)
    expect(write(asked({}), small).max_tokens).toBe(8192)
  })

  test('fields that nobody knows are reported', () => {
    expect(lost(conversation({ unknown: [{ path: 'prediction', value: {} }] }))).toEqual([
      'unsupported_parameter;prediction',
    ])
  })
})

describe('the form of the answer', () => {
  const schema = { type: 'object', properties: { a: { type: 'integer', minimum: 1 } }, required: ['a'] }
  const format = { type: 'schema', schema, name: 'n' } as const

  test('a schema is closed, and its bounds are told in words', () => {
    const closed = {
      type: 'object',
      properties: { a: { type: 'integer', description: '{minimum: 1}' } },
      required: ['a'],
      additionalProperties: false,
    }
    expect(write(asked({ format })).output_config).toEqual({
      format: { type: 'json_schema', schema: closed },
    })
  })

  test('where the model has none, a forced tool stands in', () => {
    expect(write(asked({ format }), target({ structuredOutput: false }))).toMatchObject({
      tools: [{ name: 'structured_output', input_schema: schema }],
      tool_choice: { type: 'tool', name: 'structured_output' },
    })
  })

  test('beside other tools, and for plain JSON, it is a hint with a loss', () => {
    const beside = asked({ format }, { tools: [readTool] })
    expect(write(beside, target({ structuredOutput: false })).system).toContain('JSON Schema')
    expect(write(asked({ format: { type: 'json' } })).system).toContain('one JSON object')
    expect(lost(asked({ format: { type: 'json' } }))).toEqual(['format_as_hint;response_format'])
  })
})

describe('tools', () => {
  const tools = (list: readonly Tool[], quirks: Partial<Quirks> = {}) =>
    write(conversation({ tools: list }), target(quirks)).tools
  const search: Tool = {
    type: 'hosted',
    dialect: 'responses',
    name: 'web_search',
    value: { type: 'web_search' },
    search: { maxUses: 2 },
    path: 'tools[1]',
  }

  test('without a schema take nothing; a choice among branches at the root is flattened', () => {
    const branch = (name: string) => ({ properties: { [name]: { type: 'string' } }, required: ['all', name] })
    const either: Tool = { ...readTool, name: 'Either', parameters: { anyOf: [branch('a'), branch('b')] } }
    expect(tools([readTool, either])).toEqual([
      { name: 'Read', input_schema: { type: 'object', properties: {} } },
      {
        name: 'Either',
        input_schema: {
          type: 'object',
          properties: { a: { type: 'string' }, b: { type: 'string' } },
          required: ['all'],
        },
      },
    ])
    expect(lost(conversation({ tools: [either] }))).toEqual(['schema_flattened;tools[0]'])
  })

  test('with free text are wrapped, their grammar told', () => {
    const patch: Tool = {
      type: 'custom',
      name: 'apply_patch',
      grammar: { syntax: 'lark', definition: 'start: x' },
      path: 'p',
    }
    expect(JSON.stringify(tools([patch]))).toContain('lark grammar:\\nstart: x')
  })

  test('that are hidden are not sent', () => {
    expect(tools([readTool, { ...readTool, name: 'Later', deferred: true }])).toHaveLength(1)
  })

  test('of the provider’s own are mapped where it runs them, else dropped, but refused when forced', () => {
    expect(tools([search], { hostedTools: ['web_search_20260318'] })).toEqual([
      { type: 'web_search_20260318', name: 'web_search', max_uses: 2 },
    ])
    expect(lost(conversation({ tools: [readTool, search] }))).toEqual(['hosted_tool_dropped;tools[1]'])
    const forced = conversation({
      tools: [readTool, search],
      toolChoice: { type: 'tool', tool: { name: 'web_search' } },
    })
    expect(lost(forced)).toEqual(['refused;tool_choice'])
  })

  test.each<[Partial<Conversation>, unknown]>([
    [{ toolChoice: { type: 'required' } }, { type: 'any' }],
    [{ toolChoice: { type: 'none' }, parallelToolCalls: false }, { type: 'none' }],
    [{ parallelToolCalls: false }, { type: 'auto', disable_parallel_tool_use: true }],
    [{ toolChoice: { type: 'tool', tool: { name: 'Read' } } }, { type: 'tool', name: 'Read' }],
    [{ toolChoice: { type: 'allowed', mode: 'required', tools: [{ name: 'Read' }] } }, { type: 'any' }],
  ])('%j', (rest, expected) => {
    expect(write(conversation({ tools: [readTool], ...rest })).tool_choice).toEqual(expected)
  })

  test('that only the history knows are declared, and may not be called', () => {
    const turns = [turn('assistant', call('1')), turn('user', result('1', text('a')))]
    expect(write(conversation({ turns }))).toMatchObject({
      tools: [{ name: 'Read' }],
      tool_choice: { type: 'none' },
    })
  })
})
