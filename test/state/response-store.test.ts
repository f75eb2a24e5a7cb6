import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { expect, test } from 'vitest'
import type { JsonObject } from '../../src-main/core/json.ts'
import type { KeptResponse } from '../../src-main/core/kept-response.ts'
import { openResponseStore } from '../../src-main/state/response-store.ts'
import { temporaryHome } from './temporary-home.ts'

const DAY = 24 * 60 * 60 * 1000
const LIMITS = { age: 30 * DAY, bytes: 1e9, count: 100 }

function openStore({ home = temporaryHome(), now = (): number => 0, limits = LIMITS } = {}) {
  const log: string[] = []
  return { home, log, store: openResponseStore({ home, log: line => log.push(line), now, limits }) }
}

const said = (text: string, fields: JsonObject = {}): JsonObject => ({
  type: 'message',
  role: 'user',
  content: text,
  ...fields,
})

const kept = (id: string, given: Partial<KeptResponse> & { output?: JsonObject[] } = {}): KeptResponse => {
  const { output = [said(`answer of ${id}`, { id: `msg_${id}`, role: 'assistant' })], ...rest } = given
  return {
    id,
    owner: 'me',
    modelId: 'lab/m',
    createdAt: 0,
    input: [said('hi')],
    response: { id, object: 'response', output, status: 'completed', tools: [{ name: 'x' }] },
    ...rest,
  }
}

const rows = (file: string, table: string) =>
  new DatabaseSync(file, { readOnly: true }).prepare(`SELECT * FROM ${table}`).all()

test('a reply is there at once, whole, and after a restart', () => {
  const { home, store } = openStore()
  store.keep(kept('resp_1'), 'disk')
  const found = store.find('resp_1', 'me')
  expect(found).toMatchObject({ ...kept('resp_1'), input: [said('hi')] })
  expect(JSON.stringify(found?.response)).toBe(JSON.stringify(kept('resp_1').response))
  store.close()
  const next = openStore({ home })
  expect(next.store.find('resp_1', 'me')).toEqual(found)
  expect(next.log).toEqual([])
})

test('another owner finds neither the reply nor its items, and cannot forget it', () => {
  const { store } = openStore()
  store.keep(kept('resp_1'), 'disk')
  store.keep(kept('resp_2'), 'memory')
  for (const id of ['1', '2']) {
    expect(store.find(`resp_${id}`, 'you')).toBeUndefined()
    expect(store.findItem(`msg_resp_${id}`, 'you')).toBeUndefined()
    expect(store.forget(`resp_${id}`, 'you')).toBe(false)
    expect(store.find(`resp_${id}`, 'me')).toBeDefined()
    expect(store.findItem(`msg_resp_${id}`, 'me')).toMatchObject({ content: `answer of resp_${id}` })
  }
})

test('what is kept in memory never reaches the disk and ends with the run', () => {
  const { home, store } = openStore()
  store.keep(kept('resp_1', { input: [said('a secret')] }), 'memory')
  store.keep(kept('resp_2'), 'disk')
  expect(store.find('resp_1', 'me')?.input[0]).toMatchObject({ content: 'a secret' })
  for (const name of readdirSync(home.data))
    expect(readFileSync(`${home.data}/${name}`).includes('a secret')).toBe(false)
  store.close()
  expect(openStore({ home }).store.find('resp_1', 'me')).toBeUndefined()
})

test('input items get ids of their own, the same ones each time the conversation is sent', () => {
  const { store } = openStore()
  const conversation = [
    said('go on'),
    said('go on'),
    { type: 'function_call_output', call_id: 'c', output: '' },
  ]
  store.keep(kept('resp_1', { input: conversation }), 'disk')
  store.keep(kept('resp_2', { input: [...conversation, said('more', { id: 'msg_own' })] }), 'disk')
  const ids = (id: string) => store.find(id, 'me')?.input.map(item => item.id)
  expect(new Set(ids('resp_1')).size).toBe(3)
  expect(ids('resp_1')).toEqual([
    expect.stringMatching(/^msg_/),
    expect.stringMatching(/^msg_/),
    expect.stringMatching(/^fco_/),
  ])
  expect(ids('resp_2')).toEqual([...(ids('resp_1') ?? []), 'msg_own'])
})

test('an item that many replies share is held once, and goes with the last of them', () => {
  const { home, store } = openStore()
  const input = [said('long story')]
  for (const id of ['resp_1', 'resp_2', 'resp_3']) store.keep(kept(id, { input, output: [] }), 'disk')
  expect(rows(home.responsesFile, 'items').length).toBe(1)
  expect([store.forget('resp_1', 'me'), store.forget('resp_1', 'me')]).toEqual([true, false])
  store.forget('resp_2', 'me')
  expect(store.find('resp_3', 'me')?.input).toMatchObject(input)
  store.forget('resp_3', 'me')
  for (const table of ['items', 'places', 'responses']) expect(rows(home.responsesFile, table)).toEqual([])
})

test('replies end after 30 days, found or not', () => {
  let now = 0
  const { home, store } = openStore({ now: () => now })
  store.keep(kept('resp_1'), 'disk')
  now = 30 * DAY
  expect(store.find('resp_1', 'me')).toBeDefined()
  now += 1
  expect(store.find('resp_1', 'me')).toBeUndefined()
  store.keep(kept('resp_2', { createdAt: now }), 'disk')
  expect(rows(home.responsesFile, 'responses').map(({ id }) => id)).toEqual(['resp_2'])
})

test('the oldest replies make room, by number and by size', () => {
  const few = openStore({ limits: { ...LIMITS, count: 2 } }).store
  for (const id of ['resp_1', 'resp_2', 'resp_3']) few.keep(kept(id), 'disk')
  expect(['resp_1', 'resp_2', 'resp_3'].map(id => few.find(id, 'me') !== undefined)).toEqual([
    false,
    true,
    true,
  ])
  const small = openStore({ limits: { ...LIMITS, bytes: 400_000 } }).store
  const ids = Array.from({ length: 10 }, (_, index) => `resp_${index}`)
  for (const id of ids) small.keep(kept(id, { input: [said(id.repeat(15_000))] }), 'disk')
  const left = ids.filter(id => small.find(id, 'me') !== undefined)
  expect(left.length).toBeGreaterThan(0)
  expect(left.length).toBeLessThan(5)
  expect(left).toEqual(ids.slice(-left.length))
})

test('a reply larger than all room is kept until the next one', () => {
  const { store } = openStore({ limits: { ...LIMITS, bytes: 1 } })
  store.keep(kept('resp_1'), 'disk')
  expect(store.find('resp_1', 'me')).toBeDefined()
  store.keep(kept('resp_2'), 'disk')
  expect(store.find('resp_1', 'me')).toBeUndefined()
})

test('a broken file is moved aside, and keeping goes on', () => {
  const home = temporaryHome()
  writeFileSync(home.responsesFile, 'rubbish '.repeat(1000))
  const { store, log } = openStore({ home })
  expect(store.find('resp_1', 'me')).toBeUndefined()
  store.keep(kept('resp_1'), 'disk')
  expect(store.find('resp_1', 'me')).toBeDefined()
  expect(log).toEqual([expect.stringContaining('.broken-0')])
  expect(existsSync(`${home.responsesFile}.broken-0`)).toBe(true)
})

test('a file that cannot be used is said once, and replies are kept in memory', () => {
  const home = temporaryHome()
  mkdirSync(home.responsesFile)
  const { store, log } = openStore({ home })
  store.keep(kept('resp_1'), 'disk')
  expect(store.find('resp_1', 'me')).toBeDefined()
  expect(store.forget('resp_1', 'me')).toBe(true)
  expect(log).toEqual([expect.stringContaining('memory only')])
})

test('a reply that was deleted is nowhere in the files, while the store is open', () => {
  const { home, store } = openStore()
  const inFiles = (text: string): boolean =>
    ['', '-wal']
      .map(side => home.responsesFile + side)
      .some(file => existsSync(file) && readFileSync(file).includes(text))
  for (const id of ['one', 'two', 'three'])
    store.keep(kept(id, { input: [said(`quokka ${id} ${'long '.repeat(2_000)}`)] }), 'disk')
  expect(inFiles('quokka two')).toBe(true)
  expect(store.forget('two', 'me')).toBe(true)
  expect(inFiles('quokka two')).toBe(false)
  expect(inFiles('answer of two')).toBe(false)
  expect(store.find('three', 'me')?.input).toHaveLength(1)
  store.close()
  expect(inFiles('quokka two')).toBe(false)
})
