import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Home, openHome } from '../../src-main/state/home.ts'

/** A home in a fresh folder of its own. */
export const temporaryHome = (): Home =>
  openHome({ home: mkdtempSync(join(tmpdir(), 'patchbay-home-')), environment: {} })
