import { expect, test } from 'vitest'
import { createNameHits } from '../../../src-main/app/log/name-hits.ts'
import { ended } from './exchanges.ts'

const hit = (id: string, name: string, startedAt: number) =>
  ended({ id, startedAt, requested: name, route: { kind: 'alias', name } })

test('each name stands once, the latest first', () => {
  const names = createNameHits()
  for (const [at, name] of ['a', 'b', 'a', 'c'].entries()) names.count(hit(String(at), name, at))
  expect(names.recentNames(2)).toEqual([
    { name: 'c', at: 3, endpoint: 'chat' },
    { name: 'a', at: 2, endpoint: 'chat' },
  ])
  expect(names.hits('a')).toEqual({ hits: 2, lastHitAt: 2 })
  expect(names.hits('never')).toEqual({ hits: 0 })
})

test('names with a credential in them, and requests without a dialect, are left out', () => {
  const names = createNameHits()
  names.count(ended({ id: '1', requested: '[hidden]' }))
  names.count(ended({ id: '2', requested: 'm', clientDialect: undefined }))
  expect(names.recentNames(9)).toEqual([])
})

test('what was there before this start counts, and stands behind what came since', () => {
  const names = createNameHits()
  names.count(hit('9', 'new', 900))
  names.adopt({
    hits: new Map([
      ['old', 40],
      ['new', 2],
    ]),
    newest: [hit('3', 'old', 300), hit('2', 'new', 200), hit('1', 'older', 100)],
  })
  expect(names.recentNames(9).map(({ name }) => name)).toEqual(['new', 'old', 'older'])
  expect(names.hits('new')).toEqual({ hits: 3, lastHitAt: 900 })
  expect(names.hits('old')).toEqual({ hits: 40, lastHitAt: 300 })
})
