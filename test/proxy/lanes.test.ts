import { expect, it } from 'vitest'
import { createLanes } from '../../src-main/proxy/lanes.ts'
import { gate } from '../support/scripted.ts'

const lanesOf = (count: number) => Array.from({ length: count }, (_, index) => `lane-${index}`)
/** Lets everything that is ready run. */
const settled = () => new Promise<void>(resolve => setImmediate(resolve))

it('one lane keeps its order, and goes on behind a task that took its time', async () => {
  const lanes = createLanes()
  const slow = gate()
  const done: string[] = []
  lanes.add('a', async () => {
    await slow.opened
    done.push('first')
  })
  lanes.add('a', async () => void done.push('second'))
  lanes.add(undefined, async () => void done.push('other'))
  await settled()
  expect(done).toEqual(['other'])
  slow.open()
  await settled()
  expect(done).toEqual(['other', 'first', 'second'])
})

it('16 lanes run at a time, the next as soon as one ends', async () => {
  const lanes = createLanes()
  const begun: string[] = []
  const gates = lanesOf(17).map(lane => {
    const held = gate()
    lanes.add(lane, async () => {
      begun.push(lane)
      await held.opened
    })
    return held
  })
  await settled()
  expect(begun).toEqual(lanesOf(16))
  gates[3]?.open()
  await settled()
  expect(begun).toEqual(lanesOf(17))
})

it('there are 32 lanes with a name, which may be used again, and one without', () => {
  const lanes = createLanes()
  for (const lane of lanesOf(32)) expect(lanes.add(lane, async () => {})).toBeUndefined()
  expect(lanes.add('one-more', async () => {})).toMatchObject({
    status: 400,
    code: 'websocket_stream_limit_reached',
    param: 'stream_id',
  })
  expect(lanes.add('lane-7', async () => {})).toBeUndefined()
  expect(lanes.add(undefined, async () => {})).toBeUndefined()
})

it('no more than 64 wait, and those that wait can be forgotten', async () => {
  const lanes = createLanes()
  const held = gate()
  let ran = 0
  lanes.add(undefined, () => held.opened)
  for (let count = 0; count < 64; count++)
    expect(lanes.add(undefined, async () => void ran++)).toBeUndefined()
  expect(lanes.add(undefined, async () => {})).toMatchObject({ status: 429, code: 'websocket_queue_full' })
  lanes.clear()
  held.open()
  await settled()
  expect(ran).toBe(0)
})
