import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { runApp } from '../support/run-app.ts'

const SETTINGS = `{
  "providers": { "lab": { "baseUrl": "http://127.0.0.1:9/v1", "endpoints": ["chat"] } },
  "aliases": {
    "fast": ["lab/a", "lab/b", "lab/c"], // what the team uses
    "quiet": { "to": ["lab/a", "lab/b"], "hidden": true },
    "one": "lab/a"
  }
}`

const firstOf = (app: Awaited<ReturnType<typeof runApp>>['app'], name: string) => {
  const { resolution } = app.explain(name, 'chat')
  return resolution.ok ? resolution.targets.map(({ modelId }) => modelId) : []
}

test('a switched alias means its new first target at once, keeps the others and the comments', async () => {
  const { app, home } = await runApp(SETTINGS)
  expect(await app.switchAlias('fast', 'lab/c')).toMatchObject({ ok: true })
  expect(firstOf(app, 'fast')).toEqual(['lab/c', 'lab/a', 'lab/b'])
  expect(await readFile(join(home, 'settings.jsonc'), 'utf8')).toContain('// what the team uses')
})

test('a hidden alias stays hidden', async () => {
  const { app } = await runApp(SETTINGS)
  await app.switchAlias('quiet', 'lab/b')
  expect(app.state().settings.values?.aliases['quiet']).toEqual({ to: ['lab/b', 'lab/a'], hidden: true })
})

test('what is not there any more is said and writes nothing', async () => {
  const { app, home } = await runApp(SETTINGS)
  for (const [name, target] of [
    ['fast', 'lab/gone'],
    ['one', 'lab/b'],
    ['gone', 'lab/a'],
    ['constructor', 'lab/a'],
  ] as const) {
    const switched = await app.switchAlias(name, target)
    expect(switched).toMatchObject({ ok: false, message: expect.stringContaining(name) })
  }
  expect(await readFile(join(home, 'settings.jsonc'), 'utf8')).toBe(SETTINGS)
})

test('the default model can be set and taken away', async () => {
  const { app } = await runApp(SETTINGS)
  const inForce = () => app.state().settings.values?.defaultModel
  expect(await app.switchDefault('fast')).toMatchObject({ ok: true })
  expect(inForce()).toBe('fast')
  await app.switchDefault(null)
  expect(inForce()).toBeNull()
})
