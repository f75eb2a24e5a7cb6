import { readdirSync, readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { expect, test } from 'vitest'
import type { Recorded } from '../../../src-main/core/log/store.ts'
import { streamEvents } from '../../../src-main/core/log/stream-view.ts'
import { loggedExchange, runningExchange } from '../../core/log/logged-exchanges.ts'
import { temporaryStore } from './temporary-store.ts'

/** Messages that said these texts. */
const recorded = (request: string, reply = '{}', secrets: readonly string[] = []): Recorded => {
  const message = (text: string) => {
    const bytes = Buffer.from(text)
    return {
      headers: { 'content-type': 'application/json' },
      chunks: [
        { at: 0, bytes: bytes.subarray(0, 5) },
        { at: 3, bytes: bytes.subarray(5) },
      ],
      size: bytes.length,
      truncated: false,
    }
  }
  return { recording: { 'client-request': message(request), 'client-response': message(reply) }, secrets }
}

test('nothing is opened or made before it is needed', async () => {
  const { store, file } = temporaryStore()
  await store.flush()
  await store.close()
  expect(readdirSync(dirname(file))).toEqual([])
})

test('an exchange is given back as it was put, and what was queued is seen at once', async () => {
  const { store, ids } = temporaryStore()
  const exchange = loggedExchange({ usage: { input: 3, raw: { input_tokens: 3 } }, client: 'Ünï/1' })
  store.put(exchange)
  expect(await ids()).toEqual([exchange.id])
  expect(await store.get(exchange.id)).toEqual(exchange)
  expect(await store.get('req_none')).toBeUndefined()
})

test('the last word of an exchange counts, and its end is never taken back', async () => {
  const { store, ids } = temporaryStore()
  store.put(runningExchange())
  await store.flush()
  expect(await ids('is:running')).toEqual(['req_1a2b'])
  store.put(loggedExchange(), recorded('{"said":"first"}'))
  store.put(runningExchange())
  await store.flush()
  store.put(runningExchange())
  expect(await ids('is:running')).toEqual([])
  store.put(loggedExchange({ cost: { usd: 1, source: 'list' } }))
  expect(await ids('cost:$1 first')).toEqual(['req_1a2b'])
  expect(await store.count({ filter: { words: [] }, most: 10 })).toBe(1)
})

test('pages follow one another while rows come in, also within a millisecond', async () => {
  const { store } = temporaryStore()
  const at = Date.UTC(2026, 10, 21)
  const put = (id: string, startedAt: number) => store.put(loggedExchange({ id, startedAt }))
  const all = Array.from({ length: 30 }, (_, place) => ({
    id: `req_${(place * 7) % 30}x`,
    startedAt: at + Math.floor(place / 8),
  }))
  for (const { id, startedAt } of all) put(id, startedAt)
  const seen: string[] = []
  for (let page = 0, before: { id: string; startedAt: number } | undefined; page < 20; page += 1) {
    const found = await store.find({ filter: { words: [] }, limit: 4, before })
    seen.push(...found.map(({ id }) => id))
    before = found.at(-1) ?? before
    put(`req_new${page}`, at + 1_000 + page)
    // The place stays where it was when the row that marks it is gone.
    if (page === 2 && before) await store.remove([before.id])
  }
  const expected = all
    .sort((one, other) => other.startedAt - one.startedAt || (one.id < other.id ? 1 : -1))
    .map(({ id }) => id)
  expect(seen).toEqual(expected)
})

test('stored messages hold no credential, and are found by what was said', async () => {
  const { store, file, ids } = temporaryStore()
  const request = '{"content":"one\\ntwo \\u00e4hre sk-ant-verysecretkey0 and correcthorse"}'
  store.put(loggedExchange(), recorded(request, '{"answer":"forty-two"}', ['correcthorse']))
  const { 'client-request': sent, 'client-response': answered } = await store.messages('req_1a2b')
  expect(sent?.text).toBe('{"content":"one\\ntwo \\u00e4hre [hidden] and [hidden]"}')
  expect(sent?.hidden).toBe(2)
  expect(answered?.text).toBe('{"answer":"forty-two"}')
  for (const word of ['two', 'ähre', '"forty two"', 'fort', 'one*answer'])
    expect([word, await ids(word)]).toEqual([word, ['req_1a2b']])
  for (const word of ['correcthorse', 'verysecretkey0', 'ntwo'])
    expect([word, await ids(word)]).toEqual([word, []])
  await store.close()
  expect(readFileSync(file).includes('correcthorse')).toBe(false)
})

test('a bare word of one exchange and one of another find neither', async () => {
  const { store, ids } = temporaryStore()
  store.put(loggedExchange({ id: 'a', errorMessage: 'left is red' }), recorded('{"text":"apple"}'))
  store.put(loggedExchange({ id: 'b' }), recorded('{"text":"pear"}'))
  expect(await ids('apple pear')).toEqual([])
  expect(await ids('apple red')).toEqual(['a'])
  expect(await ids('-apple')).toEqual(['b'])
  expect(await ids('pear -apple')).toEqual(['b'])
})

test('kept ones are told, and only what is there can be kept', async () => {
  const { store, ids } = temporaryStore()
  store.put(loggedExchange({ id: 'a' }))
  store.put(loggedExchange({ id: 'b' }))
  expect(await store.keep('a', true)).toBe(true)
  expect(await store.keep('c', true)).toBe(false)
  expect(await store.isKept(['a', 'b', 'c'])).toEqual(new Set(['a']))
  store.put(loggedExchange({ id: 'a', stop: 'length' }))
  expect(await ids('is:kept stop:length')).toEqual(['a'])
  expect(await store.keep('a', false)).toBe(true)
  expect(await ids('is:kept')).toEqual([])
})

test('what is removed is found no more, kept or not', async () => {
  const { store, ids } = temporaryStore()
  for (const id of ['a', 'b', 'c']) store.put(loggedExchange({ id }), recorded('{"text":"apple"}'))
  await store.keep('a', true)
  expect(await store.remove(['a', 'b', 'none'])).toBe(2)
  expect(await ids('apple')).toEqual(['c'])
  expect(await store.messages('a')).toEqual({})
})

test('a purge spares what is kept or runs; of bodies, it leaves the exchanges', async () => {
  const { store, ids } = temporaryStore()
  for (const id of ['a', 'b', 'c']) store.put(loggedExchange({ id }), recorded('{"text":"apple"}'))
  store.put(runningExchange({ id: 'd' }))
  await store.keep('a', true)
  expect(await store.purge('bodies')).toBe(2)
  expect(await ids('apple')).toEqual(['a'])
  expect(await ids('codex')).toEqual(['d', 'c', 'b', 'a'])
  expect(await store.messages('b')).toEqual({})
  expect(await store.purge('exchanges')).toBe(2)
  expect(await ids()).toEqual(['d', 'a'])
  expect(await ids('apple')).toEqual(['a'])
})

test('counting ends where it is told to', async () => {
  const { store } = temporaryStore()
  for (let number = 0; number < 30; number += 1) store.put(loggedExchange({ id: `${number}` }))
  expect(await store.count({ filter: { words: [] }, most: 20 })).toBe(20)
  expect(await store.count({ filter: { words: [] }, most: 100 })).toBe(30)
})

test('facts say how much there is and since when', async () => {
  const { store } = temporaryStore()
  expect(await store.facts()).toEqual({ exchanges: 0, bytes: expect.any(Number) })
  store.put(loggedExchange({ id: 'a', startedAt: 5_000 }))
  store.put(loggedExchange({ id: 'b', startedAt: 4_000 }))
  expect(await store.facts()).toMatchObject({ exchanges: 2, oldest: 4_000 })
})

test('the events of a stream keep the moments in which they were complete', async () => {
  const { store } = temporaryStore()
  const text = ': alive\n\ndata: 1\n\ndata: 2\n\ndata: 3'
  const bytes = Buffer.from(text)
  const chunks = [
    { at: 5, bytes: bytes.subarray(0, 12) },
    { at: 40, bytes: bytes.subarray(12, 28) },
    { at: 1_000, bytes: bytes.subarray(28) },
  ]
  const headers = { 'content-type': 'text/event-stream' }
  const recording = { 'client-response': { headers, chunks, size: bytes.length, truncated: false } }
  store.put(loggedExchange(), { recording, secrets: [] })
  const events = streamEvents(await store.messages('req_1a2b'))
  expect(events.map(({ at, data }) => [at, data])).toEqual([
    [5, 'alive'],
    [40, '1'],
    [40, '2'],
    [1_000, '3'],
  ])
})

test('an id is found whole, in part and with gaps', async () => {
  const { store, ids } = temporaryStore()
  const [one, other] = ['a1', 'b2'].map(end => `req_${'0'.repeat(30)}${end}`)
  for (const id of [one ?? '', other ?? '']) store.put(loggedExchange({ id }))
  expect(await ids(`id:${one}`)).toEqual([one])
  expect(await ids(`-id:${one}`)).toEqual([other])
  expect(await ids('id:0A')).toEqual([one])
  expect(await ids('id:req*b2')).toEqual([other])
})
