import fc from 'fast-check'
import { parse } from 'jsonc-parser'
import { expect, test } from 'vitest'
import { editSettingsText } from '../../src-main/state/settings-edit.ts'
import { readSettingsText } from '../../src-main/state/settings-text.ts'

const TABS =
  '\uFEFF{\r\n\t// mine\r\n\t"requireKey": true, // because\r\n\t"aliases": {\r\n\t\t"a": "x"\r\n\t}\r\n}\r\n'

test('an edit keeps comments, order, tabs, line ends and the byte order mark', () => {
  expect(editSettingsText(TABS, ['requireKey'], false)).toBe(TABS.replace('true', 'false'))
  expect(editSettingsText(TABS, ['aliases', 'b'], 'y')).toBe(TABS.replace('"x"', '"x",\r\n\t\t"b": "y"'))
  expect(editSettingsText(TABS, ['aliases', 'a'], undefined)).toContain('// because')
})

test('an edit makes what is missing on the way', () => {
  expect(JSON.parse(editSettingsText('{\n}\n', ['log', 'keepDays'], 3))).toEqual({ log: { keepDays: 3 } })
})

const OWN_LAYOUT = `{
  // mine
  "aliases": {
    "fast":  "lab/small", // quick
    // the good ones
    "smart": ["a/b",   "c/d"]  // in this order
  },
  "log": { "bodies": "disk" },
}
`

const SMART = '"smart": ["a/b",   "c/d"]  // in this order'
const SMART_AND = '"smart": ["a/b",   "c/d"],  // in this order\n    '

test.each<[string, (string | number)[], unknown, ...[string, string][]]>([
  ['a new entry', ['aliases', 'neu'], 'x/y', [SMART, `${SMART_AND}"neu": "x/y"`]],
  ['a new list', ['aliases', 'two'], ['x', 'y'], [SMART, `${SMART_AND}"two": ["x", "y"]`]],
  ['a new value', ['aliases', 'fast'], ['x', 'y'], ['"lab/small"', '["x", "y"]']],
  ['on one line', ['log', 'keepDays'], 3, ['"disk" }', '"disk", "keepDays": 3 }']],
  ['behind a last comma', ['tolerance'], false, ['},\n}', '},\n  "tolerance": false,\n}']],
  [
    'with what is missing on the way',
    ['models', 'lab/small'],
    { mode: 'chat', endpoints: ['chat'], contextWindow: undefined },
    [
      '},\n}',
      '},\n  "models": {\n    "lab/small": {\n      "mode": "chat",\n      "endpoints": ["chat"]\n    }\n  },\n}',
    ],
  ],
  ['taken out', ['aliases', 'fast'], undefined, ['\n    "fast":  "lab/small", // quick', '']],
  ['the last taken out', ['aliases', 'smart'], undefined, [`\n    ${SMART}`, ''], ['small",', 'small"']],
  ['the only one taken out', ['log', 'bodies'], undefined, ['{ "bodies": "disk" }', '{}']],
  ['taken out where it is not', ['aliases', 'none'], undefined],
])('what an edit does not touch stays byte for byte: %s', (_what, path, value, ...replaced) => {
  const expected = replaced.reduce((text, [old, now]) => text.replace(old, now), OWN_LAYOUT)
  expect(editSettingsText(OWN_LAYOUT, path, value)).toBe(expected)
})

test('an empty object opens for its first entry', () => {
  for (const text of ['{}', '{ }', '{\n}']) expect(editSettingsText(text, ['a'], 1)).toBe('{\n  "a": 1\n}')
  expect(editSettingsText('{\n  "a": {}\n}', ['a', 'b'], 1)).toBe('{\n  "a": {\n    "b": 1\n  }\n}')
  expect(editSettingsText('// none yet', ['a'], 1)).toBe('// none yet\n{\n  "a": 1\n}')
})

test('a path through something without names is refused', () => {
  expect(() => editSettingsText('{ "a": 1 }', ['a', 'b'], 1)).toThrow('a is no object')
})

const comment = fc.constantFrom('', ' ', '\n', '\r\n', ' // c, "d": {\n', '/* , */', '\n  // e\n')
test('no value is lost, and no comment that stands above an entry, wherever comments stand', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 1 }),
      fc.array(comment, { minLength: 20, maxLength: 20 }),
      fc.boolean(),
      fc.nat(),
      (names, gaps, hasLastComma, at) => {
        const gap = (index: number) => gaps[index % gaps.length] ?? ''
        const inner = names
          .map((name, index) => {
            const comma = index < names.length - 1 || hasLastComma ? ',' : ''
            return `${gap(index * 4)}"${name}":${gap(index * 4 + 1)}"//${index}"${gap(index * 4 + 2)}${comma}${gap(index * 4 + 3)}`
          })
          .join('')
        const text = `{"p": {${inner}}}`
        const read = (edited: string) => parse(edited, [], { allowTrailingComma: true }).p
        const before = read(text)
        const added = editSettingsText(text, ['p', 'new'], ['x'])
        expect(read(added)).toEqual({ ...before, new: ['x'] })
        for (const mark of ['// c', '/* , */', '// e'])
          expect(added.split(mark).length).toBe(inner.split(mark).length)
        const name = names[at % names.length] ?? ''
        const { [name]: _, ...others } = before
        expect(read(editSettingsText(text, ['p', name], undefined))).toEqual(others)
        expect(read(editSettingsText(text, ['p', name], 7))).toEqual({ ...before, [name]: 7 })
      },
    ),
  )
})

test('whatever is set can be read back', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[^_].{0,20}$/), fc.string({ minLength: 1 }), (name, target) => {
      const read = readSettingsText(editSettingsText(TABS, ['aliases', name], target))
      expect(read.ok && read.settings.aliases[name]).toBe(target)
    }),
  )
})
