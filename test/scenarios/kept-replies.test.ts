import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { startApp } from '../../src-main/app.ts'
import { startAppProcess } from '../support/app-process.ts'
import { ask, type Door, fetchAnswer, open } from '../support/client.ts'
import { stopLater } from '../support/lifetime.ts'
import { at, runApp, upstream } from '../support/run-app.ts'

async function talking() {
  const up = await upstream({ models: ['m'] })
  const running = await runApp({ providers: { lab: at(up, ['chat']) } })
  const again = async (): Promise<Door & { logged: string[] }> => {
    await running.app.stop()
    const logged: string[] = []
    const log = (line: string) => void logged.push(line)
    const app = await startApp({ home: running.home, port: 0, controlPort: 0, environment: {}, log })
    if (!app.ok) throw new Error(app.message)
    stopLater(app.stop)
    await app.catalogsReady
    return { url: app.proxyUrl, localKey: app.localKey, logged }
  }
  return { up, running, again, file: join(running.home, 'responses.db') }
}

const next = (id: unknown) => ({ input: 'and then?', previous_response_id: `${id}` })

it('a conversation goes on after a restart', async () => {
  const { up, running, again } = await talking()
  const { id } = (await ask(running, 'responses', 'm', { input: 'once upon a time' })).body
  const door = await again()
  up.forget()
  expect((await ask(door, 'responses', 'm', next(id))).status).toBe(200)
  expect(JSON.stringify(up.generations[0]?.body.messages)).toMatch(/once upon a time.*and then/)
})

it('what a client wants not stored is on no disk, and ends with the run', async () => {
  const { running, again, file } = await talking()
  const { id } = (await ask(running, 'responses', 'm', { input: 'hush hush', store: false })).body
  expect((await ask(running, 'responses', 'm', { ...next(id), store: false })).status).toBe(200)
  for (const written of [file, `${file}-wal`])
    expect(existsSync(written) && readFileSync(written).includes('hush hush')).toBe(false)
  expect((await ask(await again(), 'responses', 'm', next(id))).status).toBe(400)
})

it('the file may be deleted between two starts', async () => {
  const { running, again, file } = await talking()
  const { id } = (await ask(running, 'responses', 'm')).body
  await running.app.stop()
  rmSync(file)
  const door = await again()
  expect((await ask(door, 'responses', 'm', next(id))).status).toBe(400)
  const fresh = (await ask(door, 'responses', 'm')).body
  expect((await ask(door, 'responses', 'm', next(fresh.id))).status).toBe(200)
})

it('a broken file is said, kept aside, and stands in the way of nobody', async () => {
  const { running, again, file } = await talking()
  await ask(running, 'responses', 'm')
  await running.app.stop()
  writeFileSync(file, 'no database at all, but long enough to be looked at')
  const door = await again()
  const { id } = (await ask(door, 'responses', 'm')).body
  expect((await ask(door, 'responses', 'm', next(id))).status).toBe(200)
  expect(door.logged.join('\n')).toContain(`${file}.broken-`)
})

it('a reply whose end was told is kept, though the process is killed at once', async () => {
  const up = await upstream({ models: ['m'] })
  const home = mkdtempSync(join(tmpdir(), 'patchbay-test-'))
  stopLater(() => rmSync(home, { recursive: true, force: true }))
  writeFileSync(join(home, 'settings.jsonc'), JSON.stringify({ providers: { lab: at(up, ['chat']) } }))
  const first = await startAppProcess({ home, environment: {} })
  const body = { model: 'm', input: 'before the lights went out', stream: true }
  const answer = await open(first, '/v1/responses', { body })
  let text = ''
  while (!text.includes('event: response.completed')) {
    const piece = await answer.next()
    if (!piece) throw new Error(`the stream ended early: ${text}`)
    text += piece
  }
  await first.kill()
  const id = /"id":"(resp_\w+)"/.exec(text)?.[1] ?? ''
  const second = await startAppProcess({ home, environment: {} })
  const kept = await fetchAnswer(second, `/v1/responses/${id}`)
  expect([kept.status, kept.body.status]).toEqual([200, 'completed'])
  up.forget()
  expect((await ask(second, 'responses', 'm', next(id))).status).toBe(200)
  expect(JSON.stringify(up.generations[0]?.body.messages)).toMatch(/before the lights went out.*and then/)
})
