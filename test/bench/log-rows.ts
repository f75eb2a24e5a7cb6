import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readFilter } from '../../src-main/core/log/read-filter.ts'
import type { Cursor } from '../../src-main/core/log/store.ts'
import { openExchangeStore } from '../../src-main/state/request-log/open-exchange-store.ts'
import { QUEUE_LIMITS } from '../../src-main/state/request-log/write-queue.ts'
import { benchBodies, benchExchange } from './log-exchanges.ts'

/**
 * Fills the log with a million exchanges, one in twenty with bodies, as the app would, and prints how long it takes and how
 * long answers take. `node test/bench/log-rows.ts [ROWS]`
 */
const ROWS = Number(process.argv[2] ?? 1_000_000)
const WITH_BODIES = 20
const BATCH = 5_000
const DAY = 86_400_000
const PAGE = 200
const END = Date.UTC(2026, 10, 21)
const START = END - 30 * DAY

const folder = mkdtempSync(join(tmpdir(), 'patchbay-log-'))
const file = join(folder, 'exchanges.db')
const store = openExchangeStore({
  file,
  keepDays: () => 36_500,
  maxMegabytes: () => 1_000_000,
  log: say,
  now: Date.now,
  limits: { ...QUEUE_LIMITS, rows: BATCH, bytes: 64 * 1024 * 1024 },
})
const table: Record<string, string> = {}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}

const time = async <T>(act: () => Promise<T>): Promise<[number, T]> => {
  const before = performance.now()
  const result = await act()
  return [performance.now() - before, result]
}
/** The first and the best of five: what a user waits for, and what it is when the file is in memory. */
const measure = async (name: string, act: () => Promise<number>): Promise<void> => {
  const times: number[] = []
  let found = 0
  for (let round = 0; round < 5; round += 1) {
    const [took, count] = await time(act)
    times.push(took)
    found = count
  }
  table[name] = `${(times[0] ?? 0).toFixed(1)} ms, then ${Math.min(...times).toFixed(1)} ms (${found} found)`
}
const page = (text: string, before?: Cursor) =>
  store.find({ filter: readFilter(text, END), limit: PAGE, before })

const fill = async (): Promise<void> => {
  for (let number = 0; number < ROWS; number += 1) {
    const exchange = benchExchange(number, START + Math.floor((number * (END - START)) / ROWS))
    store.put(exchange, number % WITH_BODIES === 0 ? benchBodies(number) : undefined)
    if (number % BATCH === 0) await store.flush()
  }
  await store.flush()
}

try {
  const [filled] = await time(fill)
  table['rows'] = `${ROWS}`
  table['written'] = `${Math.round((ROWS / filled) * 1000)} a second`
  table['file'] = `${Math.round(statSync(file).size / 1_000_000)} MB`
  await measure('facts', async () => (await store.facts()).exchanges)
  for (const [name, text] of [
    ['first page', ''],
    ['text: in every sixth', 'sonnet'],
    ['text: a phrase', 'gpt-5.4-mini'],
    ['text: in bodies', 'name1234'],
    ['text: rare', 'zanzibar'],
    ['text: of one letter', 'm'],
    ['text: nowhere', 'nowhere-at-all'],
    ['text: not there', '-sonnet'],
    ['text, and a rare number', 'sonnet took:>20299'],
    ['glob', 'model:gpt*mini'],
    ['glob: nothing', 'model:nothing*'],
    ['number', 'took:>15s'],
    ['number: nothing', 'took:>15m'],
    ['error: any', 'error:'],
    ['error: text', 'error:"rate limit"'],
    ['session', 'session:session_b'],
    ['has, via, is, status', 'has:tool via:messages>responses is:stream status:4xx'],
    ['id', 'id:00000001ff'],
  ] as const)
    await measure(name, async () => (await page(text)).length)
  const deep = START + (END - START) * Math.max(0, 1 - (1000 * PAGE) / ROWS)
  await measure('page 1000', async () => (await page('', { startedAt: Math.floor(deep), id: '' })).length)
  await measure(
    'page 1000 of a filter',
    async () => (await page('model:gpt', { startedAt: Math.floor(deep), id: '' })).length,
  )
  for (const text of ['', 'sonnet', 'model:gpt* error:', 'took:>15m'])
    await measure(`count ${text || 'of all'}, to 10,000`, () =>
      store.count({ filter: readFilter(text, END), most: 10_000 }),
    )
  for (const by of [['day', 'model'], ['client'], ['session']] as const)
    await measure(
      `usage of 30 days by ${by.join(' and ')}`,
      async () => (await store.usage({ from: START, to: END, by, filter: { words: [] }, offset: 60 })).length,
    )
  const [purged, count] = await time(() => store.purge('exchanges'))
  table['purge of all'] = `${purged.toFixed(0)} ms (${count} gone)`
  for (const [name, value] of Object.entries(table)) say(`${name.padEnd(38)} ${value}`)
} finally {
  await store.close()
  rmSync(folder, { recursive: true })
}
