import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readCutJson } from '../../../src-main/core/log/close-json.ts'
import { layOutJson } from '../../../src-main/core/log/lay-out-json.ts'

describe('laying out JSON', () => {
  it('is what JSON.stringify would print', () => {
    fc.assert(
      fc.property(fc.jsonValue(), value => {
        expect(layOutJson(JSON.stringify(value))).toBe(JSON.stringify(value, null, 2))
      }),
    )
  })

  it('changes no number, escape or repeated key', () => {
    expect(layOutJson('{ "b":12345678901234567890,"a":1.00E+2 ,"b":"\\u0041\\/{,}" , "c":[ ]}')).toBe(
      '{\n  "b": 12345678901234567890,\n  "a": 1.00E+2,\n  "b": "\\u0041\\/{,}",\n  "c": []\n}',
    )
  })

  it('loses nothing but white space of what is no JSON', () => {
    const bare = (text: string) => text.replace(/[ \t\r\n]/g, '')
    fc.assert(
      fc.property(fc.string(), text => {
        expect(bare(layOutJson(text))).toBe(bare(text))
      }),
    )
  })
})

describe('reading JSON that was cut', () => {
  it('gives what was whole before the cut, wherever it is', () => {
    fc.assert(
      fc.property(fc.array(fc.jsonValue(), { minLength: 1 }), fc.nat(), (values, place) => {
        const text = JSON.stringify({ values })
        const cut = text.slice(0, Math.max(1, place % text.length))
        const read = readCutJson(cut)
        expect(read).toBeTypeOf('object')
        const whole = (read as { values?: unknown[] }).values ?? []
        expect(whole.slice(0, -1)).toEqual(
          JSON.parse(JSON.stringify(values)).slice(0, Math.max(0, whole.length - 1)),
        )
      }),
      { numRuns: 500 },
    )
  })

  it.each([
    ['{"a":"text \\', { a: 'text ' }],
    ['{"a":"text \\\\', { a: 'text \\' }],
    ['{"a":"text \\"', { a: 'text "' }],
    ['{"a":"\\u00', { a: '' }],
    ['{"a":1,"b', { a: 1 }],
    ['{"a":1,"b":', { a: 1 }],
    ['{"a":[1,2', { a: [1] }],
  ])('%s', (text, expected) => {
    expect(readCutJson(text)).toEqual(expected)
  })
})
