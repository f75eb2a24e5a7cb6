import { describe, expect, test, vi } from 'vitest'
import type { App, StartProblem } from '../../src-main/app.ts'
import { runShell } from '../../src-main/desktop/shell.ts'
import { aState, someParts } from '../control/control-parts.ts'
import { fakeElectron } from './fake-electron.ts'

const PAGE = 'http://127.0.0.1:4225/#token=x'

function anApp() {
  const parts = someParts(aState())
  const stop = vi.fn(async () => {})
  const app: App = {
    ok: true,
    proxyUrl: 'http://127.0.0.1:4224',
    pageUrl: PAGE,
    localKey: 'the-local-key',
    catalogsReady: Promise.resolve(),
    state: parts.state,
    onChange: parts.onChange,
    pause: parts.pause,
    resume: parts.resume,
    explain: parts.resolve,
    refreshCatalogs: async () => {},
    stop,
  }
  return { app, parts, stop }
}

async function run(fake = fakeElectron(), started: App | StartProblem = anApp().app) {
  const startApp = vi.fn(async () => started)
  await runShell({
    electron: fake.electron,
    startApp,
    platform: 'linux',
    resources: '/app/resources',
    preload: '/app/preload.cjs',
  })
  return { fake, startApp, window: fake.windows[0] }
}

const prevented = () => ({ preventDefault: vi.fn() })

describe('the desktop app', () => {
  test('opens its window on the control page, locked down', async () => {
    const { window } = await run()
    expect(window?.loaded).toEqual([PAGE])
    expect(window?.visible).toBe(true)
    expect(window?.options.webPreferences).toMatchObject({
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
    })
  })

  test('lets the page neither open windows, nor leave, nor use devices', async () => {
    const { window } = await run()
    const [away, own] = [prevented(), prevented()]
    window?.webContents.emit('will-navigate', away, 'https://evil.example/')
    window?.webContents.emit('will-navigate', own, 'http://127.0.0.1:4225/aliases')
    expect(window?.openHandler?.()).toEqual({ action: 'deny' })
    expect(away.preventDefault).toHaveBeenCalled()
    expect(own.preventDefault).not.toHaveBeenCalled()
    const answers: boolean[] = []
    for (const permission of ['media', 'geolocation', 'clipboard-sanitized-write']) {
      window?.askPermission(permission, allowed => answers.push(allowed))
    }
    expect(answers).toEqual([false, false, true])
  })

  test('is one: a second start shows the window of the first and starts nothing', async () => {
    const { fake, window } = await run()
    window?.emit('close', prevented())
    expect(window?.visible).toBe(false)
    fake.app.emit('second-instance')
    expect(window?.visible).toBe(true)

    const second = await run(fakeElectron({ locked: true }))
    expect(second.startApp).not.toHaveBeenCalled()
    expect(second.fake.quits()).toBe(1)
  })

  test('opens on the error when the settings are broken', async () => {
    const message = 'settings.jsonc line 3: <"listen.port"> is no port'
    const { fake, window } = await run(fakeElectron(), { ok: false, kind: 'settings', message })
    const page = decodeURIComponent(window?.loaded[0] ?? '')
    expect(page).toContain('&lt;&quot;listen.port&quot;&gt; is no port')
    fake.app.emit('window-all-closed')
    expect(fake.quits()).toBe(1)
  })

  test('quits with its window where there is no tray', async () => {
    const { fake, window } = await run(fakeElectron({ tray: false }))
    const closing = prevented()
    window?.emit('close', closing)
    expect(closing.preventDefault).not.toHaveBeenCalled()
    fake.app.emit('window-all-closed')
    expect(fake.quits()).toBe(1)
  })

  test('stops the app before it quits, once', async () => {
    const { app, stop } = anApp()
    const { fake } = await run(fakeElectron(), app)
    fake.click('Quit')
    await vi.waitFor(() => expect(fake.quits()).toBe(2))
    expect(stop).toHaveBeenCalledTimes(1)
  })
})

describe('the tray', () => {
  test('tells the port, copies URL and key, and follows the state', async () => {
    const { app, parts } = anApp()
    const { fake } = await run(fakeElectron(), app)
    expect(fake.menu()[0]?.label).toBe('Running on port 4224')
    fake.click('Copy base URL')
    fake.click('Copy key')
    expect(fake.copied).toEqual(['http://127.0.0.1:4224', 'the-local-key'])
    fake.click('Pause')
    expect(parts.state().proxy.paused).toBe(true)
    expect(fake.menu()[0]?.label).toBe('Paused on port 4224')
    fake.click('Resume')
    expect(fake.menu()[0]?.label).toBe('Running on port 4224')
  })

  test('points to a settings file that is broken', async () => {
    const { app, parts } = anApp()
    const { fake } = await run(fakeElectron(), app)
    parts.set({ settings: { ...parts.state().settings, problem: { message: 'broken' } } })
    expect(fake.menu().map(item => item.label)).toContain('The settings file has an error…')
  })
})

describe('what the page may ask of the desktop', () => {
  test('the settings file is shown to our page and to nobody else', async () => {
    const { fake } = await run()
    const ask = fake.handlers.get('desktop:show-settings')
    ask?.({ senderFrame: { url: 'https://evil.example/' } })
    ask?.({ senderFrame: null })
    expect(fake.shown).toEqual([])
    ask?.({ senderFrame: { url: 'http://127.0.0.1:4225/' } })
    expect(fake.shown).toEqual(['/home/dev/.config/patchbay/settings.jsonc'])
  })
})
