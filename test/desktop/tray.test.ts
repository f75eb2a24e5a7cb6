import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test, vi } from 'vitest'
import { at, upstream } from '../support/run-app.ts'
import { gate } from '../support/scripted.ts'
import { runDesktop } from './run-desktop.ts'

/** Asks the app's proxy for a model, as a tool would. */
const ask = async ({ proxyUrl, localKey }: { proxyUrl: string; localKey: string }, model: string) => {
  const reply = await fetch(`${proxyUrl}/v1/chat/completions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${localKey}`, 'content-type': 'application/json' },
    body: JSON.stringify({ model, messages: [{ role: 'user', content: 'hello' }] }),
  })
  await reply.text()
  return reply.headers.get('x-patchbay-model')
}

async function withAliases() {
  const lab = await upstream({ models: ['small', 'large'] })
  const desktop = await runDesktop({
    settings: {
      providers: { lab: at(lab, ['chat']) },
      aliases: { fast: ['lab/small', 'lab/large'], one: 'lab/small', gone: 'other/none' },
      defaultModel: 'lab/large',
    },
  })
  await desktop.app().catalogsReady
  return { ...desktop, lab }
}

describe('the menu', () => {
  test('has everything, in the order of its use', async () => {
    const { fake, app } = await withAliases()
    expect(fake.labels()).toEqual([
      `Running on port ${app().state().proxy.port}`,
      'No request yet',
      'Pause',
      '—',
      'default → lab/large',
      'fast → lab/small',
      '—',
      'Copy base URL',
      'Copy key',
      'No recent errors',
      '—',
      'Open Patchbay',
      'Start at login',
      'Quit',
    ])
    expect(fake.told.tooltip).toMatch(/^Patchbay: Running on port/)
  })

  test('switches what an alias means from the next request on, without a window', async () => {
    const { fake, app } = await withAliases()
    expect(await ask(app(), 'fast')).toBe('lab/small')
    expect(fake.entry('fast', 'lab/small')).toMatchObject({ type: 'radio', checked: true })
    fake.click('fast', 'lab/large')
    await vi.waitFor(() => expect(fake.entry('fast').label).toBe('fast → lab/large'))
    expect(fake.entry('fast', 'lab/large').checked).toBe(true)
    expect(await ask(app(), 'fast')).toBe('lab/large')
  })

  test('switches the default model, and keeps the one before among the choices', async () => {
    const { fake, app } = await withAliases()
    fake.click('default', 'one')
    await vi.waitFor(() => expect(fake.entry('default').label).toBe('default → one'))
    expect(fake.entry('default', 'lab/large').checked).toBe(false)
    fake.click('default', 'None')
    await vi.waitFor(() => expect(app().state().settings.values?.defaultModel).toBeNull())
  })

  test('says why a switch could not be made, and shows what is in force', async () => {
    const { fake, app } = await withAliases()
    const drawn = fake.menusDrawn()
    const { click } = fake.entry('fast', 'lab/large')
    await app().switchAlias('fast', 'lab/large')
    await writeFile(app().state().settings.path, '{ broken')
    ;(click as () => void)()
    fake.click('default', 'one')
    await vi.waitFor(() => expect(fake.told.errors.join()).toContain('has errors'))
    expect(fake.menusDrawn()).toBeGreaterThan(drawn)
    expect(fake.entry('default', 'lab/large').checked).toBe(true)
    expect(fake.labels()).toContain('The settings file has an error…')
  })

  test('tells the last exchange and the recent errors', async () => {
    const { fake, app } = await withAliases()
    await ask(app(), 'fast')
    await vi.waitFor(() => expect(fake.labels()[1]).toMatch(/^fast → lab\/small · 200 · \d/))
    await ask(app(), 'gone')
    await vi.waitFor(() => expect(fake.labels()).toContain('Recent errors'))
    expect(fake.labels()[1]).toMatch(/^gone · 400 alias_target_missing/)
  })

  test('copies the base URL and the key, pauses and resumes', async () => {
    const { fake, app } = await runDesktop()
    fake.click('Copy base URL')
    fake.click('Copy key')
    expect(fake.told.copied).toEqual([app().proxyUrl, app().localKey])
    fake.click('Pause')
    expect(app().state().proxy.paused).toBe(true)
    expect(fake.labels()[0]).toMatch(/^Paused on port/)
    fake.click('Resume')
    expect(fake.labels()[0]).toMatch(/^Running on port/)
  })

  test('switches starting at login', async () => {
    const { fake } = await runDesktop()
    expect(fake.entry('Start at login')).toMatchObject({ type: 'checkbox', checked: false })
    fake.click('Start at login')
    expect(fake.entry('Start at login').checked).toBe(true)
  })

  test('shows names as they stand', async () => {
    const { fake } = await runDesktop({
      settings: { aliases: { 'r&d': ['a', 'b'], long: ['x'.repeat(200), 'y'] } },
    })
    expect(fake.entry('r&&d').label).toBe('r&&d → a')
    expect(fake.entry('long').label?.length).toBeLessThanOrEqual(80)
  })
})

describe('the icon', () => {
  const icon = (name: string) => join('/resources', name)

  test('is idle, paused, and active while a request runs', async () => {
    const { fake, app, lab } = await withAliases()
    const held = gate()
    lab.script = async () => {
      await held.opened
      return undefined
    }
    expect(fake.told.images).toEqual([icon('tray-idle.png')])
    fake.click('Pause')
    expect(fake.told.images.at(-1)).toBe(icon('tray-paused.png'))
    fake.click('Resume')
    const asked = ask(app(), 'fast')
    await vi.waitFor(() => expect(fake.told.images).toContain(icon('tray-active.png')))
    held.open()
    await asked
    await vi.waitFor(() => expect(fake.told.images.at(-1)).toBe(icon('tray-idle.png')))
  })

  test('tells an error until a request goes well', async () => {
    const { fake, app } = await withAliases()
    await ask(app(), 'gone')
    await vi.waitFor(() => expect(fake.told.images.at(-1)).toBe(icon('tray-error.png')))
    await ask(app(), 'fast')
    await vi.waitFor(() => expect(fake.told.images.at(-1)).toBe(icon('tray-idle.png')))
  })

  test('is a template image on a Mac, for its light and dark menu bars', async () => {
    const { fake } = await runDesktop({ platform: 'darwin' })
    fake.click('Pause')
    expect(fake.told.images).toEqual([icon('iconTemplate.png'), icon('icon-pausedTemplate.png')])
  })
})
