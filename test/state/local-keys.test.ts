import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Home } from '../../src-main/state/home.ts'
import { type LocalKeys, LocalKeysError, openLocalKeys } from '../../src-main/state/local-keys.ts'
import { temporaryHome } from './temporary-home.ts'

let home: Home
const open: LocalKeys[] = []

beforeEach(() => {
  home = temporaryHome()
})
afterEach(async () => {
  for (const keys of open.splice(0)) await keys.close()
})

async function openKeys(log?: (line: string) => void): Promise<LocalKeys> {
  const keys = await openLocalKeys({ home, log })
  open.push(keys)
  return keys
}

test('the first start makes a key, for its owner only; later starts keep it', async () => {
  const first = await openKeys()
  expect(first.primary()).toMatch(/^pb-local-[A-Za-z0-9_-]{43}$/)
  expect(first.check(first.primary())).toEqual({ name: 'default', providers: undefined })
  if (process.platform !== 'win32') expect(statSync(home.keysFile).mode & 0o777).toBe(0o600)
  expect((await openKeys()).primary()).toBe(first.primary())
})

test('starts at the same time agree on one key', async () => {
  const all = await Promise.all([openKeys(), openKeys(), openKeys()])
  expect(new Set(all.map(keys => keys.primary())).size).toBe(1)
})

test("no other token is anybody's", async () => {
  const keys = await openKeys()
  const key = keys.primary()
  for (const token of ['', 'pb-local-', key.slice(0, -1), `${key}x`, key.toUpperCase()])
    expect(keys.check(token)).toBeUndefined()
})

test('a named key can be limited, listed without its secret, and ended', async () => {
  const keys = await openKeys()
  const token = await keys.create('codex', ['openai'])
  expect(await keys.create('codex')).toBeUndefined()
  expect(keys.check(token ?? '')).toEqual({ name: 'codex', providers: ['openai'] })
  expect(keys.token('codex')).toBe(token)
  expect(keys.list().map(({ name }) => name)).toEqual(['default', 'codex'])
  expect(JSON.stringify(keys.list())).not.toContain(token)
  expect(await keys.revoke('codex')).toBe(true)
  expect(await keys.revoke('codex')).toBe(false)
  expect(keys.check(token ?? '')).toBeUndefined()
})

test('ending the first key makes another', async () => {
  const keys = await openKeys()
  const before = keys.primary()
  expect(await keys.revoke('default')).toBe(true)
  expect(keys.check(before)).toBeUndefined()
  expect(keys.check(keys.primary())).toEqual({ name: 'default', providers: undefined })
})

test('a key that another process makes counts at once, and none is lost when both write', async () => {
  const server = await openKeys()
  const cli = await openKeys()
  const [a, b] = await Promise.all([server.create('a'), cli.create('b')])
  expect(server.check(b ?? '')?.name).toBe('b')
  expect(cli.check(a ?? '')?.name).toBe('a')
  expect(server.list()).toHaveLength(3)
})

test('a broken file is an error that repeats nothing of it, and stays as it is', async () => {
  writeFileSync(home.keysFile, '{"version":1,"keys":[{"token":"pb-local-secret')
  const error = await openKeys().catch((reason: unknown) => reason)
  expect(error).toBeInstanceOf(LocalKeysError)
  expect(String(error)).toContain(home.keysFile)
  expect(String(error)).not.toContain('pb-local-secret')
  expect(readFileSync(home.keysFile, 'utf8')).toContain('pb-local-secret')
})

test('a file that breaks later leaves the keys in force, and is said', async () => {
  const log: string[] = []
  const keys = await openKeys(line => log.push(line))
  const key = keys.primary()
  writeFileSync(home.keysFile, 'oops')
  expect(keys.check('pb-local-unknown')).toBeUndefined()
  expect(keys.check(key)?.name).toBe('default')
  expect(log).toEqual([expect.stringContaining('stay in force')])
  await expect(keys.create('codex')).rejects.toBeInstanceOf(LocalKeysError)
  expect(readFileSync(home.keysFile, 'utf8')).toBe('oops')
})
