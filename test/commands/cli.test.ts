import { execFile } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { temporaryHome } from '../state/temporary-home.ts'

const cli = fileURLToPath(new URL('../../src-main/cli.ts', import.meta.url))

interface Ran {
  readonly code: unknown
  readonly out: string
  readonly err: string
}

/** The real command in a process of its own. */
function patchbay(home: string, ...words: string[]): Promise<Ran> {
  const { promise, resolve } = Promise.withResolvers<Ran>()
  execFile(process.execPath, [cli, '--home', home, ...words], (error, out, err) =>
    resolve({ code: error ? error.code : 0, out, err }),
  )
  return promise
}

const folder = () => temporaryHome().config

/** One command of each kind that opens the home, with words that are right. */
const COMMANDS = [
  ['serve', '--port', '0', '--control-port', '0'],
  ['resolve', 'x'],
  ['alias', 'list'],
  ['key'],
  ['key', 'forget', 'lab'],
]

describe.each(COMMANDS)('patchbay %s %s', (...words) => {
  const given = words.filter(word => word !== undefined)

  it('says in one line that its home is no folder, and ends with 2', async () => {
    const file = join(folder(), 'file')
    writeFileSync(file, 'mine')
    const { code, out, err } = await patchbay(file, ...given)
    expect([code, out]).toEqual([2, ''])
    expect(err.trim().split('\n')).toEqual([expect.stringContaining(`${file} cannot be the home`)])
    expect(readFileSync(file, 'utf8')).toBe('mine')
  })

  it('says in one line that the local keys are broken, and ends with 2', async () => {
    const home = folder()
    writeFileSync(join(home, 'keys.json'), '{ "version": ')
    const { code, out, err } = await patchbay(home, ...given)
    expect([code, out]).toEqual([2, ''])
    expect(err.trim().split('\n')).toEqual([expect.stringContaining('cannot be read as local keys')])
    expect(readFileSync(join(home, 'keys.json'), 'utf8')).toBe('{ "version": ')
  })
})

it.each([['serve', '--port', '0', '--control-port', '0'], ['models'], ['alias', 'set', 'a', 'lab/m']])(
  'patchbay %s says once what is wrong with the settings, ends with 2 and keeps them',
  async (...words) => {
    const home = folder()
    const text = '{\n  // mine\n  "nosuch": 1\n}'
    writeFileSync(join(home, 'settings.jsonc'), text)
    const { code, err } = await patchbay(home, ...words)
    expect(code).toBe(2)
    expect(err.match(/settings\.jsonc:3:/g)).toHaveLength(1)
    expect(readFileSync(join(home, 'settings.jsonc'), 'utf8')).toBe(text)
  },
)

it('one slip in the settings is one line, however many braces it leaves open', async () => {
  const home = folder()
  writeFileSync(join(home, 'settings.jsonc'), '{\n  "providers": {\n    "lab": {\n')
  const { code, err } = await patchbay(home, 'models')
  expect([code, err.trim().split('\n')]).toEqual([2, [expect.stringContaining('"}" is missing here')]])
})

it('patchbay resolve says when the second target of an alias is taken', async () => {
  const home = folder()
  const lab = { baseUrl: 'http://127.0.0.1:9/v1', endpoints: ['chat'], key: 'none' }
  const settings = { providers: { lab }, aliases: { smart: ['lab/first', 'lab/second'] } }
  writeFileSync(join(home, 'settings.jsonc'), JSON.stringify(settings))
  const { out } = await patchbay(home, 'resolve', 'smart')
  expect(out).toContain('while that is down, busy or out of quota: lab/second')
})

it('a key without a name is refused, and the keys stay readable', async () => {
  const home = folder()
  expect(await patchbay(home, 'key', 'new', '')).toMatchObject({
    code: 2,
    err: expect.stringContaining('needs a name'),
  })
  expect((await patchbay(home, 'key')).code).toBe(0)
})

it('a key for a provider that nobody configured is made, and says so', async () => {
  const home = folder()
  const { code, out, err } = await patchbay(home, 'key', 'new', 'laptop', 'opneai')
  expect([code, out]).toEqual([0, expect.stringMatching(/^pb-local-\S+\n$/)])
  expect(err).toContain('opneai')
  const again = await patchbay(home, 'key', 'new', 'laptop', 'opneai')
  expect([again.code, again.err]).toEqual([2, expect.stringMatching(/^There is a key "laptop" already.*\n$/)])
})

it('a key for the demo says when there is one', async () => {
  const { code, err } = await patchbay(folder(), 'key', 'new', 'demo-only', 'demo')
  expect([code, err]).toEqual([0, 'demo is a provider while Patchbay runs with --demo.\n'])
})

it('a list that could not be had is named once', async () => {
  const home = folder()
  const lab = { baseUrl: 'http://127.0.0.1:1/v1', endpoints: ['chat'], key: 'env:PATCHBAY_TEST_NO_SUCH_KEY' }
  writeFileSync(join(home, 'settings.jsonc'), JSON.stringify({ providers: { lab } }))
  const { code, err } = await patchbay(home, 'models')
  expect([code, err.match(/PATCHBAY_TEST_NO_SUCH_KEY/g)?.length]).toEqual([0, 1])
})

it('a name that leads nowhere says what to type, and no step of its way is a match', async () => {
  const { code, out } = await patchbay(folder(), 'resolve', 'nosuch')
  expect([code, out]).toEqual([1, expect.stringContaining('`patchbay alias set`')])
  expect(out).not.toContain('✓')
})

it.each([
  ['a', '', 'stands for'],
  ['', 'lab/m', 'needs a name'],
])(
  'patchbay alias set "%s" "%s" is refused in words, and nothing is written',
  async (name, target, words) => {
    const home = folder()
    const { code, err } = await patchbay(home, 'alias', 'set', name, target)
    expect([code, err]).toEqual([2, expect.stringContaining(words)])
    expect(existsSync(join(home, 'settings.jsonc'))).toBe(false)
  },
)

it('an alias that would close a loop is refused once, by its own name', async () => {
  const home = folder()
  const text = '{ "aliases": { "a": "b", "b": "c" } }'
  writeFileSync(join(home, 'settings.jsonc'), text)
  const { code, err } = await patchbay(home, 'alias', 'set', 'c', 'a')
  expect([code, err.match(/a loop: "\w"/g)]).toEqual([2, ['a loop: "c"']])
  expect(readFileSync(join(home, 'settings.jsonc'), 'utf8')).toBe(text)
})

it('patchbay serve --no-key is refused where other machines could come in', async () => {
  const home = folder()
  writeFileSync(join(home, 'settings.jsonc'), '{ "listen": { "host": "0.0.0.0" } }')
  const { code, out, err } = await patchbay(
    home,
    ...['serve', '--no-key', '--port', '0', '--control-port', '0'],
  )
  expect([code, out, err]).toEqual([2, '', expect.stringContaining('Start without --no-key')])
})
