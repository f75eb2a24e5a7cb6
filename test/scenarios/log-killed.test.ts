import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { openPage } from '../control/open-page.ts'
import { startAppProcess } from '../support/app-process.ts'
import { stopLater } from '../support/lifetime.ts'
import { at, upstream } from '../support/run-app.ts'
import { events } from '../support/scripted.ts'

const WORD = `data: ${JSON.stringify({ choices: [{ delta: { content: 'a ' } }] })}\n\n`
/** Milliseconds between two words, and how long they are listened to. */
const EVERY = 100
const LISTENED = 2_000

test('a stream that ran until its process was killed lasted about as long as its client saw it run', async () => {
  const words = () => Array.from({ length: 100 }, (_, place) => [sleep(place * EVERY), WORD]).flat()
  const provider = await upstream({ script: () => events(words(), 'hang') })
  const home = await mkdtemp(join(tmpdir(), 'patchbay-killed-'))
  stopLater(() => rm(home, { recursive: true, force: true }))
  const settings = { providers: { lab: at(provider) }, models: { 'lab/talks': { mode: 'chat' } } }
  await writeFile(join(home, 'settings.jsonc'), JSON.stringify(settings))
  const options = { home, environment: {} }
  const app = await startAppProcess(options)

  const sentAt = Date.now()
  const reply = await fetch(`${app.url}/v1/chat/completions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${app.localKey}` },
    body: JSON.stringify({ model: 'lab/talks', stream: true, messages: [] }),
  })
  // Left open: a client that hangs up would end the request itself.
  const reader = reply.body?.getReader()
  await reader?.read()
  const heardAt = Date.now()
  while (Date.now() < heardAt + LISTENED) await reader?.read()
  await app.kill()

  const again = await startAppProcess(options)
  const { rows } = await openPage(again).log.list.query({ limit: 10 })
  expect(rows).toMatchObject([{ outcome: 'broken', errorCode: 'process_ended', requested: 'lab/talks' }])
  const [{ durationMs = 0, id = '' } = {}] = rows
  expect(durationMs).toBeGreaterThan(LISTENED / 3)
  expect(durationMs).toBeLessThanOrEqual(Date.now() - sentAt)
  const { attempts = [] } = (await openPage(again).log.get.query({ id })) ?? {}
  expect(attempts.map(({ durationMs }) => durationMs > LISTENED / 3)).toEqual([true])
  await again.stop()
}, 60_000)
