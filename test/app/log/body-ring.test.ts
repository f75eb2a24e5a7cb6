import { expect, test } from 'vitest'
import { createBodyRing } from '../../../src-main/app/log/body-ring.ts'
import { message, recording } from './exchanges.ts'

const KILO = 'x'.repeat(1024)

test('the oldest recording makes room for a new one', () => {
  const ring = createBodyRing(10_000)
  for (const id of ['a', 'b', 'c']) ring.keep(id, recording(KILO, KILO))
  expect(ring.ids()).toEqual(['b', 'c'])
  expect(ring.bytes()).toBeLessThanOrEqual(10_000)
})

test('the newest recording is held, however large it is', () => {
  const ring = createBodyRing(1_000)
  ring.keep('small', recording('{}'))
  ring.keep('large', recording(KILO.repeat(10)))
  expect(ring.ids()).toEqual(['large'])
})

test('what is removed gives its room back', () => {
  const ring = createBodyRing(1_000_000)
  ring.keep('a', recording(KILO))
  ring.keep('b', recording(KILO))
  ring.remove(['a', 'b', 'never there'])
  expect(ring.bytes()).toBe(0)
  expect(ring.get('a')).toBeUndefined()
})

test('bytes that two messages share are counted once', () => {
  const shared = Buffer.alloc(100_000)
  const alone = createBodyRing(1_000_000)
  const twice = createBodyRing(1_000_000)
  const whole = { ...message(), chunks: [{ at: 0, bytes: shared }] }
  const pieces = [
    { at: 1, bytes: shared.subarray(0, 50_000) },
    { at: 1, bytes: shared.subarray(50_000) },
  ]
  alone.keep('a', { 'client-request': whole })
  twice.keep('a', { 'client-request': whole, 'upstream-request': { ...message(), chunks: pieces } })
  expect(twice.bytes() - alone.bytes()).toBeLessThan(1_000)
})
