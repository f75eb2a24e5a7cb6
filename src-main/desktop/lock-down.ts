import type { Session, WebContents } from 'electron'

/** Who may be loaded, and what happens with the links that the shell's own pages carry. */
export interface Locks {
  /** The control page's origin, as soon as there is one. */
  origin(): string | undefined
  /** A link such as `patchbay:retry`. */
  followOwnLink(link: string): void
}

/** Copy buttons are all that the page needs beyond a plain one. */
const HARMLESS = new Set(['clipboard-sanitized-write'])

/** Makes a page a locked-down browser for one origin: it can neither leave, nor open or embed anything, nor use a device. */
export function lockDown(contents: WebContents, { origin, followOwnLink }: Locks): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
  contents.on('will-attach-webview', event => event.preventDefault())
  for (const leaving of ['will-navigate', 'will-redirect', 'will-frame-navigate'] as const) {
    contents.on(leaving as 'will-navigate', event => {
      if (hasOrigin(event.url, origin())) return
      event.preventDefault()
      if (leaving === 'will-navigate' && event.url.startsWith('patchbay:')) followOwnLink(event.url)
    })
  }
  lockSession(contents.session, origin)
}

/** Besides permissions, no request leaves for another origin, whatever a page's policy would let through. */
function lockSession(session: Session, origin: Locks['origin']): void {
  session.setPermissionRequestHandler((_contents, permission, answer) => answer(HARMLESS.has(permission)))
  session.setPermissionCheckHandler((_contents, permission) => HARMLESS.has(permission))
  session.setDevicePermissionHandler(() => false)
  session.webRequest.onBeforeRequest(({ url }, answer) => {
    answer({ cancel: !(hasOrigin(url, origin()) || /^(data|blob|devtools):/.test(url)) })
  })
}

/** Whether a URL belongs to an origin; nothing belongs to none. */
export const hasOrigin = (url: string, origin: string | undefined): boolean =>
  origin !== undefined && URL.canParse(url) && new URL(url).origin === origin
