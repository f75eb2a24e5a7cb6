import type { Desktop } from '../../../src-main/control/contract.ts'

declare global {
  interface Window {
    readonly desktop?: Desktop
  }
}

/** What only the desktop app can do; undefined in a browser. */
export const desktop = window.desktop
