import {
  chmodSync,
  lstatSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Home } from '../../src-main/state/home.ts'
import { editSettingsText } from '../../src-main/state/settings-edit.ts'
import { openSettings, type SettingsFile } from '../../src-main/state/settings-file.ts'
import { temporaryHome } from './temporary-home.ts'

let home: Home
let log: string[]
const open: SettingsFile[] = []

beforeEach(() => {
  home = temporaryHome()
  log = []
})
afterEach(async () => {
  for (const file of open.splice(0)) await file.close()
})

async function openFile(text?: string): Promise<SettingsFile> {
  if (text !== undefined) writeFileSync(home.settingsFile, text)
  const file = await openSettings({ home, log: line => log.push(line) })
  open.push(file)
  return file
}

const changed = (file: SettingsFile) =>
  new Promise<void>(resolve => {
    const stop = file.onChange(() => {
      stop()
      resolve()
    })
  })

const onDisk = () => readFileSync(home.settingsFile, 'utf8')

test('a missing file means the defaults and is not written', async () => {
  const file = await openFile()
  expect(file.settings().listen.port).toBe(4224)
  expect(file.problems()).toEqual([])
  expect(() => statSync(home.settingsFile)).toThrow('ENOENT')
})

test('a file that is broken at the start leaves a problem and is not touched', async () => {
  const file = await openFile('{ "listen": ')
  expect(file.problems()).not.toEqual([])
  expect(file.problems()[0]).toMatchObject({ line: 1 })
  expect(log).toEqual([])
  expect(await file.edit(['requireKey'], false)).toMatchObject({ ok: false, reason: 'broken' })
  expect(onDisk()).toBe('{ "listen": ')
})

test('bytes that are no UTF-8 are a problem, not other text', async () => {
  writeFileSync(home.settingsFile, Buffer.from([0xff, 0xfe, 0x7b, 0x00]))
  const file = await openFile()
  expect(file.problems()[0]?.reason).toContain('UTF-8')
})

test('a save in place, a save by rename and a removal are all seen', async () => {
  const file = await openFile('{ "listen": { "port": 1 } }')
  let told = changed(file)
  writeFileSync(home.settingsFile, '{ "listen": { "port": 2 } }')
  await told
  expect(file.settings().listen.port).toBe(2)

  told = changed(file)
  const fresh = join(home.config, 'settings.jsonc.new')
  writeFileSync(fresh, '{ "listen": { "port": 3 } }')
  renameSync(fresh, home.settingsFile)
  await told
  expect(file.settings().listen.port).toBe(3)

  told = changed(file)
  rmSync(home.settingsFile)
  await told
  expect(file.settings().listen.port).toBe(4224)

  told = changed(file)
  writeFileSync(home.settingsFile, '{ "listen": { "port": 4 } }')
  await told
  expect(file.settings().listen.port).toBe(4)
})

test('a file that breaks leaves the last good settings in force until it is mended', async () => {
  const file = await openFile('{ "listen": { "port": 1 } }')
  let told = changed(file)
  writeFileSync(home.settingsFile, '{ "listen": { "port": "one" } }')
  await told
  expect(file.settings().listen.port).toBe(1)
  expect(file.problems()).toMatchObject([{ path: ['listen', 'port'], line: 1 }])
  expect(log).toEqual([
    expect.stringMatching(/:1:15: listen\.port: this must be a number/),
    expect.stringContaining('the last good settings stay in force'),
  ])
  told = changed(file)
  writeFileSync(home.settingsFile, '{ "listen": { "port": 2 } }')
  await told
  expect(log.slice(2)).toEqual([`${home.settingsFile} is good again, and in force.`])
  expect(file.problems()).toEqual([])
  expect(file.settings().listen.port).toBe(2)
})

test('a slip of the pen is told once, whoever looks at the file again', async () => {
  const file = await openFile('{\n}\n')
  const told = changed(file)
  writeFileSync(home.settingsFile, '{\n  "listen": {\n    "port": 1\n')
  await told
  file.reload()
  await file.edit(['requireKey'], false)
  expect(log.filter(line => line.includes('"}" is missing here'))).toHaveLength(1)
})

test('an edit changes one value, is in force at once and is seen by others', async () => {
  const file = await openFile('{\n  // mine\n  "requireKey": true\n}\n')
  const told = changed(file)
  expect(await file.edit(['requireKey'], false)).toMatchObject({ ok: true, settings: { requireKey: false } })
  await told
  expect(file.settings().requireKey).toBe(false)
  expect(onDisk()).toBe('{\n  // mine\n  "requireKey": false\n}\n')
})

test('the first edit makes the file for its owner only', async () => {
  const file = await openFile()
  expect(await file.edit(['aliases', 'fast'], 'openai/gpt-5.4-mini')).toMatchObject({ ok: true })
  expect(JSON.parse(onDisk())).toEqual({ aliases: { fast: 'openai/gpt-5.4-mini' } })
  if (process.platform !== 'win32') expect(statSync(home.settingsFile).mode & 0o777).toBe(0o600)
})

test('edits at the same time follow one another', async () => {
  const file = await openFile()
  const edits = await Promise.all(['a', 'b', 'c'].map(name => file.edit(['aliases', name], 'x/y')))
  expect(edits.map(({ ok }) => ok)).toEqual([true, true, true])
  expect(Object.keys(JSON.parse(onDisk()).aliases)).toEqual(['a', 'b', 'c'])
})

test('an edit that does not validate is not written, and a secret is not repeated', async () => {
  const text = '{ "providers": { "o": { "preset": "openai" } } }'
  const file = await openFile(text)
  const edit = await file.edit(['providers', 'o', 'key'], 'sk-very-secret')
  expect(edit).toMatchObject({ ok: false, reason: 'invalid', message: expect.stringContaining('key set') })
  expect(JSON.stringify(edit)).not.toContain('sk-very-secret')
  expect(onDisk()).toBe(text)
})

test('an edit of a file that changed since it was read is refused, and the file is read', async () => {
  const file = await openFile('{ "listen": { "port": 1 } }')
  writeFileSync(home.settingsFile, '{ "listen": { "port": 2 } }')
  expect(await file.edit(['requireKey'], false)).toMatchObject({ ok: false, reason: 'changed' })
  expect(file.settings().listen.port).toBe(2)
  expect(await file.edit(['requireKey'], false)).toMatchObject({ ok: true })
})

test.skipIf(process.platform === 'win32')(
  'a symbolic link stays one, and the mode of its target stays',
  async () => {
    const target = join(mkdtempSync(join(tmpdir(), 'patchbay-dotfiles-')), 'settings.jsonc')
    writeFileSync(target, '{ "requireKey": true }')
    chmodSync(target, 0o640)
    symlinkSync(target, home.settingsFile)
    const file = await openFile()
    await file.edit(['requireKey'], false)
    expect(lstatSync(home.settingsFile).isSymbolicLink()).toBe(true)
    expect(readFileSync(target, 'utf8')).toBe('{ "requireKey": false }')
    expect(statSync(target).mode & 0o777).toBe(0o640)
    const told = changed(file)
    writeFileSync(target, '{ "requireKey": true, "tolerance": false }')
    await told
    expect(file.settings().tolerance).toBe(false)
  },
)

test('several edits count as one, and can be tried without writing', async () => {
  const file = await openFile('{ "aliases": { "a": "b" } }')
  const loop = (text: string) => editSettingsText(text, ['aliases', 'b'], 1)
  expect(file.preview(loop)).toMatchObject([{ path: ['aliases', 'b'] }])
  const both = (text: string) =>
    editSettingsText(editSettingsText(text, ['aliases', 'a'], undefined), ['aliases', 'c'], 'd')
  expect(file.preview(both)).toEqual([])
  expect(readFileSync(home.settingsFile, 'utf8')).toBe('{ "aliases": { "a": "b" } }')
  expect(await file.change(both)).toMatchObject({ ok: true, settings: { aliases: { c: 'd' } } })
  const throwing = () => {
    throw new Error('no such place')
  }
  expect(await file.change(throwing)).toMatchObject({ ok: false, message: 'no such place' })
})
