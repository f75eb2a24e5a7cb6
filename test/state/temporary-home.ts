import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Home, openHome } from '../../src-main/state/home.ts'
import { stopLater } from '../support/lifetime.ts'

/** A home in a fresh folder of its own, which goes with the test. */
export function temporaryHome(): Home {
  const home = mkdtempSync(join(tmpdir(), 'patchbay-home-'))
  stopLater(() => rmSync(home, { recursive: true, force: true }))
  return openHome({ home, environment: {} })
}
