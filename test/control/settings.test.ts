import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { StateChange } from '../../src-main/control/contract.ts'
import { ask } from '../support/client.ts'
import { at, runApp, type TestSettings, upstream } from '../support/run-app.ts'
import { gather, openPage } from './open-page.ts'

async function app(settings: TestSettings = {}) {
  const running = await runApp(settings)
  const page = openPage(running.app)
  const file = join(running.home, 'settings.jsonc')
  const changes = gather<StateChange>(options => page.stateChanges.subscribe(undefined, options))
  return { ...running, page, file, changes }
}

describe('the settings', () => {
  test('are saved by path, and go back to their default', async () => {
    const { page, file } = await app()
    expect(await page.settings.save.mutate({ path: ['log', 'keepDays'], value: 3 })).toEqual({ ok: true })
    expect(JSON.parse(await readFile(file, 'utf8'))).toEqual({ log: { keepDays: 3 } })
    const saved = await page.settings.values.query()
    expect(saved).toMatchObject({ path: file, values: { log: { keepDays: 3, maxMegabytes: 512 } } })
    await page.settings.save.mutate({ path: ['log', 'keepDays'] })
    expect((await page.settings.values.query()).values?.log.keepDays).toBe(14)
  })

  test.each([
    ['a value that is not allowed', { path: ['echoModel'], value: 'loud' }],
    ['a name that there is not', { path: ['colour'], value: 'red' }],
    ['a path through a number', { path: ['listen', 'port', 'deeper'], value: 1 }],
    ['an open proxy without keys', { path: ['listen', 'host'], value: '0.0.0.0' }],
  ])('refuse %s, and the file is not touched', async (_what, input) => {
    const { page, file } = await app({ requireKey: input.path[1] !== 'host' })
    const before = await readFile(file, 'utf8')
    expect(await page.settings.save.mutate(input)).toMatchObject({ ok: false, reason: 'invalid' })
    expect(await readFile(file, 'utf8')).toBe(before)
  })

  test('that somebody else edits show up by themselves, as do their errors', async () => {
    const { app: running, changes, writeSettings, page } = await app()
    await changes.until(all => all.length > 0)
    await writeSettings({ aliases: { fast: 'lab/small' } })
    await changes.until(all =>
      all.some(
        change => change.type === 'change' && change.changed.settings?.values?.aliases['fast'] !== undefined,
      ),
    )
    const { version } = running.state().settings
    await writeSettings('{ "listen": { "port": "many" } }')
    const heard = await changes.until(all =>
      all.some(change => change.type === 'change' && change.changed.settings?.problem !== undefined),
    )
    changes.stop()
    expect(heard.at(-1)).toMatchObject({
      changed: {
        settings: {
          version: version + 1,
          problem: { path: 'listen.port', line: 1 },
          values: { aliases: { fast: 'lab/small' } },
        },
      },
    })
    expect(await page.settings.save.mutate({ path: ['tolerance'], value: false })).toMatchObject({
      ok: false,
      reason: 'broken',
      problems: [{ line: 1 }],
    })
  })

  test('are shown as they stand, without a key that was written into them', async () => {
    const { page, changes, writeSettings } = await app()
    await changes.until(all => all.length > 0)
    await writeSettings(
      '{\n  // mine\n  "providers": { "lab": { "baseUrl": "http://me:hunter2@127.0.0.1:1/v1", "endpoints": ["chat"], "key": "plain-secret" } }\n}',
    )
    const heard = await changes.until(all =>
      all.some(change => change.type === 'change' && change.changed.settings?.problem !== undefined),
    )
    changes.stop()
    const { text } = await page.settings.text.query()
    expect(text).toContain('// mine')
    expect(text).toContain('"key": "[hidden]"')
    expect(JSON.stringify([text, heard])).not.toMatch(/hunter2|plain-secret/)
  })
})

describe('local keys', () => {
  test('are made, shown once, limited, listed and revoked', async () => {
    const provider = await upstream({ models: ['m'] })
    const { page, url } = await app({ providers: { lab: at(provider), other: at(provider) } })
    const created = await page.keys.create.mutate({ name: 'codex', providers: ['lab'] })
    if (!created.ok) throw new Error(created.message)
    const door = { url, localKey: created.token }
    expect((await ask(door, 'chat', 'lab/m')).status).toBe(200)
    expect((await ask(door, 'chat', 'other/m')).status).toBe(403)
    const list = await page.keys.list.query()
    expect(list).toMatchObject([
      { name: 'default', primary: true },
      { name: 'codex', providers: ['lab'], primary: false, createdAt: expect.any(Number) },
    ])
    expect(JSON.stringify(list)).not.toContain(created.token)
    expect(await page.keys.create.mutate({ name: 'codex' })).toMatchObject({ ok: false })
    expect(await page.keys.revoke.mutate({ name: 'codex' })).toEqual({ ok: true })
    expect((await ask(door, 'chat', 'lab/m')).status).toBe(401)
    expect(await page.keys.revoke.mutate({ name: 'codex' })).toMatchObject({ reason: 'unknown' })
  })

  test('the first is replaced when it is revoked, for the tray as well', async () => {
    const { page, app: running } = await app()
    const { token } = await page.keys.primary.query()
    expect(token).toBe(running.localKey)
    await page.keys.revoke.mutate({ name: 'default' })
    const fresh = (await page.keys.primary.query()).token
    expect(fresh).not.toBe(token)
    expect(running.localKey).toBe(fresh)
  })
})
