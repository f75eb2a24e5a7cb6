import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { KeyReference } from '../../src-main/core/routing/provider.ts'
import type { Keychain } from '../../src-main/state/keychain.ts'
import { createSecrets } from '../../src-main/state/secrets.ts'

const holder = (key: KeyReference) => ({ id: 'lab', key, keyEnvironment: 'LAB_KEY' })

/** A keychain in memory that counts what it is asked; `locked` makes it refuse. */
function memoryKeychain(): Keychain & { asked: number; locked: boolean } {
  const entries = new Map<string, string>()
  const guarded = <T>(act: () => T): Promise<T> =>
    keychain.locked ? Promise.reject(new Error('The collection is locked')) : Promise.resolve(act())
  const keychain = {
    name: 'the test keychain',
    asked: 0,
    locked: false,
    get(account: string) {
      keychain.asked++
      return guarded(() => entries.get(account))
    },
    set: (account: string, secret: string) => guarded(() => void entries.set(account, secret)),
    remove: (account: string) => guarded(() => entries.delete(account)),
  }
  return keychain
}

function secretsWith(given: { environment?: Record<string, string> } = {}) {
  const keychain = memoryKeychain()
  const clock = { now: 0 }
  const secrets = createSecrets({ environment: {}, keychain, now: () => clock.now, ...given })
  return { keychain, clock, secrets }
}

test("without a key, and with the caller's own, there is nothing to read", async () => {
  const { secrets } = secretsWith()
  for (const kind of ['none', 'client'] as const)
    expect(await secrets.read(holder({ kind }))).toEqual({ ok: true, value: undefined })
})

test('reads the environment, and says which variable is missing', async () => {
  const { secrets } = secretsWith({ environment: { A: ' k1 ', B: '' } })
  expect(await secrets.read(holder({ kind: 'env', name: 'A' }))).toEqual({ ok: true, value: 'k1' })
  for (const name of ['B', 'C'])
    expect(await secrets.read(holder({ kind: 'env', name }))).toMatchObject({
      ok: false,
      failure: {
        status: 503,
        code: 'provider_key_missing',
        message: expect.stringContaining(`environment variable ${name}`),
      },
    })
})

test('reads the first line of a file', async () => {
  const path = join(mkdtempSync(join(tmpdir(), 'patchbay-key-')), 'key')
  writeFileSync(path, '\uFEFFk2\r\nsecond line\n')
  const { secrets } = secretsWith()
  expect(await secrets.read(holder({ kind: 'file', path }))).toEqual({ ok: true, value: 'k2' })
})

test.each([
  ['/nowhere/key', '/nowhere/key cannot be read (ENOENT)'],
  ['key.txt', 'is not absolute'],
])('says what is wrong with the file %s', async (path, words) => {
  const { secrets } = secretsWith()
  expect(await secrets.read(holder({ kind: 'file', path }))).toMatchObject({
    failure: { code: 'provider_key_missing', message: expect.stringContaining(words) },
  })
})

test('what is stored in the keychain is read, and asked for once in half a minute', async () => {
  const { secrets, keychain, clock } = secretsWith()
  const reference = holder({ kind: 'keychain' })
  expect(await secrets.read(reference)).toMatchObject({
    failure: { message: expect.stringContaining('patchbay key set lab') },
  })
  expect(await secrets.store('lab', ' k3\n')).toEqual({ ok: true })
  keychain.asked = 0
  for (let round = 0; round < 5; round++)
    expect(await secrets.read(reference)).toEqual({ ok: true, value: 'k3' })
  expect(keychain.asked).toBe(1)
  clock.now += 30_000
  await secrets.read(reference)
  expect(keychain.asked).toBe(2)
  expect(await secrets.forget('lab')).toEqual({ ok: true })
  expect(await secrets.read(reference)).toMatchObject({ ok: false })
})

test('a key of several words is refused', async () => {
  const { secrets } = secretsWith()
  for (const key of ['', 'a b', 'a\nb']) expect(await secrets.store('lab', key)).toMatchObject({ ok: false })
})

test('a keychain that does not answer is said, with the other ways, and nothing is kept elsewhere', async () => {
  const { secrets, keychain } = secretsWith()
  keychain.locked = true
  expect(await secrets.keychain()).toEqual({
    name: 'the test keychain',
    available: false,
    reason: 'The collection is locked',
  })
  const read = await secrets.read(holder({ kind: 'keychain' }))
  expect(read).toMatchObject({
    failure: {
      code: 'provider_key_missing',
      message: expect.stringContaining('"env:LAB_KEY" or "file:PATH"'),
    },
    reason: expect.stringContaining('does not answer. Unlock it'),
    details: 'The collection is locked',
  })
  expect(read).toMatchObject({ reason: expect.not.stringContaining('collection') })
  const stored = await secrets.store('lab', 'sk-secret')
  expect(stored).toMatchObject({ ok: false, message: expect.stringContaining('locked') })
  expect(JSON.stringify(stored)).not.toContain('sk-secret')
})
