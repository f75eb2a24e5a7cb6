import { writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { Finding } from '../../src-main/core/routing/catalog.ts'
import { openFindings } from '../../src-main/state/learned.ts'
import { temporaryHome } from './temporary-home.ts'

const finding = (given: Partial<Finding> = {}): Finding => ({
  endpoints: ['responses'],
  at: 1,
  evidence: 'use /v1/responses',
  ...given,
})

function openStore(home = temporaryHome()) {
  const log: string[] = []
  return { home, log, store: openFindings({ home, log: line => log.push(line) }) }
}

test('what is learned counts at once, is told, and is there at the next start', async () => {
  const { home, store } = openStore()
  let told = 0
  store.onChange(() => told++)
  const before = store.findings()
  store.learn('lab/a', finding())
  store.learn('lab/b', finding({ endpoints: ['chat'] }))
  expect(before).toEqual({})
  expect(told).toBe(2)
  await store.close()
  const next = openStore(home)
  expect(next.store.findings()).toEqual({ 'lab/a': finding(), 'lab/b': finding({ endpoints: ['chat'] }) })
  expect(next.log).toEqual([])
})

test('a finding is replaced by a newer one and can be forgotten', async () => {
  const { store } = openStore()
  store.learn('lab/a', finding())
  store.learn('lab/a', finding({ at: 2 }))
  expect(store.findings()).toEqual({ 'lab/a': finding({ at: 2 }) })
  const stop = store.onChange(() => {
    throw new Error('told after it was stopped')
  })
  stop()
  store.forget('lab/a')
  store.forget('lab/never')
  expect(store.findings()).toEqual({})
  await store.close()
})

test.each(['{', '[]', '{"version":1,"findings":{"a":{"endpoints":["telex"],"at":1,"evidence":""}}}'])(
  'a broken file, %s, is said and begins empty',
  async text => {
    const home = temporaryHome()
    writeFileSync(home.learnedFile, text)
    const { store, log } = openStore(home)
    expect(store.findings()).toEqual({})
    expect(log).toEqual([expect.stringContaining('is broken')])
    store.learn('lab/a', finding())
    await store.close()
    expect(openStore(home).store.findings()).toEqual({ 'lab/a': finding() })
  },
)

test('lessons add up beside the endpoints, the newest of each, and are there at the next start', async () => {
  const { home, store } = openStore()
  const lesson = (at: number, quirks: object) => ({ dialect: 'chat' as const, quirks, at, evidence: 'no' })
  store.learn('lab/a', finding())
  store.learn('lab/a', finding({ endpoints: [], at: 2, lessons: [lesson(2, { sampling: false })] }))
  store.learn(
    'lab/a',
    finding({ endpoints: [], at: 3, lessons: [lesson(3, { sampling: false }), lesson(3, { topK: false })] }),
  )
  await store.close()
  expect(openStore(home).store.findings()).toEqual({
    'lab/a': finding({ lessons: [lesson(3, { sampling: false }), lesson(3, { topK: false })] }),
  })
})
