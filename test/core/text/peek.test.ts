import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { peek } from '../../../src-main/core/text/peek.ts'
import { modelEdits, removalEdits, splice, splicePieces } from '../../../src-main/core/text/splice.ts'

const bytes = (text: string) => new Uint8Array(Buffer.from(text))
const look = (value: unknown) => {
  const seen = peek(bytes(typeof value === 'string' ? value : JSON.stringify(value)))
  if (!seen) throw new Error('no object')
  return seen
}

describe('peek', () => {
  it('reads the last of repeated members, escaped keys and a byte order mark', () => {
    const seen = look('\ufeff {"model":"a","mod\\u0065l":"b\\u00e9","stream":false,"stream":true}')
    expect(seen.start).toBe(3)
    expect(seen.model).toBe('bé')
    expect(seen.stream).toBe(true)
  })

  it('has no members that nobody wrote', () => {
    const seen = look({ messages: [{ model: 'inner', input: 1 }] })
    expect(seen.model).toBeUndefined()
    expect([seen.has('messages'), seen.has('input'), seen.has('toString')]).toEqual([true, false, false])
  })

  it.each([
    [{ tools: [{ type: 'function', function: { name: 'f' } }], reasoning_effort: 'high' }, true, false, true],
    [{ tools: [{ type: 'custom', custom: { name: 'f' } }], reasoning_effort: 'none' }, false, true, false],
    [{ tools: [{ type: 'namespace', tools: [] }], reasoning: { effort: 'low' } }, true, false, true],
    [{ tools: [{ type: 'web_search' }], reasoning: { summary: 'auto' } }, false, false, false],
    [{ tools: 'none' }, false, false, false],
  ])('reads from %j what dispatch must know', (body, functionTools, customTools, reasoning) => {
    expect(look(body).traits('chat')).toEqual({ dialect: 'chat', functionTools, customTools, reasoning })
  })

  it('knows that tools of Messages need no type, and that custom ones are functions there', () => {
    const traits = look({ tools: [{ name: 'a', input_schema: {} }], thinking: { type: 'adaptive' } })
    expect(traits.traits('messages')).toMatchObject({ functionTools: true, reasoning: true })
    const custom = look({ tools: [{ type: 'custom', name: 'a' }] }).traits('messages')
    expect(custom).toMatchObject({ functionTools: true, customTools: false })
  })

  it('tells flat tools from nested ones', () => {
    expect(look({ tools: [{ type: 'function', function: {} }] }).flatTools).toBe(false)
    expect(
      look({
        tools: [
          { type: 'function', function: {} },
          { type: 'function', name: 'f' },
        ],
      }).flatTools,
    ).toBe(true)
  })
})

describe('splicing', () => {
  const key = fc.oneof(fc.constantFrom('model', 'provider_data', 'stream'), fc.string({ unit: 'grapheme' }))
  /** Objects with repeated keys, as text. */
  const object = fc
    .tuple(fc.array(fc.tuple(key, fc.jsonValue())), fc.constantFrom('', ' ', '\n\t'))
    .map(([members, space]) => {
      const written = members.map(
        ([name, value]) => `${JSON.stringify(name)}${space}:${JSON.stringify(value)}`,
      )
      return `{${space}${written.join(`${space},${space}`)}${space}}`
    })

  it('changes the model and cuts the provider data, and nothing else', () => {
    fc.assert(
      fc.property(object, fc.string({ unit: 'grapheme' }), (text, name) => {
        const whole = bytes(text)
        const { members } = look(text)
        const isCut = (candidate: string) => candidate === 'provider_data'
        const edits = [...modelEdits(members, name), ...removalEdits(members, isCut)]
        const { provider_data: _, ...wanted } = JSON.parse(text)
        if ('model' in wanted) wanted.model = name
        expect(JSON.parse(Buffer.from(splice(whole, edits)).toString())).toEqual(wanted)
      }),
      { numRuns: 2_000 },
    )
  })

  it('leaves bytes in one piece where the name stands there already', () => {
    const body = bytes('{"model":"real","input":1}')
    const { members } = look('{"model":"real","input":1}')
    expect(splicePieces(body, modelEdits(members, 'real'))).toEqual([body])
    expect(splicePieces(body, modelEdits(members, 'rear'))).toHaveLength(3)
  })

  it('leaves no second name behind', () => {
    const text = '{"model":"cheap","x":1,"model":"dear"}'
    const spliced = splice(bytes(text), modelEdits(look(text).members, 'real'))
    expect(Buffer.from(spliced).toString()).toBe('{"model":"real","x":1,"model":"real"}')
  })
})
