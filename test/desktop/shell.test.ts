import { once } from 'node:events'
import { readFile, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { describe, expect, test, vi } from 'vitest'
import { stopLater } from '../support/lifetime.ts'
import { fakeElectron } from './fake-electron.ts'
import { aHome, runDesktop, startDesktop } from './run-desktop.ts'

describe('the desktop app', () => {
  test('opens its window on the control page', async () => {
    const { fake, app } = await runDesktop()
    expect(fake.window()?.loaded).toEqual([app().pageUrl])
    expect(fake.window()?.visible).toBe(true)
    expect(fake.applicationMenu()).toBeNull()
  })

  test('is one: a second start shows the window of the first and starts nothing', async () => {
    const { fake } = await runDesktop()
    fake.window()?.close()
    expect(fake.window()?.visible).toBe(false)
    fake.app.emit('second-instance')
    expect(fake.window()?.visible).toBe(true)

    const second = await runDesktop({ fake: fakeElectron({ locked: true }) })
    expect(second.starts()).toBe(0)
    expect(second.fake.hasQuit()).toBe(true)
  })

  test("keeps Chromium's files, and the lock of one instance, in a folder of the home", async () => {
    const { fake, folder } = await runDesktop()
    expect(fake.told.paths).toEqual({ userData: join(folder, 'electron') })
  })

  test('stays in the tray when its window is closed, and says so once', async () => {
    const first = await runDesktop()
    expect(first.fake.window()?.close()).toBe(false)
    first.fake.click('Open Patchbay')
    first.fake.window()?.close()
    expect(first.fake.told.hints).toEqual(['Patchbay is in the tray'])
    first.fake.click('Quit')
    await vi.waitFor(() => expect(first.fake.hasQuit()).toBe(true))
    const later = await runDesktop({ folder: first.folder })
    later.fake.window()?.close()
    expect(later.fake.told.hints).toEqual([])
  })

  test.each([
    ['cannot be had', { fake: fakeElectron({ tray: false }) }],
    ['is shown by nobody', { hasTrayHost: async () => false }],
  ])('quits with its window where a tray %s', async (_, options) => {
    const { fake } = await runDesktop({ ...options, hidden: () => true })
    expect(fake.window()?.visible).toBe(true)
    expect(fake.window()?.close()).toBe(true)
    await vi.waitFor(() => expect(fake.hasQuit()).toBe(true))
  })

  test('starts hidden when told to, and opens from the tray', async () => {
    const { fake } = await runDesktop({ hidden: () => true })
    expect(fake.window()).toBeUndefined()
    fake.click('Open Patchbay')
    expect(fake.window()?.visible).toBe(true)
  })

  test('stops the app before it quits', async () => {
    const { fake, app } = await runDesktop()
    fake.click('Quit')
    expect(fake.hasQuit()).toBe(false)
    await vi.waitFor(() => expect(fake.hasQuit()).toBe(true))
    await expect(fetch(`${app().proxyUrl}/health`)).rejects.toThrow()
  })

  test('opens its window where it stood, as large as it was', async () => {
    const first = await runDesktop()
    const window = first.fake.window()
    if (window) {
      window.bounds = { x: 40, y: 50, width: 900, height: 600 }
      window.maximised = true
    }
    first.fake.click('Quit')
    await vi.waitFor(() => expect(first.fake.hasQuit()).toBe(true))
    const { fake } = await runDesktop({ folder: first.folder })
    expect(fake.window()?.options).toMatchObject({ x: 40, y: 50, width: 900, height: 600 })
    expect(fake.window()?.maximised).toBe(true)
  })
})

describe('settings that are broken at the start', () => {
  const page = (fake: ReturnType<typeof fakeElectron>) =>
    decodeURIComponent(fake.window()?.loaded.at(-1) ?? '')

  test('are shown with their place, and the app starts once the file is corrected', async () => {
    const desktop = await startDesktop({ settings: '{\n  "listen": { "port": "<8080>" }\n}' })
    const { fake, settingsFile } = desktop
    await vi.waitFor(() => expect(page(fake)).toContain(`${settingsFile}:2:`))
    expect(page(fake)).toContain('listen.port')
    // The first start, and the look after the file is being watched.
    await vi.waitFor(() => expect(desktop.starts()).toBe(2))
    await writeFile(settingsFile, '{}')
    await desktop.up
    expect(fake.window()?.loaded.at(-1)).toBe(desktop.app().pageUrl)
    expect(fake.labels()[0]).toMatch(/^Running/)
  })

  test('can be looked for and tried again from the page, which can do nothing else', async () => {
    const desktop = await startDesktop({ settings: '{ "listen": 5 }' })
    const { fake, settingsFile } = desktop
    await vi.waitFor(() => expect(desktop.starts()).toBe(2))
    expect(fake.window()?.follow('patchbay:show-settings')).toBe(false)
    expect(fake.told.shown).toEqual([settingsFile])
    fake.window()?.follow('patchbay:retry')
    await vi.waitFor(() => expect(desktop.starts()).toBe(3))
    expect(fake.window()?.follow('https://evil.example/')).toBe(false)
  })

  test('end the app with their window, since there is no tray yet', async () => {
    const { fake } = await startDesktop({ settings: '{ "listen": 5 }' })
    await vi.waitFor(() => expect(fake.window()).toBeDefined())
    fake.window()?.close()
    expect(fake.hasQuit()).toBe(true)
  })
})

describe('a port that is taken', () => {
  async function aTakenPort(): Promise<number> {
    const server = createServer((_request, reply) => reply.end()).listen(0, '127.0.0.1')
    await once(server, 'listening')
    stopLater(() => server.close())
    return (server.address() as AddressInfo).port
  }

  test('is said with its holder, and another one is taken for this time', async () => {
    const port = await aTakenPort()
    const fake = fakeElectron({ answers: ['Use another port this time'] })
    const { app, settingsFile } = await runDesktop({ fake, port })
    expect(fake.told.asked[0]?.detail).toMatch(
      new RegExp(`127.0.0.1:${port}: (another program|".+" \\(process \\d+\\)) does`),
    )
    expect(app().state().proxy.port).not.toBe(port)
    expect(await readFile(settingsFile, 'utf8')).toBe('{}')
  })

  test('can be changed in the settings, and the app starts by itself then', async () => {
    const port = await aTakenPort()
    const folder = await aHome(JSON.stringify({ listen: { port } }))
    const fake = fakeElectron({
      answers: ['Change the settings', 'Change the settings', 'Change the settings'],
    })
    const desktop = await startDesktop({ fake, folder, port: "the settings' port" })
    await vi.waitFor(() => expect(fake.window()).toBeDefined())
    expect(fake.told.shown[0]).toBe(desktop.settingsFile)
    expect(decodeURIComponent(fake.window()?.loaded[0] ?? '')).toContain('A port is taken')
    fake.window()?.follow('patchbay:retry')
    await vi.waitFor(() => expect(desktop.starts()).toBe(2))
    await writeFile(desktop.settingsFile, '{ "listen": { "port": 0 } }')
    await desktop.up
    expect(fake.window()?.loaded.at(-1)).toBe(desktop.app().pageUrl)
  })

  test('ends the app for who would rather quit', async () => {
    const fake = fakeElectron({ answers: ['Quit'] })
    await runDesktop({ fake, port: await aTakenPort() })
    expect(fake.hasQuit()).toBe(true)
    expect(fake.window()).toBeUndefined()
  })
})
