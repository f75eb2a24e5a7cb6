const KEY = 'patchbay-token'

/**
 * The token of this start, from the fragment of the address. It moves to the tab's own storage at once, so that it neither
 * stays in the address bar nor in the history, and a reload still has it.
 */
export function takeToken(): string {
  const given = new URLSearchParams(window.location.hash.slice(1)).get('token')
  if (given) {
    window.sessionStorage.setItem(KEY, given)
    window.history.replaceState(null, '', window.location.pathname)
  }
  return window.sessionStorage.getItem(KEY) ?? ''
}
