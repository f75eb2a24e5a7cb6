import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { beforeAll, describe, expect, test } from 'vitest'
import { stopLater } from '../support/lifetime.ts'

const root = resolve(import.meta.dirname, '../..')

describe('npm run build', () => {
  let folder = ''
  /** Into a folder of its own: what lies in out/ may be in use. */
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'patchbay-build-'))
    stopLater(() => rm(folder, { recursive: true }))
    const command = join(root, 'node_modules/electron-vite/bin/electron-vite.js')
    await promisify(execFile)(process.execPath, [command, 'build', '--outDir', folder], { cwd: root })
  }, 120_000)
  const built = (path: string) => readFile(join(folder, path), 'utf8')

  /** An entry and the chunks that it loads at once. */
  async function loadedWith(path: string, seen = new Set<string>()): Promise<ReadonlySet<string>> {
    const text = await built(path)
    for (const [, imported = ''] of text.matchAll(/^import\s(?:[^"';]*from\s*)?["']([^"']+)["']/gm)) {
      if (seen.has(imported)) continue
      seen.add(imported)
      if (imported.startsWith('./')) await loadedWith(join('main', imported), seen)
    }
    return seen
  }

  test('makes the desktop app, which is the one that needs Electron', async () => {
    expect([...(await loadedWith('main/desktop.js'))]).toContain('electron')
    for (const entry of ['main/cli.js', 'main/start.js'])
      expect([...(await loadedWith(entry))], entry).not.toContain('electron')
  })

  test('makes a command that can be run', async () => {
    expect((await stat(join(folder, 'main/cli.js'))).mode & 0o111).toBe(0o111)
  })

  test('makes a preload in one file, which requires only Electron', async () => {
    const text = await built('preload/preload.cjs')
    const required = [...text.matchAll(/require\(["']([^"']+)["']\)/g)].map(([, name]) => name)
    expect(required).toEqual(['electron'])
  })

  test('makes a page whose files are all there, with the place for its nonce', async () => {
    const html = await built('renderer/index.html')
    expect(html).toContain('PATCHBAY_NONCE')
    const files = [...html.matchAll(/(?:src|href)="\.\/(assets\/[^"]+)"/g)].map(([, name = '']) => name)
    expect(files.some(name => name.endsWith('.js'))).toBe(true)
    expect(files.some(name => name.endsWith('.css'))).toBe(true)
    for (const name of files) expect((await built(join('renderer', name))).length, name).toBeGreaterThan(0)
  })
})
