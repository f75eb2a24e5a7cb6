const KEY = 'patchbay-token'
const CHANNEL = 'patchbay-token'

/** Where this tab stands with the token of the running app. */
export type Admission = 'given' | 'missing' | 'refused'

export interface TokenStore {
  /** Empty while there is none. */
  current(): string
  admission(): Admission
  /** The server did not take it: it belongs to an earlier start. */
  refuse(token: string): void
  onChange(listener: () => void): () => void
}

/**
 * The token of this start, from the fragment of the address. It moves to the tab's own storage at once, so that it neither
 * stays in the address bar nor in the history, and a reload still has it. Tabs of this origin hand it to each other: one
 * opened by hand asks the others, and one opened after a restart brings the new token to those that wait.
 */
export function createTokenStore(): TokenStore {
  const listeners = new Set<() => void>()
  const channel = new BroadcastChannel(CHANNEL)
  let token = takeToken()
  let refused = false

  const changed = () => {
    for (const listener of listeners) listener()
  }
  channel.onmessage = ({ data }: MessageEvent<unknown>) => {
    if (data === 'ask') {
      if (token && !refused) channel.postMessage({ token })
    } else if ((!token || refused) && isTold(data) && data.token !== token) {
      token = data.token
      refused = false
      window.sessionStorage.setItem(KEY, token)
      changed()
    }
  }
  channel.postMessage(token ? { token } : 'ask')

  return {
    current: () => token,
    admission: () => (token ? (refused ? 'refused' : 'given') : 'missing'),
    refuse(used) {
      if (refused || used !== token) return
      refused = true
      channel.postMessage('ask')
      changed()
    },
    onChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

const isTold = (data: unknown): data is { token: string } =>
  typeof data === 'object' && data !== null && 'token' in data && typeof data.token === 'string'

function takeToken(): string {
  const given = new URLSearchParams(window.location.hash.slice(1)).get('token')
  if (given) {
    window.sessionStorage.setItem(KEY, given)
    window.history.replaceState(null, '', window.location.pathname + window.location.search)
  }
  return window.sessionStorage.getItem(KEY) ?? ''
}
