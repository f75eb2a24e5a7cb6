import fc from 'fast-check'
import { parse } from 'jsonc-parser'
import { describe, expect, test } from 'vitest'
import { renameSettingsText, reorderSettingsText } from '../../src-main/state/settings-order.ts'

const reorder = (text: string, ...order: string[]) => reorderSettingsText(text, ['p'], order)

describe('another order', () => {
  test.each([
    ['on one line', '{ "p": { "a": 1, "b": 2 } }', '{ "p": { "b": 2, "a": 1 } }'],
    [
      'with comments above and beside',
      '{\n  "p": { // all\n    // one\n    "a": 1, // is a\n    /* two */\n    "b": 2 // is b\n    // end\n  }\n}',
      '{\n  "p": { // all\n    /* two */\n    "b": 2, // is b\n    // one\n    "a": 1 // is a\n    // end\n  }\n}',
    ],
    ['with a comma at the end', '{"p": {\n"a": 1,\n"b": 2,\n}}', '{"p": {\n"b": 2,\n"a": 1,\n}}'],
    ['with line ends of Windows', '{"p": {\r\n"a": 1,\r\n"b": 2\r\n}}', '{"p": {\r\n"b": 2,\r\n"a": 1\r\n}}'],
    [
      'where a comment to the end of the line comes last',
      '{"p": { "a": 1, // is a\n "b": 2 }}',
      '{"p": {\n "b": 2, "a": 1 // is a\n }}',
    ],
    ['of a list', '{"p": [\n"a", // is a\n"b"\n]}', '{"p": [\n"b",\n"a" // is a\n]}'],
    ['of commas inside of texts', '{"p": {"a": "x, // y", "b": 2}}', '{"p": { "b": 2,"a": "x, // y"}}'],
    ['behind a byte order mark', '\uFEFF{"p": {"a": 1, "b": 2}}', '\uFEFF{"p": { "b": 2,"a": 1}}'],
  ])('%s', (_what, text, expected) => {
    expect(reorder(text, 'b', 'a')).toBe(expected)
  })

  test('puts what is not named behind, and passes over what is not there', () => {
    expect(reorder('{"p": {"a": 1,"b": 2,"c": 3}}', 'c', 'z')).toBe('{"p": {"c": 3,"a": 1,"b": 2}}')
  })

  test('leaves alone what has nothing to order', () => {
    for (const text of ['{"p": {}}', '{"p": 1}', '{}', '']) expect(reorder(text, 'b')).toBe(text)
  })

  const comment = fc.constantFrom('', ' ', '\n', '\r\n', ' // c, "d": {\n', '/* , */', '\n  // e\n')
  test('never loses a value or a comment, wherever comments stand', () => {
    const entries = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 2 })
    fc.assert(
      fc.property(
        entries,
        fc.array(comment, { minLength: 20, maxLength: 20 }),
        fc.boolean(),
        (names, gaps, tail) => {
          const gap = (at: number) => gaps[at % gaps.length] ?? ''
          const inner = names
            .map((name, at) => {
              const comma = at < names.length - 1 || tail ? ',' : ''
              return `${gap(at * 4)}"${name}":${gap(at * 4 + 1)}"//${at}"${gap(at * 4 + 2)}${comma}${gap(at * 4 + 3)}`
            })
            .join('')
          const order = [...names].reverse()
          const reordered = reorder(`{"p": {${inner}}}`, ...order)
          const values = parse(reordered, [], { allowTrailingComma: true }).p as Record<string, string>
          expect(Object.keys(values)).toEqual(order)
          expect(Object.values(values)).toEqual([...names.keys()].reverse().map(at => `//${at}`))
          for (const mark of ['// c', '/* , */', '// e']) {
            expect(reordered.split(mark).length).toBe(inner.split(mark).length)
          }
        },
      ),
    )
  })
})

describe('another name', () => {
  test('stands in the place of the old one', () => {
    const text = '{"p": {\n// mine\n"a": "b" /* c */, "b": 2}}'
    expect(renameSettingsText(text, ['p', 'a'], 'say "x"')).toBe(text.replace('"a"', '"say \\"x\\""'))
  })

  test('of nothing changes nothing', () => {
    expect(renameSettingsText('{"p": {}}', ['p', 'a'], 'b')).toBe('{"p": {}}')
  })
})
