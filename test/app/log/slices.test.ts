import { setImmediate } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { createSlices } from '../../../src-main/app/log/slices.ts'

test('work is done in its order, and one that throws holds no other up', async () => {
  const done: string[] = []
  const errors: unknown[] = []
  const slices = createSlices(error => errors.push(error))
  const work = function* (name: string, breaks = false) {
    yield
    if (breaks) throw new Error(name)
    done.push(name)
  }
  slices.add(work('a'))
  slices.add(work('b', true))
  slices.add(work('c'))
  expect(done).toEqual([])
  while (done.length < 2) await setImmediate()
  expect(done).toEqual(['a', 'c'])
  expect(errors).toEqual([new Error('b')])
})

test('others have their turn while there is much to do', async () => {
  const slices = createSlices(() => {})
  let steps = 0
  const spin = function* () {
    for (;;) {
      steps++
      yield
      if (steps === -1) return
    }
  }
  slices.add(spin())
  await setImmediate()
  await setImmediate()
  const before = steps
  expect(before).toBeGreaterThan(0)
  while (steps === before) await setImmediate()
  steps = -2
})

test('what is left is done at once when the process ends', () => {
  const slices = createSlices(() => {})
  const done: number[] = []
  for (const number of [1, 2, 3]) {
    slices.add(
      (function* () {
        yield
        done.push(number)
      })(),
    )
  }
  slices.finish()
  expect(done).toEqual([1, 2, 3])
})
