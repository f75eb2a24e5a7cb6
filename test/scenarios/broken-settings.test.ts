import { mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { startApp } from '../../src-main/app.ts'
import { ask, fetchAnswer } from '../support/client.ts'
import { at, runApp, tryToStart, upstream } from '../support/run-app.ts'

it.each([
  ['broken JSON', '{ "providers": {'],
  ['an unknown field', '{ "povider": {} }'],
  ['a literal key', '{ "providers": { "openai": { "preset": "openai", "key": "sk-my-own-secret" } } }'],
  ['a provider without an address', '{ "providers": { "lab": { "endpoints": ["chat"] } } }'],
  ['a preset that does not exist', '{ "providers": { "lab": { "preset": "nosuch" } } }'],
  ['a provider id with capitals', '{ "providers": { "Lab": { "preset": "openai" } } }'],
])(
  '%s keeps the app from starting, with the line and the reason, and without the secret',
  async (_, text) => {
    const started = await tryToStart(text)
    expect(started).toMatchObject({
      ok: false,
      kind: 'settings',
      message: expect.stringMatching(/settings\.jsonc.*\d/s),
    })
    expect(JSON.stringify(started)).not.toContain('sk-my-own-secret')
  },
)

it('a home that is no folder keeps the app from starting, and is named', async () => {
  const file = join(await mkdtemp(join(tmpdir(), 'patchbay-test-')), 'file')
  await writeFile(file, '')
  expect(await startApp({ home: file })).toMatchObject({
    ok: false,
    kind: 'home',
    message: expect.stringContaining(file),
  })
})

it('settings that break while the app runs change nothing but the health report', async () => {
  const up = await upstream({ models: ['m'] })
  const running = await runApp({ providers: { lab: at(up) }, aliases: { mine: 'lab/m' } })
  const broken = '{ "providers": {}, "aliases": { "mine": 5 } }'
  await running.writeSettings(broken)
  await expect
    .poll(async () => (await fetchAnswer(running, '/health')).text, { timeout: 10_000 })
    .toMatch(/aliases|mine/)
  expect((await ask(running, 'chat', 'mine')).status).toBe(200)
  expect(running.logged.join('\n')).toMatch(/settings\.jsonc/)
  expect(await readFile(join(running.home, 'settings.jsonc'), 'utf8')).toBe(broken)
  await running.writeSettings({ providers: { lab: at(up) }, aliases: { yours: 'lab/m' } })
  await expect.poll(async () => (await ask(running, 'chat', 'yours')).status, { timeout: 10_000 }).toBe(200)
  expect((await ask(running, 'chat', 'mine')).status).toBe(404)
})

it('comments and trailing commas are no mistake', async () => {
  const started = await tryToStart('{ // mine\n "aliases": {}, /* nothing */ }')
  expect(started.ok).toBe(true)
})
