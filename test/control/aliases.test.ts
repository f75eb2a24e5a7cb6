import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { JsonObject } from '../../src-main/core/json.ts'
import { ask } from '../support/client.ts'
import { at, runApp, upstream } from '../support/run-app.ts'
import { openPage } from './open-page.ts'

async function lab(aliases: JsonObject = {}, models: JsonObject = {}) {
  const provider = await upstream({ models: ['small', 'large', 'claude-9'] })
  const running = await runApp({
    providers: { lab: at(provider) },
    aliases,
    models,
  })
  const page = openPage(running.app)
  const saved = async () =>
    JSON.parse(await readFile(join(running.home, 'settings.jsonc'), 'utf8')).aliases as object
  return { ...running, provider, page, saved }
}

const alias = (name: string, ...targets: string[]) => ({ name, targets })

describe('the table of aliases', () => {
  test('stands in order of precedence and says where each leads', async () => {
    const { page } = await lab({
      'c*': 'lab/large',
      'claude-*': 'lab/claude-*',
      fast: 'lab/small',
      both: ['lab/large', 'small'],
      newest: { latest: 'claude-9', hidden: true },
    })
    const rows = await page.aliases.list.query()
    expect(rows.map(({ name }) => name)).toEqual(['fast', 'both', 'newest', 'claude-*', 'c*'])
    expect(rows[1]).toMatchObject({
      pattern: false,
      leadsTo: 'lab/large',
      targets: [
        { text: 'lab/large', leadsTo: 'lab/large' },
        { text: 'small', leadsTo: 'lab/small' },
      ],
      warnings: [],
      hits: 0,
    })
    expect(rows[2]).toMatchObject({ latest: { prerelease: false }, hidden: true, leadsTo: 'lab/claude-9' })
    expect(rows[3]).toMatchObject({ pattern: true, targets: [{ text: 'lab/claude-*' }], warnings: [] })
    expect(rows[4]).toMatchObject({ leadsTo: 'lab/large', warnings: [{ code: 'shadows' }] })
  })

  test.each<[string, Record<string, string>, string, string]>([
    ['a listed name that it hides', { small: 'lab/large' }, 'small', 'shadows'],
    ['a target that leads nowhere', { gone: 'no-such-thing-at-all' }, 'gone', 'target_missing'],
    ['a target that its provider does not list', { odd: 'lab/unlisted' }, 'odd', 'target_unlisted'],
    ['a target that is switched off', { off: 'lab/off' }, 'off', 'target_disabled'],
  ])('warns of %s', async (_what, aliases, name, code) => {
    const { page } = await lab(aliases, { 'lab/off': { enabled: false } })
    const rows = await page.aliases.list.query()
    expect(rows.find(row => row.name === name)?.warnings).toMatchObject([{ code }])
  })

  test('counts the requests that came by it, and remembers the names', async () => {
    const { page, url, localKey } = await lab({ fast: 'lab/small', 'my-*': 'lab/*' })
    for (const name of ['fast', 'my-large', 'fast', 'nothing-like-it'])
      await ask({ url, localKey }, 'chat', name)
    const rows = await page.aliases.list.query()
    expect(rows.map(({ name, hits }) => [name, hits])).toEqual([
      ['fast', 2],
      ['my-*', 1],
    ])
    expect(rows[0]?.lastHitAt).toBeGreaterThan(0)
    const recent = await page.aliases.recentNames.query()
    expect(recent.map(({ name }) => name)).toEqual(['nothing-like-it', 'fast', 'my-large'])
  })
})

describe('checking while somebody types', () => {
  test('says where it would lead, and writes nothing', async () => {
    const { page, saved } = await lab()
    const check = await page.aliases.check.query(alias('small', 'lab/large'))
    expect(check).toMatchObject({ ok: true, leadsTo: 'lab/large', warnings: [{ code: 'shadows' }] })
    expect(await saved()).toEqual({})
  })

  test.each([
    ['no name', alias(' ', 'lab/small'), { field: 'name' }],
    ['no target', alias('a'), { field: 'targets' }],
    ['an empty target', alias('a', 'lab/small', ''), { field: 'targets', index: 1 }],
    ['itself as target', alias('a', 'a'), { field: 'targets' }],
    ['a loop through another', alias('a', 'other'), { field: 'targets' }],
    ['a star that nothing fills', alias('a', 'lab/*'), { field: 'targets' }],
    ['a name that is taken', alias('other', 'lab/small'), { field: 'name' }],
    ['a name that JavaScript keeps', alias('__proto__', 'lab/small'), { field: 'name' }],
    [
      'an alias that has gone',
      { ...alias('b', 'lab/small'), previousName: 'was-here' },
      { field: 'name', message: expect.stringContaining('was-here') },
    ],
    ['two families at once', { ...alias('b', 'lab/small', 'lab/large'), latest: {} }, { field: 'targets' }],
  ])('refuses %s, and so does saving', async (_what, input, problem) => {
    const { page, saved } = await lab({ other: 'a' })
    const before = await saved()
    const check = await page.aliases.check.query(input)
    expect(check).toMatchObject({
      ok: false,
      problems: expect.arrayContaining([expect.objectContaining(problem)]),
    })
    expect(await page.aliases.save.mutate(input)).toMatchObject({ ok: false, reason: 'invalid' })
    expect(await saved()).toEqual(before)
  })
})

describe('saving', () => {
  test('changes what the next request does', async () => {
    const { page, provider, url, localKey } = await lab()
    expect((await ask({ url, localKey }, 'chat', 'quick')).status).toBe(404)
    expect(await page.aliases.save.mutate(alias('quick', 'lab/small'))).toEqual({ ok: true })
    expect((await ask({ url, localKey }, 'chat', 'quick')).status).toBe(200)
    expect(provider.generations.at(-1)?.body['model']).toBe('small')
  })

  test('renames in its place and keeps the comments', async () => {
    const { page, home, writeSettings, app, provider } = await lab()
    const version = app.state().settings.version
    const { promise: reloaded, resolve } = Promise.withResolvers<void>()
    app.onChange(() => app.state().settings.version > version && resolve())
    await writeSettings(
      `{\n  "providers": { "lab": ${JSON.stringify(at(provider))} },\n  "aliases": {\n    // for the agent\n    "first": "lab/small", // cheap\n    "second": "lab/large"\n  }\n}\n`,
    )
    await reloaded
    const input = { ...alias('renamed', 'lab/small', 'lab/large'), previousName: 'first', hidden: true }
    expect(await page.aliases.save.mutate(input)).toEqual({ ok: true })
    const text = await readFile(join(home, 'settings.jsonc'), 'utf8')
    expect(text).toContain('// for the agent\n    "renamed": {')
    expect(text).toContain('// cheap')
    expect((await page.aliases.list.query()).map(({ name }) => name)).toEqual(['renamed', 'second'])
  })

  test.each([
    ['one target as a text', alias('a', ' lab/small '), 'lab/small'],
    ['several as a list', alias('a', 'lab/small', 'lab/large'), ['lab/small', 'lab/large']],
    ['a family', { ...alias('a', 'claude-9'), latest: {} }, { latest: 'claude-9' }],
    [
      'a hidden family with previews',
      { ...alias('a', 'claude-9'), latest: { prerelease: true }, hidden: true },
      { latest: 'claude-9', prerelease: true, hidden: true },
    ],
    ['a hidden one', { ...alias('a', 'lab/small'), hidden: true }, { to: 'lab/small', hidden: true }],
  ])('writes %s', async (_what, input, value) => {
    const { page, saved } = await lab()
    await page.aliases.save.mutate(input)
    expect(await saved()).toEqual({ a: value })
  })

  test('removes, and says when there is nothing to remove', async () => {
    const { page, saved } = await lab({ a: 'lab/small' })
    expect(await page.aliases.remove.mutate({ name: 'a' })).toEqual({ ok: true })
    expect(await saved()).toEqual({})
    expect(await page.aliases.remove.mutate({ name: 'a' })).toMatchObject({ ok: false, reason: 'unknown' })
  })
})

test('switching moves a target to the front, for the next request', async () => {
  const { page, saved, url, localKey, provider } = await lab({ smart: ['lab/small', 'lab/large'] })
  expect(await page.aliases.switchTarget.mutate({ name: 'smart', target: 'lab/large' })).toEqual({ ok: true })
  expect(await saved()).toEqual({ smart: ['lab/large', 'lab/small'] })
  await ask({ url, localKey }, 'chat', 'smart')
  expect(provider.generations.at(-1)?.body['model']).toBe('large')
  expect(await page.aliases.switchTarget.mutate({ name: 'smart', target: 'lab/other' })).toMatchObject({
    ok: false,
    reason: 'unknown',
  })
})

test('the tester tells the steps, what was rejected and the dispatch', async () => {
  const { page } = await lab({ smart: ['lab/small', 'lab/large'] })
  const explained = await page.aliases.test.query({ name: 'smart', endpoint: 'messages' })
  expect(explained).toMatchObject({
    ok: true,
    targets: [{ modelId: 'lab/small' }, { modelId: 'lab/large' }],
    dispatch: { action: 'pass', to: 'messages' },
  })
  expect(explained.steps[0]).toMatchObject({ rule: 'alias', outcome: 'match' })
  expect(await page.aliases.test.query({ name: 'smal' })).toMatchObject({
    ok: false,
    candidates: ['lab/small'],
  })
})
