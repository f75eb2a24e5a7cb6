import { describe, expect, test } from 'vitest'
import type { Block, Role, Turn } from '../../../../src-main/core/conversation.ts'
import { asArray, asObject, type JsonObject } from '../../../../src-main/core/json.ts'
import type { Quirks } from '../../../../src-main/core/target.ts'
import { conversation, target, text, write } from './builders.ts'
import { call, lost, readTool, result, turn } from './requests.ts'

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
      tools: [readTool],
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
    const [first, second] = write(conversation({ turns, tools: [readTool] })).messages as {
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
