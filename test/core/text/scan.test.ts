import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { scanObject } from '../../../src-main/core/text/scan.ts'

const bytes = (text: string) => new Uint8Array(Buffer.from(text))
const parses = (text: string): boolean => {
  try {
    const value = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value)
  } catch {
    return false
  }
}
/** Text from the letters that matter to JSON: most of it is nearly right. */
const nearlyJson = fc
  .array(
    fc.constantFrom(
      ...'{}[]:,"\\ \n0123456789.eE+-u'.split(''),
      'true',
      'false',
      'null',
      '"a"',
      '"\\n"',
      '"\\ud83d"',
      '\u0001',
      'é',
    ),
  )
  .map(parts => parts.join(''))

describe('scanObject', () => {
  it('accepts exactly what JSON.parse accepts as an object', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          nearlyJson,
          nearlyJson.map(text => `{"a":${text}}`),
        ),
        text => {
          expect(scanObject(bytes(text)) !== undefined).toBe(parses(text))
        },
      ),
      { numRuns: 5_000 },
    )
  })

  it('refuses every object that lost or gained one byte, as JSON.parse does', () => {
    const text = '{"a":[1,-2.5e+3,{"b":"x\\"\\u00e9"}],"c":{"d":null,"e":true},"f":"","g":[]}'
    for (let at = 0; at < text.length; at++) {
      const shorter = text.slice(0, at) + text.slice(at + 1)
      expect(scanObject(bytes(shorter)) !== undefined, shorter).toBe(parses(shorter))
      for (const extra of '{}[],:"\\0e\u0007') {
        const longer = text.slice(0, at) + extra + text.slice(at)
        expect(scanObject(bytes(longer)) !== undefined, longer).toBe(parses(longer))
      }
    }
  })

  it('tells the members of any object, wherever it lies in its buffer', () => {
    const spaces = fc.constantFrom('', ' ', '\n\t', '\r\n  ')
    fc.assert(
      fc.property(
        fc.dictionary(fc.string({ unit: 'grapheme' }), fc.jsonValue()),
        fc.nat(7),
        spaces,
        (object, offset, space) => {
          const text = space + JSON.stringify(object, null, space.replace(/[\r]/g, '')) + space
          const buffer = bytes('x'.repeat(offset) + text).subarray(offset)
          const members = scanObject(buffer)?.members ?? []
          const found = members.map(({ key, start, end }) => [
            key,
            JSON.parse(Buffer.from(buffer.subarray(start, end)).toString()),
          ])
          expect(found).toEqual(Object.entries(JSON.parse(text)))
        },
      ),
      { numRuns: 1_000 },
    )
  })

  it('goes down 200,000 levels without a stack', () => {
    const deep = `{"a":${'['.repeat(200_000)}${']'.repeat(200_000)}}`
    expect(scanObject(bytes(deep))?.members).toHaveLength(1)
    expect(scanObject(bytes(deep.slice(0, -2)))).toBeUndefined()
  })

  it('tells the members of the objects in the watched array, and of no other', () => {
    const text =
      '{"other":[{"type":"x"}],"tools":[{"type":"a","p":{"type":"no"}},1,{},{"n":[{"type":"no"}],"type":"b"}]}'
    const scanned = scanObject(bytes(text), 0, bytes(text).length, { watch: 'tools' })
    expect(scanned?.elements.map(members => members.map(({ key }) => key))).toEqual([
      ['type', 'p'],
      [],
      ['n', 'type'],
    ])
  })

  it('sees a string that begins with a prefix, at any depth, and nothing else', () => {
    const prefix = bytes('pb1.')
    const sees = (text: string) => scanObject(bytes(text), 0, bytes(text).length, { prefix })?.hasPrefix
    expect(sees('{"a":[{"b":"pb1.x"}],"c":"later"}')).toBe(true)
    expect(sees('{"a":"pb1."}')).toBe(true)
    expect(sees('{"pb1.":"key","a":"in pb1.","b":"pb1","c":["pb1"]}')).toBe(false)
  })
})
