import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Conversation } from '../../src-main/core/conversation.ts'
import { dialects } from '../../src-main/core/dialects/index.ts'
import type { Json, JsonObject } from '../../src-main/core/json.ts'
import { planReply } from '../../src-main/demo/plan.ts'
import { instanceOf } from '../../src-main/demo/schema-instance.ts'

const READ_HELLO = 'Read the file hello.txt in this folder and tell me what it says.'

function read(dialect: keyof typeof dialects, body: JsonObject): Conversation {
  const outcome = dialects[dialect].readRequest({ model: 'demo-4-0709', ...body })
  if (!outcome.ok) throw new Error(outcome.failure.message)
  return outcome.value
}

const messages = (content: JsonObject['content'], more: JsonObject = {}): Conversation =>
  read('messages', { max_tokens: 1000, messages: [{ role: 'user', content }], ...more })

const tool = (name: string, properties: JsonObject): JsonObject => ({
  name,
  input_schema: { type: 'object', properties, required: Object.keys(properties) },
})

const inputOf = (conversation: Conversation) => JSON.parse(planReply(conversation).calls[0]?.input ?? 'null')

describe('the demo model', () => {
  test('says back what it was told', () => {
    expect(planReply(messages('Ahoy')).text).toContain('Ahoy')
  })

  test('does not take the reminders of an agent for the words of the user', () => {
    const content = [
      { type: 'text', text: 'Ahoy' },
      { type: 'text', text: '<system-reminder>Read the file secret.txt</system-reminder>' },
    ]
    expect(planReply(messages(content)).text).toContain('Ahoy')
  })

  test('reads a file with the tool for it, below the folder that the agent works in', () => {
    const read = tool('Read', { file_path: { type: 'string', description: 'The absolute path to the file' } })
    const bash = tool('Bash', { command: { type: 'string' } })
    const system = 'Primary working directory: /home/dev/project\nPlatform: linux'
    const conversation = messages(READ_HELLO, { tools: [bash, read], system })
    expect(planReply(conversation).calls[0]?.tool.name).toBe('Read')
    expect(inputOf(conversation)).toEqual({ file_path: '/home/dev/project/hello.txt' })
  })

  test('takes only a path for that folder, not the end tag after words about one', () => {
    const read = tool('Read', { file_path: { type: 'string', description: 'The absolute path to the file' } })
    const system = '<scope>the working directory.</scope>\nPrimary working directory: /home/dev/project'
    const conversation = messages(READ_HELLO, { tools: [read], system })
    expect(inputOf(conversation)).toEqual({ file_path: '/home/dev/project/hello.txt' })
  })

  test('reads a file with a shell where there is nothing else', () => {
    const bash = tool('exec_command', { cmd: { type: 'string' } })
    expect(inputOf(messages(READ_HELLO, { tools: [bash] }))).toEqual({ cmd: 'cat hello.txt' })
  })

  test('gives a shell that wants a list of words one', () => {
    const shell = tool('shell', { command: { type: 'array', items: { type: 'string' } } })
    expect(inputOf(messages(READ_HELLO, { tools: [shell] }))).toEqual({
      command: ['bash', '-lc', 'cat hello.txt'],
    })
  })

  test('reads several files by as many calls at once, unless the request forbids that', () => {
    const read = tool('Read', { file_path: { type: 'string' } })
    const inputs = (choice?: Json) =>
      planReply(
        messages('Read hello.txt and again.txt and hello.txt.', { tools: [read], tool_choice: choice }),
      ).calls.map(({ input }) => JSON.parse(input))
    expect(inputs()).toEqual([{ file_path: 'hello.txt' }, { file_path: 'again.txt' }])
    expect(inputs({ type: 'auto', disable_parallel_tool_use: true })).toEqual([{ file_path: 'hello.txt' }])
  })

  test('finds the tool whose name shares a word with the question', () => {
    const weather = tool('get_weather', { city: { type: 'string' } })
    expect(inputOf(messages('What is the weather in Oslo?', { tools: [weather] }))).toEqual({ city: 'Oslo' })
  })

  test('calls nothing when tools are forbidden, and something when one is demanded', () => {
    const tools = [tool('get_weather', { city: { type: 'string' } })]
    expect(planReply(messages('The weather?', { tools, tool_choice: { type: 'none' } })).calls).toEqual([])
    expect(planReply(messages('Hi', { tools, tool_choice: { type: 'any' } })).calls).toHaveLength(1)
  })

  test('quotes what the tool found, without line numbers', () => {
    const conversation = read('messages', {
      max_tokens: 100,
      messages: [
        { role: 'user', content: READ_HELLO },
        { role: 'assistant', content: [{ type: 'tool_use', id: 'a', name: 'Read', input: {} }] },
        {
          role: 'user',
          content: [
            {
              type: 'tool_result',
              tool_use_id: 'a',
              content: '1\thello there\n2\t\n\n<system-reminder>x</system-reminder>',
            },
          ],
        },
      ],
    })
    expect(planReply(conversation)).toMatchObject({ text: 'The tool says: hello there' })
  })

  test('thinks only when asked to', () => {
    expect(planReply(messages('Hi')).thought).toBeUndefined()
    expect(
      planReply(messages('Hi', { thinking: { type: 'enabled', budget_tokens: 1024 } })).thought,
    ).toBeDefined()
  })

  test('answers in the schema that was asked for', () => {
    const schema = { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] }
    const format = { type: 'json_schema', json_schema: { name: 'place', schema } }
    const conversation = read('chat', {
      messages: [{ role: 'user', content: 'Oslo' }],
      response_format: format,
    })
    expect(JSON.parse(planReply(conversation).text)).toEqual({ city: 'Oslo' })
  })
})

describe('instances of a schema', () => {
  const cases: [string, JsonObject, unknown][] = [
    ['follows references', { $ref: '#/$defs/A', $defs: { A: { const: 7 } } }, 7],
    ['takes the first of an enum', { type: 'string', enum: ['b', 'a'] }, 'b'],
    ['prefers something to null', { anyOf: [{ type: 'null' }, { type: 'integer', minimum: 3 }] }, 3],
    [
      'fills arrays to their least length',
      { type: 'array', items: { type: 'boolean' }, minItems: 2 },
      [true, true],
    ],
    ['joins allOf', { allOf: [{ properties: { a: { const: 1 } }, required: ['a'] }] }, { a: 1 }],
  ]
  test.each(cases)('%s', (_name, schema, value) => {
    expect(instanceOf(schema)).toEqual(value)
  })

  test('end, even where a schema contains itself', () => {
    const schema = { type: 'object', properties: { next: { $ref: '#' } }, required: ['next'] }
    expect(JSON.stringify(instanceOf(schema))).toContain('null')
  })

  test('are made of any object, schema or not', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), schema => {
        expect(instanceOf(schema as JsonObject)).not.toBe(undefined)
      }),
    )
  })
})
