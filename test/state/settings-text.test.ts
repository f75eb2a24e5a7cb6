import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { printProblem, readSettingsText } from '../../src-main/state/settings-text.ts'

const problems = (text: string) => {
  const read = readSettingsText(text)
  return read.ok ? [] : read.problems
}

test('nothing, an empty object and comments alone mean the defaults', () => {
  for (const text of ['', '{}', '\uFEFF{}', '// nothing yet\n']) {
    expect(readSettingsText(text)).toMatchObject({ ok: true, settings: { listen: { port: 4224 } } })
  }
})

test('the complete example validates', () => {
  const text = readFileSync(new URL('../fixtures/settings/complete.jsonc', import.meta.url), 'utf8')
  expect(readSettingsText(text)).toMatchObject({ ok: true, settings: { listen: { port: 4300 } } })
})

test('each problem says where it stands and why', () => {
  const text =
    '{\n  "listen": { "prot": 1, "port": 99999 },\n  "providers": { "Lab": { "key": "none" } }\n}\n'
  expect(problems(text)).toEqual([
    { path: ['listen', 'port'], reason: expect.any(String), line: 2, column: 26 },
    { path: ['listen', 'prot'], reason: 'no setting has this name', line: 2, column: 15 },
    { path: ['providers', 'Lab'], reason: expect.stringContaining('lower-case'), line: 3, column: 18 },
  ])
})

test.each([
  ['{\n  "listen": {\n}', 3, 2, '"}" is missing here'],
  ['{ "a" 1 }', 1, 7, '":" is missing here'],
  ["{ 'a': 1 }", 1, 3, 'this is no JSON value (text needs double quotes)'],
  ['{} {}', 1, 4, 'nothing may follow the last "}"'],
  ['{ "a": { "b": { "c": {', 1, 23, '"}" is missing here'],
  ['{ listen: { port: 1 } }', 1, 3, 'this is no JSON value (text needs double quotes)'],
])('a text that is no JSON, %j, is refused once, with its place', (text, line, column, reason) => {
  expect(problems(text)).toEqual([{ path: [], reason, line, column }])
})

test('a name given twice is a problem, since only the last would count', () => {
  expect(problems('{ "aliases": {\n "a": "x",\n "a": "y" } }')).toEqual([
    { path: ['aliases', 'a'], reason: 'this name is given twice', isName: true, line: 3, column: 2 },
  ])
})

test('the name __proto__ does not vanish without a word', () => {
  expect(problems('{ "aliases": { "__proto__": "x" } }')).toEqual([
    { path: ['aliases', '__proto__'], reason: 'this name cannot be used', isName: true, line: 1, column: 16 },
  ])
})

test('of the forms of an alias, the one that was meant is spoken of', () => {
  expect(problems('{ "aliases": { "a": { "to": "x", "hiden": true } } }')).toEqual([
    { path: ['aliases', 'a', 'hiden'], reason: 'no setting has this name', line: 1, column: 34 },
  ])
  expect(problems('{ "aliases": { "a": 7 } }')).toEqual([
    { path: ['aliases', 'a'], reason: 'this value has none of the allowed forms', line: 1, column: 16 },
  ])
})

test.each([
  ['{ "listen": { "port": "one" } }', 'listen.port: this must be a number, and is text in double quotes'],
  ['{ "listen": { "port": 1.5 } }', 'listen.port: this must be a whole number'],
  ['{ "listen": { "port": 99999 } }', 'listen.port: this must be at most 65535'],
  ['{ "log": { "keepDays": 0 } }', 'log.keepDays: this must be more than 0'],
  ['{ "requireKey": null }', 'requireKey: this must be true or false, and is null'],
  ['{ "providers": [] }', 'providers: this must be names and values in { }, and is a list in [ ]'],
  ['{ "echoModel": "none" }', 'echoModel: this must be "requested" or "upstream"'],
  ['{ "aliases": { "a": [] } }', 'aliases.a: this must not be empty'],
  ['{ "aliases": { "a": { "to": 1 } } }', 'aliases.a.to: this value has none of the allowed forms'],
  ['{ "models": { "": {} } }', 'models.: this must not be empty'],
  ['{ "defaultModel": "" }', 'defaultModel: this must not be empty'],
  [
    '{ "providers": { "a": { "preset": "openai", "baseUrl": "ftp://a" } } }',
    'providers.a.baseUrl: this must be a URL that begins with http:// or https://',
  ],
])('%s is refused in plain words', (text, words) => {
  expect(problems(text).map(problem => printProblem('f', problem))).toEqual([
    expect.stringMatching(/^f:1:\d+: /),
  ])
  expect(problems(text).map(({ path, reason }) => `${path.join('.')}: ${reason}`)).toEqual([words])
})

test('no text of the validator itself is ever said', () => {
  const places = [
    'listen',
    'control',
    'requireKey',
    'providers',
    'aliases',
    'models',
    'dispatch',
    'log',
    '$schema',
  ]
  fc.assert(
    fc.property(fc.constantFrom(...places), fc.jsonValue(), (place, value) => {
      for (const { reason } of problems(JSON.stringify({ [place]: value })))
        expect(reason).not.toMatch(/^[A-Z]|Invalid|expected/)
    }),
  )
})

test('a literal secret is refused, with how to store it and without repeating it', () => {
  const found = problems('{ "providers": { "openai": { "preset": "openai", "key": "sk-very-secret" } } }')
  expect(found).toHaveLength(1)
  expect(found[0]?.path).toEqual(['providers', 'openai', 'key'])
  expect(found[0]?.reason).toContain('patchbay key set')
  expect(JSON.stringify(found)).not.toContain('sk-very-secret')
})

test('what only a closer look finds has its place too', () => {
  const read = readSettingsText('{\n "aliases": { "a": "a" }\n}', () => [
    { path: ['aliases', 'a'], reason: 'it points to itself' },
  ])
  expect(read).toEqual({
    ok: false,
    problems: [{ path: ['aliases', 'a'], reason: 'it points to itself', line: 2, column: 15 }],
  })
})

test('a problem prints as one line that editors can open', () => {
  expect(printProblem('/s.jsonc', { path: ['a', 0], reason: 'no', line: 2, column: 5 })).toBe(
    '/s.jsonc:2:5: a.0: no',
  )
  expect(printProblem('/s.jsonc', { path: [], reason: 'no' })).toBe('/s.jsonc: no')
})

test('reading never throws', () => {
  fc.assert(fc.property(fc.string(), text => void readSettingsText(text)))
  fc.assert(fc.property(fc.jsonValue(), value => void readSettingsText(JSON.stringify(value))))
})
