import { EventEmitter } from 'node:events'
import type { BrowserWindowConstructorOptions, Rectangle } from 'electron'

/** An event that a listener may prevent, as Electron's are. */
export function preventable(fields: object = {}) {
  let prevented = false
  return Object.assign(
    {
      preventDefault() {
        prevented = true
      },
      isPrevented: () => prevented,
    },
    fields,
  )
}

/** A window as the shell sees it, with what a test wants to know about it and do to it. */
export type FakeWindow = ReturnType<typeof fakeWindow>

/** A window that closes as a real one does: `close` may be prevented, `closed` follows. */
export function fakeWindow(options: BrowserWindowConstructorOptions, gone: () => void) {
  let openHandler = (): { action: string } => ({ action: 'allow' })
  let permissionHandler = (_contents: unknown, _permission: string, answer: (allowed: boolean) => void) =>
    answer(true)
  let requestHandler = (_request: { url: string }, answer: (told: { cancel: boolean }) => void) =>
    answer({ cancel: false })
  const webContents = Object.assign(new EventEmitter(), {
    setWindowOpenHandler(handler: typeof openHandler) {
      openHandler = handler
    },
    session: {
      setPermissionRequestHandler(handler: typeof permissionHandler) {
        permissionHandler = handler
      },
      setPermissionCheckHandler() {},
      setDevicePermissionHandler() {},
      webRequest: {
        onBeforeRequest(handler: typeof requestHandler) {
          requestHandler = handler
        },
      },
    },
  })
  const { x = 0, y = 0, width = 0, height = 0 } = options
  const window = Object.assign(new EventEmitter(), {
    options,
    webContents,
    bounds: { x, y, width, height } as Rectangle,
    loaded: [] as string[],
    visible: false,
    maximised: false,
    async loadURL(url: string) {
      window.loaded.push(url)
    },
    isDestroyed: () => false,
    isMinimized: () => false,
    isMaximized: () => window.maximised,
    getNormalBounds: () => window.bounds,
    maximize() {
      window.maximised = true
    },
    focus() {},
    show() {
      window.visible = true
    },
    hide() {
      window.visible = false
    },
    /** What the window's close button does; true where it really closed. */
    close(): boolean {
      const event = preventable()
      window.emit('close', event)
      if (event.isPrevented()) return false
      window.visible = false
      window.emit('closed')
      gone()
      return true
    },
    /** Whether the page may go to an address, as a link in it would. */
    follow(url: string, by = 'will-navigate'): boolean {
      const event = preventable({ url })
      webContents.emit(by, event)
      return !event.isPrevented()
    },
    opensWindows: () => openHandler().action !== 'deny',
    allows(permission: string): boolean {
      let allowed = false
      permissionHandler(undefined, permission, answer => {
        allowed = answer
      })
      return allowed
    },
    requests(url: string): boolean {
      let cancelled = false
      requestHandler({ url }, ({ cancel }) => {
        cancelled = cancel
      })
      return !cancelled
    },
  })
  return window
}
