import { expect, test, vi } from 'vitest'
import type { Recorded } from '../../../src-main/core/log/store.ts'
import type { Fault, Item } from '../../../src-main/state/request-log/operations.ts'
import { createWriteQueue, QUEUE_LIMITS } from '../../../src-main/state/request-log/write-queue.ts'
import { loggedExchange, runningExchange } from '../../core/log/logged-exchanges.ts'
import { stopLater } from '../../support/lifetime.ts'

const recorded = (bytes: number): Recorded => {
  const message = {
    headers: {},
    chunks: [{ at: 0, bytes: new Uint8Array(bytes) }],
    size: bytes,
    truncated: false,
  }
  return { recording: { 'client-request': message }, secrets: ['s'] }
}

/** A queue before a disk that answers when it is told to. */
function queue(limits: Partial<typeof QUEUE_LIMITS> = {}) {
  const batches: (readonly Item[])[] = []
  const log: string[] = []
  const answers: ((answer: readonly Fault[] | Error) => void)[] = []
  const made = createWriteQueue({
    limits: { ...QUEUE_LIMITS, delay: 60_000, ...limits },
    write: items => {
      batches.push(items)
      return new Promise((resolve, reject) => {
        answers.push(answer => (answer instanceof Error ? reject(answer) : resolve(answer)))
      })
    },
    log: line => log.push(line),
  })
  stopLater(made.stop)
  const answer = (with_: readonly Fault[] | Error = []) => answers.shift()?.(with_)
  return {
    ...made,
    batches,
    log,
    answer,
    idsOf: () => batches.map(items => items.map(({ exchange }) => exchange.id)),
  }
}

test('what waits is written together, after a while', async () => {
  const { put, idsOf } = queue({ delay: 1 })
  put(loggedExchange({ id: 'a' }))
  put(loggedExchange({ id: 'b' }))
  expect(idsOf()).toEqual([])
  await vi.waitFor(() => expect(idsOf()).toEqual([['a', 'b']]))
})

test('much is written at once', () => {
  const { put, idsOf } = queue({ rows: 2 })
  for (const id of ['a', 'b', 'c']) put(loggedExchange({ id }))
  expect(idsOf()).toEqual([['a', 'b', 'c']])
  const heavy = queue({ bytes: 10 })
  heavy.put(loggedExchange({ id: 'a' }), recorded(11))
  expect(heavy.idsOf()).toEqual([['a']])
})

test('a short exchange is written once, with its end and its bodies', async () => {
  const { put, flush, answer, batches } = queue()
  put(runningExchange())
  put(loggedExchange(), recorded(3))
  put(loggedExchange({ stop: 'length' }))
  put(runningExchange())
  const flushed = flush()
  answer()
  await flushed
  expect(batches).toHaveLength(1)
  expect(batches[0]).toEqual([
    {
      exchange: loggedExchange({ stop: 'length' }),
      packed: {
        sides: {
          'client-request': {
            headers: {},
            size: 3,
            truncated: false,
            body: new Uint8Array(3),
            cuts: [{ at: 0, end: 3 }],
          },
        },
        secrets: ['s'],
      },
    },
  ])
})

test('one batch is on its way at a time, and a flush waits for what was there when it was asked for', async () => {
  const { put, flush, answer, idsOf } = queue()
  put(loggedExchange({ id: 'a' }))
  const first = flush()
  put(loggedExchange({ id: 'b' }))
  const second = flush()
  expect(idsOf()).toEqual([['a']])
  answer()
  await first
  await vi.waitFor(() => expect(idsOf()).toEqual([['a'], ['b']]))
  answer()
  await second
})

test('what could not be written waits again, the last word before it', async () => {
  const { put, flush, answer, batches, problem, log } = queue()
  put(runningExchange({ id: 'a' }))
  put(loggedExchange({ id: 'b' }))
  const failed = flush()
  put(loggedExchange({ id: 'a' }))
  answer(new Error('disk is full'))
  await failed
  expect(problem()).toBe('The log cannot be written: disk is full.')
  const again = flush()
  answer()
  await again
  expect(batches[1]?.map(({ exchange }) => [exchange.id, 'outcome' in exchange])).toEqual([
    ['a', true],
    ['b', true],
  ])
  expect(problem()).toBeUndefined()
  expect(log).toHaveLength(1)
})

test('a disk that hangs costs bodies first, then exchanges, counted and said once', async () => {
  const { put, flush, problem, log, answer, batches } = queue({ mostRows: 3, mostBytes: 10 })
  put(loggedExchange({ id: 'first' }))
  const hanging = flush()
  for (const id of ['a', 'b', 'c', 'd', 'e']) put(loggedExchange({ id }), recorded(6))
  expect(problem()).toMatch(/Requests missing from the log since the start: 2\. Bodies .*: 2\./)
  expect(log).toHaveLength(1)
  answer()
  await hanging
  const rest = flush()
  answer()
  await rest
  expect(batches[1]?.map(({ exchange, packed }) => [exchange.id, packed !== undefined])).toEqual([
    ['a', true],
    ['b', false],
    ['c', false],
  ])
})

test('what could not be stored for a fault of its own is counted', async () => {
  const { put, flush, answer, problem, log } = queue()
  put(loggedExchange())
  const flushed = flush()
  answer([{ lost: 'bodies', line: 'its bodies are odd' }])
  await flushed
  expect(problem()).toBe('Bodies missing from the log since the start: 1.')
  expect(log).toEqual(['its bodies are odd'])
})

test('what could not be written before the end is said', async () => {
  const { put, flush, answer, stop, log } = queue()
  put(loggedExchange({ id: 'a' }))
  put(loggedExchange({ id: 'b' }))
  const flushed = flush()
  answer(new Error('the disk is full'))
  await flushed
  stop()
  expect(log.at(-1)).toMatch(/missing there: 2\.$/)
})
