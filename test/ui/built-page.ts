import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build, type InlineConfig } from 'vite'
import config from '../../electron.vite.config.ts'
import { stopLater } from '../support/lifetime.ts'

/** Builds the page as `npm run build` does, into a folder of its own that goes with the test. */
export async function buildPage(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'patchbay-page-'))
  stopLater(() => rm(folder, { recursive: true }))
  const { renderer } = config as { renderer: InlineConfig }
  await build({
    ...renderer,
    configFile: false,
    base: './',
    logLevel: 'error',
    // electron-vite builds for the Chromium of its Electron; vite's own target would rewrite the colours of both themes.
    build: { ...renderer.build, target: 'esnext', outDir: folder, emptyOutDir: true },
  })
  return folder
}
