import { describe, expect, it } from 'vitest'
import { asArray, asObject, type JsonObject } from '../../../src-main/core/json.ts'
import { bodySent, streamed } from '../../support/translating.ts'

interface Sample {
  readonly kind: string
  readonly call: JsonObject
  readonly output: JsonObject
  /** What a model gives as arguments, and the words of the result. */
  readonly given: JsonObject
  readonly said: string
}

const SAMPLES: readonly Sample[] = [
  {
    kind: 'local_shell',
    call: { action: { type: 'exec', command: ['ls', '-l'], env: {}, working_directory: '/tmp' } },
    output: { id: 'c1', output: 'a.txt' },
    given: { command: ['ls', '-l'], working_directory: '/tmp' },
    said: 'a.txt',
  },
  {
    kind: 'shell',
    call: {
      action: { commands: ['ls'], timeout_ms: 5, max_output_length: null },
      environment: { type: 'local' },
    },
    output: {
      call_id: 'c1',
      output: [{ stdout: 'a.txt', stderr: '', outcome: { type: 'exit', exit_code: 2 } }],
    },
    given: { commands: ['ls'], timeout_ms: 5 },
    said: 'a.txt\n[exit code 2]',
  },
  {
    kind: 'apply_patch',
    call: { operation: { type: 'update_file', path: 'a.txt', diff: '@@\n-a\n+b' } },
    output: { call_id: 'c1', status: 'failed', output: 'no such line' },
    given: { type: 'update_file', path: 'a.txt', diff: '@@\n-a\n+b' },
    said: 'no such line',
  },
]

const historyOf = ({ kind, call, output }: Sample): JsonObject => ({
  tools: [{ type: kind }],
  input: [
    { role: 'user', content: 'do it' },
    { type: `${kind}_call`, id: 'x1', call_id: 'c1', status: 'completed', ...call },
    { type: `${kind}_call_output`, ...output },
  ],
})

describe.each(SAMPLES)('$kind, which the client runs', sample => {
  const { kind, call, given, said } = sample

  it('is a function to other models, its history included', () => {
    const { tools, messages } = bodySent('responses', 'messages', historyOf(sample))
    expect(tools).toMatchObject([{ name: kind, input_schema: { type: 'object' } }])
    const [, assistant, user] = asArray(messages).map(asObject)
    expect(assistant?.content).toEqual([{ type: 'tool_use', id: 'c1', name: kind, input: given }])
    expect(user?.content).toMatchObject([
      {
        type: 'tool_result',
        tool_use_id: 'c1',
        content: said,
        ...(kind === 'apply_patch' && { is_error: true }),
      },
    ])
  })

  it('comes back from the model as its own kind of call', () => {
    const tool_calls = [{ index: 0, id: 'c9', function: { name: kind, arguments: JSON.stringify(given) } }]
    const { wire } = streamed({ up: 'chat', client: 'responses', fields: { tools: [{ type: kind }] } }, [
      { choices: [{ delta: { role: 'assistant', tool_calls } }] },
      { choices: [{ delta: {}, finish_reason: 'tool_calls' }] },
    ])
    const done = wire.map(({ body }) => body).find(({ type }) => type === 'response.output_item.done')
    expect(done?.item).toMatchObject({ type: `${kind}_call`, call_id: 'c9', status: 'completed', ...call })
  })

  it('stays what it is where the endpoint has it', () => {
    const { tools, input } = bodySent('responses', 'responses', historyOf(sample), { hostedTools: [kind] })
    expect(tools).toEqual([{ type: kind }])
    expect(asArray(input)).toMatchObject([
      { role: 'user' },
      { type: `${kind}_call`, call_id: 'c1', ...call },
      { type: `${kind}_call_output` },
    ])
  })

  it('can be forced by its type', () => {
    const fields = { tools: [{ type: kind }], tool_choice: { type: kind } }
    expect(bodySent('responses', 'chat', fields).tool_choice).toEqual({
      type: 'function',
      function: { name: kind },
    })
    expect(bodySent('responses', 'responses', fields, { hostedTools: [kind] }).tool_choice).toEqual({
      type: kind,
    })
  })
})
