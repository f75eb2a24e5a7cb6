import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { expect, test } from 'vitest'
import { keepDatabase } from '../../src-main/state/database.ts'
import { temporaryHome } from './temporary-home.ts'

const MIGRATIONS = ['CREATE TABLE words (word TEXT)', "INSERT INTO words VALUES ('first')"]

function words(file = temporaryHome().responsesFile, migrations = MIGRATIONS) {
  const log: string[] = []
  const database = keepDatabase({
    file,
    migrations,
    prepare: opened => ({
      add: opened.prepare('INSERT INTO words VALUES (?)'),
      all: opened.prepare('SELECT word FROM words'),
    }),
    log: line => log.push(line),
    now: () => 42,
  })
  return {
    file,
    log,
    add: (word: string) => database.use(({ add }) => add.run(word)),
    all: () => database.use(({ all }) => all.all().map(({ word }) => word)),
    close: database.close,
  }
}

test('nothing is opened or made before the first use', () => {
  const { file, all } = words()
  expect(readdirSync(dirname(file))).toEqual([])
  expect(all()).toEqual(['first'])
})

test('only the owner may read the file', () => {
  const { file, all } = words()
  all()
  expect(statSync(file).mode & 0o777).toBe(0o600)
})

test('migrations run once, and new ones on what is there', () => {
  const before = words()
  before.add('kept')
  before.close()
  expect(words(before.file).all()).toEqual(['first', 'kept'])
  const after = words(before.file, [...MIGRATIONS, "INSERT INTO words VALUES ('second')"])
  expect(after.all()).toEqual(['first', 'kept', 'second'])
})

test('a broken file is said, moved aside and begun anew', () => {
  const { file } = words()
  writeFileSync(file, 'this is not a database, however long one looks at it')
  const again = words(file)
  expect(again.all()).toEqual(['first'])
  expect(readFileSync(`${file}.broken-42`, 'utf8')).toMatch(/^this is not/)
  expect(again.log).toEqual([expect.stringContaining(`${file}.broken-42`)])
})

test('what a newer version wrote is left to it', () => {
  const newer = words(undefined, [...MIGRATIONS, 'CREATE TABLE later (x)'])
  newer.add('precious')
  newer.close()
  const older = words(newer.file)
  expect(older.all()).toEqual(['first'])
  expect(older.log).toEqual([expect.stringMatching(/newer version/)])
  expect(words(`${newer.file}.broken-42`, [...MIGRATIONS, 'CREATE TABLE later (x)']).all()).toEqual([
    'first',
    'precious',
  ])
})

test('other faults are thrown', () => {
  const { all, add } = words(undefined, ['CREATE TABLE words (word TEXT UNIQUE)'])
  add('once')
  expect(() => add('once')).toThrow(/UNIQUE/)
  expect(all()).toEqual(['once'])
})
