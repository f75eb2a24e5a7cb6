import { spawn } from 'node:child_process'
import { closeSync, openSync, readdirSync, readFileSync, statSync, writeFileSync, writeSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { DatabaseSync } from 'node:sqlite'
import { expect, test } from 'vitest'
import { LOG_MIGRATIONS } from '../../../src-main/state/request-log/migrations.ts'
import { loggedExchange, runningExchange } from '../../core/log/logged-exchanges.ts'
import { stopLater } from '../../support/lifetime.ts'
import { temporaryHome } from '../temporary-home.ts'
import { temporaryStore } from './temporary-store.ts'

const asideOf = (file: string): readonly string[] =>
  readdirSync(dirname(file)).filter(name => name.startsWith(`${basename(file)}.broken-`))

test('a process that is killed while it writes leaves a file that opens, with all that was written', async () => {
  const file = temporaryHome().exchangesFile
  const child = spawn(process.execPath, [join(import.meta.dirname, 'write-forever.ts'), file])
  stopLater(() => child.kill('SIGKILL'))
  let written = -1
  for await (const line of createInterface({ input: child.stdout })) {
    written = Number(line)
    if (written >= 999) break
  }
  const ended = new Promise(resolve => child.once('exit', resolve))
  child.kill('SIGKILL')
  await ended

  const { store, ids, log } = temporaryStore({ file })
  const count = await store.count({ filter: { words: [] }, most: 1_000_000 })
  expect(count).toBeGreaterThan(written)
  expect(await ids('is:running')).toEqual([])
  expect(await store.get('req_990')).toMatchObject({
    outcome: 'broken',
    errorCode: 'process_ended',
    errorMessage: expect.stringMatching(/ended while this request was running/),
  })
  expect(await ids('process_ended', { limit: 1 })).toHaveLength(1)
  expect((await store.messages('req_991'))['client-request']?.text).toMatch(/word word/)
  expect(log).toEqual([])
})

test('what ran when the process before ended is broken, and its own end may still come', async () => {
  const running = runningExchange()
  const before = temporaryStore({ now: () => running.startedAt + 400 })
  const attempt = { modelId: 'a/b', dialect: 'chat', action: 'pass', durationMs: 900, status: 200 } as const
  before.store.put({ ...running, attempts: [{ ...attempt, startedAt: running.startedAt + 100 }] })
  await before.store.close()
  const { store, ids } = temporaryStore({ file: before.file })
  expect(await ids('is:broken error:process')).toEqual([running.id])
  expect(await store.get(running.id)).toMatchObject({ status: 200, durationMs: 1_000 })
  store.put(loggedExchange())
  expect(await ids('is:completed -error:')).toEqual([running.id])
})

test('how long one ran that was cut off is the time until it was last seen, and nobody says how much it got', async () => {
  let elapsed = 300
  const { startedAt, id } = runningExchange()
  const before = temporaryStore({ now: () => startedAt + elapsed })
  for (elapsed of [300, 40_300]) {
    before.store.put(runningExchange({ firstByteMs: 250 }))
    await before.store.flush()
  }
  await before.store.close()
  const { store, ids } = temporaryStore({ file: before.file })
  const cut = await store.get(id)
  expect(cut).toMatchObject({ outcome: 'broken', durationMs: 40_300 })
  expect(cut).not.toHaveProperty('seenMs')
  expect(cut).not.toHaveProperty('bytesOut')
  expect(await ids('took:>40s')).toEqual([id])
})

test('a file that is no database is said, set aside and begun anew', async () => {
  const file = temporaryHome().exchangesFile
  writeFileSync(file, 'this is not a database, however long one looks at it')
  const { store, ids, log } = temporaryStore({ file })
  store.put(loggedExchange())
  expect(await ids()).toEqual(['req_1a2b'])
  expect(log).toEqual([expect.stringContaining('was moved to')])
  const [aside = ''] = asideOf(file)
  expect(readFileSync(join(dirname(file), aside), 'utf8')).toMatch(/^this is not/)
})

test('a file that breaks while it is used is set aside, and what comes later is there', async () => {
  const { store, file } = temporaryStore()
  for (let number = 0; number < 2_000; number += 1)
    store.put(loggedExchange({ id: `req_${number}`, session: `session ${number} ${'x'.repeat(500)}` }))
  await store.close()
  scribble(file)
  const again = temporaryStore({ file })
  expect(await again.ids()).toEqual([])
  again.store.put(loggedExchange())
  expect(await again.ids()).toEqual(['req_1a2b'])
  expect(again.log).toEqual([expect.stringContaining('was moved to')])
  expect(asideOf(file)).toHaveLength(1)
})

/** Everything but the first page, which says what kind of file it is. */
function scribble(file: string): void {
  const { size } = statSync(file)
  const opened = openSync(file, 'r+')
  writeSync(opened, Buffer.alloc(size - 8_192, 0xa5), 0, size - 8_192, 8_192)
  closeSync(opened)
}

test('what a newer version wrote is set aside as it is', async () => {
  const before = temporaryStore()
  before.store.put(loggedExchange())
  await before.store.close()
  const newer = new DatabaseSync(before.file)
  newer.exec(`PRAGMA user_version = ${LOG_MIGRATIONS.length + 1}`)
  newer.close()
  const { ids, log } = temporaryStore({ file: before.file })
  expect(await ids()).toEqual([])
  expect(log).toEqual([expect.stringMatching(/newer version/)])
  const [aside = ''] = asideOf(before.file)
  const kept = new DatabaseSync(join(dirname(before.file), aside))
  expect(kept.prepare('SELECT id FROM details').all()).toMatchObject([{ id: 'req_1a2b' }])
  kept.close()
})

test('a store that cannot be written says so, loses nothing that fits in memory, and goes on later', async () => {
  const { exchangesFile: file } = temporaryHome()
  const { store, log, ids } = temporaryStore({ file })
  store.put(loggedExchange({ id: 'first' }))
  await store.flush()
  const other = new DatabaseSync(file)
  stopLater(() => other.isOpen && other.close())
  other.exec('BEGIN IMMEDIATE')
  store.put(loggedExchange({ id: 'second' }))
  await store.flush()
  expect((await store.facts()).problem).toMatch(/cannot be written: database is locked/)
  expect(log).toEqual([expect.stringMatching(/cannot be written/)])
  other.exec('ROLLBACK')
  other.close()
  expect(await ids()).toEqual(['second', 'first'])
  expect((await store.facts()).problem).toBeUndefined()
})
