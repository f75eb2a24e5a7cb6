import { describe, expect, test } from 'vitest'
import { runDesktop } from './run-desktop.ts'

describe('the window is a locked-down browser for one origin', () => {
  test('sandboxed, isolated, without Node', async () => {
    const { fake } = await runDesktop()
    expect(fake.told.sandboxed).toBe(true)
    expect(fake.window()?.options.webPreferences).toMatchObject({
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      webSecurity: true,
      webviewTag: false,
    })
  })

  test('a page can neither leave nor open or embed another', async () => {
    const { fake, app } = await runDesktop()
    const window = fake.window()
    expect(window?.opensWindows()).toBe(false)
    for (const way of ['will-navigate', 'will-redirect', 'will-frame-navigate', 'will-attach-webview']) {
      expect(window?.follow('https://evil.example/', way)).toBe(false)
      expect(window?.follow(app().proxyUrl, way)).toBe(false)
    }
    expect(window?.follow(new URL('/aliases', app().pageUrl).href)).toBe(true)
  })

  test('a page can use no device and see nothing of the user', async () => {
    const window = (await runDesktop()).fake.window()
    for (const permission of ['media', 'geolocation', 'clipboard-read', 'notifications', 'openExternal']) {
      expect(window?.allows(permission)).toBe(false)
    }
    expect(window?.allows('clipboard-sanitized-write')).toBe(true)
  })

  test('no request leaves for another origin', async () => {
    const { fake, app } = await runDesktop()
    const window = fake.window()
    expect(window?.requests(new URL('/trpc/state', app().pageUrl).href)).toBe(true)
    for (const url of ['https://evil.example/x.js', 'file:///etc/passwd', `${app().proxyUrl}/v1/models`]) {
      expect(window?.requests(url)).toBe(false)
    }
  })
})

describe('what the page may ask of the desktop', () => {
  const asker = (url: string, parent: object | null = null) => ({ senderFrame: { url, parent } })

  test('is answered', async () => {
    const { fake, app, folder, settingsFile } = await runDesktop()
    const page = asker(app().pageUrl)
    const call = (name: string, ...given: unknown[]) => fake.handlers.get(`desktop:${name}`)?.(page, ...given)
    expect(call('appVersion')).toBe('0.1.0')
    expect(call('startAtLogin')).toBe(false)
    expect(call('setStartAtLogin', true)).toEqual({ ok: true })
    expect(fake.entry('Start at login').checked).toBe(true)
    call('showInFolder', 'settings')
    call('showInFolder', 'data')
    expect(fake.told.shown).toEqual([settingsFile, folder])
    expect(() => call('showInFolder', '/etc')).toThrow()
    expect(() => call('setStartAtLogin', 'yes')).toThrow()
  })

  test('is refused to frames, to other origins and to frames that have gone', async () => {
    const { fake, app } = await runDesktop()
    const strangers = [
      asker('https://evil.example/'),
      asker(app().proxyUrl),
      asker(app().pageUrl, {}),
      asker('data:text/html,x'),
      { senderFrame: null },
    ]
    for (const [, handler] of fake.handlers) {
      for (const stranger of strangers) expect(() => handler(stranger, true)).toThrow('Only the control page')
    }
    expect(fake.handlers.size).toBe(4)
  })
})
