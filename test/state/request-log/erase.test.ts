import { existsSync, readFileSync } from 'node:fs'
import { expect, test, vi } from 'vitest'
import type { Recorded } from '../../../src-main/core/log/store.ts'
import { openWriter } from '../../../src-main/state/request-log/writer.ts'
import { loggedExchange } from '../../core/log/logged-exchanges.ts'
import { temporaryHome } from '../temporary-home.ts'
import { temporaryStore } from './temporary-store.ts'

/** What a body lies in on disk begins so. */
const ZSTD = Buffer.from([0x28, 0xb5, 0x2f, 0xfd])

/** A request whose words are in no other. */
function said(number: number): Recorded {
  const bytes = Buffer.from(
    JSON.stringify({ messages: [{ role: 'user', content: `${wordOf(number)} ${'lorem '.repeat(400)}` }] }),
  )
  const message = { headers: {}, chunks: [{ at: 0, bytes }], size: bytes.length, truncated: false }
  return { recording: { 'client-request': message }, secrets: [] }
}
/** Each begins otherwise: the index writes only the ends of words that begin alike. */
const wordOf = (number: number): string => `${String.fromCharCode(97 + number)}quokka`

async function filled() {
  const given = temporaryStore({ pruneEvery: 50 })
  for (let number = 0; number < 20; number += 1)
    given.store.put(loggedExchange({ id: `ex_${number}`, startedAt: Date.now() - number }), said(number))
  await given.store.flush()
  /** How often it is in the files, while the store is open. */
  const inFiles = (bytes: string | Buffer): number =>
    ['', '-wal'].reduce(
      (sum, side) =>
        sum + (existsSync(given.file + side) ? count(readFileSync(given.file + side), bytes) : 0),
      0,
    )
  return { ...given, inFiles }
}

function count(content: Buffer, bytes: string | Buffer): number {
  let found = 0
  for (let at = content.indexOf(bytes); at >= 0; at = content.indexOf(bytes, at + 1)) found += 1
  return found
}

test('deleted bodies are nowhere in the files, their words neither, while the store is open', async () => {
  const { store, inFiles, ids } = await filled()
  expect(inFiles(ZSTD)).toBeGreaterThanOrEqual(20)
  expect(inFiles('quokka')).toBeGreaterThan(0)
  expect(await store.purge('bodies')).toBe(20)
  expect(inFiles(ZSTD)).toBe(0)
  expect(inFiles('quokka')).toBe(0)
  expect(await ids()).toHaveLength(20)
  expect(await ids('quokka')).toEqual([])
})

test('a deleted log leaves nothing but what is kept', async () => {
  const { store, inFiles, ids } = await filled()
  await store.keep('ex_3', true)
  expect(inFiles(wordOf(4))).toBeGreaterThan(0)
  expect(await store.purge('exchanges')).toBe(19)
  expect(inFiles('ex_4')).toBe(0)
  expect(inFiles(wordOf(4))).toBe(0)
  expect(inFiles(ZSTD)).toBe(1)
  expect(await ids(wordOf(3))).toEqual(['ex_3'])
})

test('one that is deleted is gone from the files at once, its words soon', async () => {
  const { store, inFiles, ids } = await filled()
  expect(inFiles('ex_7')).toBeGreaterThan(0)
  expect(inFiles(wordOf(7))).toBeGreaterThan(0)
  expect(await store.remove(['ex_7'])).toBe(1)
  expect(inFiles('ex_7')).toBe(0)
  expect(inFiles(ZSTD)).toBe(19)
  await vi.waitFor(() => expect(inFiles(wordOf(7))).toBe(0), { timeout: 10_000 })
  expect(await ids(wordOf(8))).toEqual(['ex_8'])
})

test('a purge that goes on when the log is closed ends there, and does not open the file again', async () => {
  const file = temporaryHome().exchangesFile
  const writer = openWriter({ file, log: line => expect.fail(line), now: Date.now })
  writer.write([{ exchange: loggedExchange({ id: 'one' }) }, { exchange: loggedExchange({ id: 'two' }) }])
  const purged = writer.purge('exchanges')
  writer.close()
  await expect(purged).rejects.toThrow('the request log is closed')
  expect(existsSync(`${file}-wal`)).toBe(false)
})
