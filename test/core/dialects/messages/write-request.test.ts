import { describe, expect, test } from 'vitest'
import type {
  Block,
  Conversation,
  Options,
  Role,
  Tool,
  Turn,
} from '../../../../src-main/core/conversation.ts'
import { messages } from '../../../../src-main/core/dialects/messages/index.ts'
import { asArray, asObject, type JsonObject } from '../../../../src-main/core/json.ts'
import type { Quirks } from '../../../../src-main/core/target.ts'
import { conversation, losses, target, text, write } from './builders.ts'

const turn = (role: Role, ...blocks: Block[]): Turn => ({ role, blocks, path: 't' })
const call = (id: string, input = '{}'): Block => ({
  type: 'tool-call',
  id,
  kind: 'function',
  name: 'Read',
  input,
  path: `call ${id}`,
})
const result = (callId: string, ...blocks: Block[]): Block => ({
  type: 'tool-result',
  callId,
  kind: 'function',
  isError: false,
  blocks,
  path: `result ${callId}`,
})
const read: Tool = { type: 'function', kind: 'function', name: 'Read', path: 'tools[0]' }
const asked = (options: Options, rest: Partial<Conversation> = {}) => conversation({ options, ...rest })
const lost = (given: Conversation, quirks: Partial<Quirks> = {}) =>
  losses(messages.writeRequest(given, target(quirks)))
const content = (block: Block, role: Role = 'user') => {
  const turns = [turn(role, block), turn('user', text('go on'))]
  const [first] = asArray(write(conversation({ turns })).messages)
  return asArray(asObject(first).content)[0]
}

describe('turns', () => {
  const written = (turns: readonly Turn[], quirks: Partial<Quirks> = {}) =>
    write(conversation({ turns }), target(quirks))

  test('of one role become one message, empty ones none', () => {
    const turns = [
      turn('user', text('a')),
      turn('user', text(' ')),
      turn('user', text('b')),
      turn('assistant', text('')),
    ]
    expect(written(turns).messages).toEqual([
      {
        role: 'user',
        content: [
          { type: 'text', text: 'a' },
          { type: 'text', text: 'b' },
        ],
      },
    ])
  })

  test('leading instructions go to system, later ones stay or are folded', () => {
    const turns = [turn('developer', text('a')), turn('user', text('b')), turn('system', text('c'))]
    expect(written(turns)).toMatchObject({ system: 'a', messages: [{ role: 'user' }, { role: 'system' }] })
    const folded = written(turns, { systemTurns: 'leading' })
    expect(folded).toMatchObject({ system: 'a', messages: [{ role: 'user' }] })
    expect(JSON.stringify(folded.messages)).toContain('<system-reminder>\\nc')
  })

  test('of instructions alone are asked as a user message', () => {
    expect(written([turn('system', text('a'))])).toMatchObject({ messages: [{ role: 'user' }] })
    expect(lost(conversation({ turns: [turn('system', text('a'))] }))).toEqual(['system_turn_as_user;t'])
  })

  test('results come first and right after their calls, in the order of the calls', () => {
    const turns = [
      turn('user', text('a')),
      turn('assistant', call('1'), call('2')),
      turn('user', text('by the way'), result('2', text('two')), result('1', text('one'))),
    ]
    expect(written(turns).messages).toMatchObject([
      { role: 'user' },
      { role: 'assistant' },
      {
        role: 'user',
        content: [
          { type: 'tool_result', tool_use_id: '1', content: 'one' },
          { type: 'tool_result', tool_use_id: '2', content: 'two' },
          { type: 'text', text: 'by the way' },
        ],
      },
    ])
  })

  test('missing and orphan results are made good, with a loss', () => {
    const given = conversation({
      turns: [turn('assistant', call('1')), turn('user', result('2', text('a')))],
      tools: [read],
    })
    expect(lost(given)).toEqual(['missing_tool_result;call 1', 'orphan_tool_result;result 2'])
  })

  test('a reply to continue does not end in white space', () => {
    expect(written([turn('user', text('a')), turn('assistant', text('b \n'))]).messages).toMatchObject([
      {},
      { content: [{ text: 'b' }] },
    ])
  })

  test('nothing at all is refused', () => {
    expect(lost(conversation({ turns: [] }))).toEqual(['refused;messages'])
  })
})

describe('blocks', () => {
  const png = 'iVBORw0KGgoAAAA'
  test.each<[string, Block, JsonObject]>([
    [
      'an image whose declared type is wrong',
      { type: 'image', source: { kind: 'base64', mediaType: 'image/jpeg', data: png }, path: 'p' },
      { type: 'image', source: { type: 'base64', media_type: 'image/png', data: png } },
    ],
    [
      'an image in a data URL',
      { type: 'image', source: { kind: 'url', url: `data:image/png;base64,${png}` }, path: 'p' },
      { type: 'image', source: { type: 'base64', media_type: 'image/png', data: png } },
    ],
    [
      'a PDF with its name',
      {
        type: 'file',
        filename: 'a.pdf',
        source: { kind: 'base64', mediaType: 'application/pdf', data: 'JVBE' },
        path: 'p',
      },
      {
        type: 'document',
        title: 'a.pdf',
        source: { type: 'base64', media_type: 'application/pdf', data: 'JVBE' },
      },
    ],
    [
      'a text file',
      { type: 'file', source: { kind: 'base64', mediaType: 'text/csv', data: 'w6QsYg==' }, path: 'p' },
      { type: 'document', source: { type: 'text', media_type: 'text/plain', data: 'ä,b' } },
    ],
    [
      'an image sent as a file',
      { type: 'file', source: { kind: 'base64', mediaType: 'image/png', data: png }, path: 'p' },
      { type: 'image', source: { type: 'base64', media_type: 'image/png', data: png } },
    ],
    ['a refusal', { type: 'refusal', text: 'no', path: 'p' }, { type: 'text', text: 'no' }],
    [
      'a breakpoint of OpenAI',
      { ...text('a'), cache: { mode: 'explicit', ttl: '30m' } },
      { type: 'text', text: 'a', cache_control: { type: 'ephemeral', ttl: '1h' } },
    ],
  ])('%s', (_name, block, expected) => {
    expect(content(block)).toEqual(expected)
  })

  test.each<[string, Block]>([
    ['audio', { type: 'audio', data: 'a', format: 'wav', path: 'p' }],
    [
      'a TIFF',
      { type: 'image', source: { kind: 'base64', mediaType: 'image/tiff', data: 'SUkq' }, path: 'p' },
    ],
    [
      'a spreadsheet',
      { type: 'file', source: { kind: 'base64', mediaType: 'application/xlsx', data: 'UEsD' }, path: 'p' },
    ],
    ['another provider’s file', { type: 'image', source: { kind: 'id', id: 'file-1' }, path: 'p' }],
    [
      'an item nobody can tell',
      { type: 'opaque', dialect: 'responses', kind: 'x', value: {}, fate: 'refuse', path: 'p' },
    ],
  ])('%s is refused with its path', (_name, block) => {
    expect(lost(conversation({ turns: [turn('user', block)] }))).toEqual(['refused;p'])
  })

  test.each<[string, JsonObject]>([
    ['', {}],
    ['{"a":1}', { a: 1 }],
    ['{"a":', { _raw: '{"a":' }],
    ['[1]', { _raw: '[1]' }],
  ])('arguments %j are the input %j', (input, expected) => {
    expect(content(call('1', input), 'assistant')).toMatchObject({ type: 'tool_use', input: expected })
  })

  test('illegal call ids are replaced alike in the call and its result', () => {
    const turns = [turn('assistant', call('a/b')), turn('user', result('a/b', text('c')))]
    const [first, second] = write(conversation({ turns, tools: [read] })).messages as {
      content: JsonObject[]
    }[]
    expect(first?.content[0]?.id).toMatch(/^call_[a-z0-9]{24}$/)
    expect(second?.content[0]?.tool_use_id).toBe(first?.content[0]?.id)
  })
})

describe('reasoning of earlier turns', () => {
  const item = { type: 'thinking', thinking: 'hm', signature: 's' }
  const block = (provider?: string): Block => ({
    type: 'reasoning',
    text: 'hm',
    path: 'p',
    proof: { dialect: 'messages', provider, family: provider && 'claude-lab', item },
  })

  test('goes back to who made it, and to nobody else', () => {
    expect(content(block('lab'), 'assistant')).toEqual(item)
    expect(content(block(), 'assistant')).toEqual(item)
    const foreign = conversation({
      turns: [turn('user', text('a')), turn('assistant', block('else'), text('b'))],
    })
    expect(lost(foreign)).toEqual(['reasoning_dropped;p'])
    expect(JSON.stringify(write(foreign))).not.toContain('hm')
  })
})

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
      asked(effort('high'), { tools: [read], toolChoice: { type: 'required' } }),
      { thinking: 'manual' },
    ],
    [
      'that the last call cannot prove',
      asked(effort('high'), {
        tools: [read],
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
    [{ stop: ['a', '\n'] }, {}, { stop_sequences: ['a'] }, ['unsupported_parameter;stop']],
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
    const beside = asked({ format }, { tools: [read] })
    expect(write(beside, target({ structuredOutput: false })).system).toContain('JSON Schema')
    expect(write(asked({ format: { type: 'json' } })).system).toContain('one JSON object')
    expect(lost(asked({ format: { type: 'json' } }))).toEqual(['json_format_as_hint;response_format'])
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
    const either: Tool = { ...read, name: 'Either', parameters: { anyOf: [branch('a'), branch('b')] } }
    expect(tools([read, either])).toEqual([
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
    expect(tools([read, { ...read, name: 'Later', deferred: true }])).toHaveLength(1)
  })

  test('of the provider’s own are mapped where it runs them, else dropped, but refused when forced', () => {
    expect(tools([search], { hostedTools: ['web_search_20260318'] })).toEqual([
      { type: 'web_search_20260318', name: 'web_search', max_uses: 2 },
    ])
    expect(lost(conversation({ tools: [read, search] }))).toEqual(['hosted_tool_dropped;tools[1]'])
    const forced = conversation({
      tools: [read, search],
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
    expect(write(conversation({ tools: [read], ...rest })).tool_choice).toEqual(expected)
  })

  test('that only the history knows are declared, and may not be called', () => {
    const turns = [turn('assistant', call('1')), turn('user', result('1', text('a')))]
    expect(write(conversation({ turns }))).toMatchObject({
      tools: [{ name: 'Read' }],
      tool_choice: { type: 'none' },
    })
  })
})
