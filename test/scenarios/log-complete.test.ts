import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import type { LogRow } from '../../src-main/control/contract/log.ts'
import { openPage } from '../control/open-page.ts'
import { type AppProcess, startAppProcess } from '../support/app-process.ts'
import { stopLater } from '../support/lifetime.ts'
import { at, upstream } from '../support/run-app.ts'
import { fateScript, type Seen, sendLoad } from './log-load.ts'

const REQUESTS = 20_000
const AT_ONCE = 50

test('every request has its row, with its outcome, and a process that is killed loses no row of a second before', async () => {
  const waiting = new Map<string, () => void>()
  const arrival = (client: string) => new Promise<void>(resolve => waiting.set(client, resolve))
  const provider = await upstream({ script: fateScript(client => waiting.get(client)?.()) })
  const home = await mkdtemp(join(tmpdir(), 'patchbay-load-'))
  stopLater(() => rm(home, { recursive: true, force: true }))
  await writeFile(
    join(home, 'settings.jsonc'),
    JSON.stringify({
      providers: { lab: at(provider) },
      models: { 'lab/only-chat': { mode: 'chat' }, 'lab/cut': { mode: 'chat' } },
      dispatch: { mismatch: 'translate' },
    }),
  )
  const options = { home, environment: {}, providerIdleTimeout: 1_000 }
  const app = await startAppProcess(options)

  const seen: Seen[] = []
  const load = { url: app.url, localKey: app.localKey, atOnce: AT_ONCE, arrival }
  await sendLoad({ ...load, count: REQUESTS, name: 'first', onEnd: one => seen.push(one) })
  expect(seen).toHaveLength(REQUESTS)
  const rows = await settledRows(app)
  expect(mismatches(seen, rows)).toEqual([])
  expect(rows).toHaveLength(REQUESTS)

  const second: Seen[] = []
  const stop = new AbortController()
  const sending = sendLoad({
    ...load,
    count: REQUESTS,
    name: 'second',
    onEnd: one => second.push(one),
    signal: stop.signal,
  })
  // These run on when the rest is over.
  const held = Array.from({ length: 5 }, (_, index) => holdOpen(app, `held/${index}`))
  await sleep(3_000)
  stop.abort()
  const killedAt = Date.now()
  await app.kill()
  await Promise.allSettled([sending, ...held])

  const endedAt = Date.now()
  const again = await startAppProcess(options)
  const left = await settledRows(again)
  const before = second.filter(({ endedAt }) => endedAt < killedAt - 1_000)
  expect(before.length).toBeGreaterThan(100)
  expect(mismatches([...seen, ...before], left)).toEqual([])
  const cut = left.filter(({ client }) => client?.startsWith('held/'))
  expect(cut).toHaveLength(5)
  for (const { startedAt, durationMs = 0, firstByteMs = 0 } of cut) {
    expect(durationMs).toBeGreaterThan(firstByteMs)
    expect(startedAt + durationMs).toBeLessThanOrEqual(endedAt)
  }
  expect(left.filter(({ outcome }) => outcome === 'running')).toEqual([])
  await again.stop()
  expect(app.output() + again.output()).toBe('')
}, 300_000)

/** A request whose reply never ends. */
async function holdOpen({ url, localKey }: AppProcess, client: string): Promise<void> {
  const reply = await fetch(`${url}/v1/chat/completions`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${localKey}`,
      'user-agent': client,
    },
    body: JSON.stringify({ model: 'lab/hangs', stream: true, messages: [] }),
  })
  await reply.text()
}

/** All rows, page by page, when none of them runs any more. */
async function settledRows(app: AppProcess): Promise<readonly LogRow[]> {
  const page = openPage(app)
  for (;;) {
    const rows: LogRow[] = []
    let more = true
    while (more) {
      const last = rows.at(-1)
      const found = await page.log.list.query({
        limit: 500,
        before: last && { startedAt: last.startedAt, id: last.id },
      })
      rows.push(...found.rows)
      more = found.more
    }
    if (rows.every(({ outcome }) => outcome !== 'running')) return rows
  }
}

/** Requests that have no row, more than one, or one that says something else. At most a few: they are for people. */
function mismatches(seen: readonly Seen[], rows: readonly LogRow[]): readonly unknown[] {
  const byClient = Map.groupBy(rows, row => row.client)
  const wrong = seen.flatMap(({ client, id, status, fate }) => {
    const own = byClient.get(client) ?? []
    const [row] = own
    const isRight =
      own.length === 1 &&
      row?.outcome === fate.outcome &&
      (id === undefined || row.id === id) &&
      row.status === (fate.status ?? status)
    return isRight
      ? []
      : [
          {
            client,
            id,
            status,
            fate: fate.name,
            rows: own.map(({ id, outcome, status }) => ({ id, outcome, status })),
          },
        ]
  })
  return wrong.slice(0, 10)
}
