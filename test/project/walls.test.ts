import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { stopLater } from '../support/lifetime.ts'

const root = resolve(import.meta.dirname, '../..')

/** Runs the check of `npm run check:walls` in a folder; gives the rules that are broken there. */
function brokenWalls(folder: string): Promise<readonly string[]> {
  const command = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs')
  const config = join(root, '.dependency-cruiser.js')
  const args = [command, '--config', config, '--output-type', 'err-long', 'src-main', 'src-renderer']
  const { promise, resolve: settle, reject } = Promise.withResolvers<readonly string[]>()
  execFile(process.execPath, args, { cwd: folder }, (error, stdout, stderr) => {
    if (stderr && !stdout) reject(new Error(stderr, { cause: error }))
    else settle([...stdout.matchAll(/error ([a-z-]+): /g)].map(([, rule = '']) => rule))
  })
  return promise
}

/** A small tree of the same form, in which one file imports what it should not. */
async function treeWith(file: string, imported: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'patchbay-walls-'))
  stopLater(() => rm(folder, { recursive: true }))
  const files: Readonly<Record<string, string>> = {
    'tsconfig.json': '{}',
    'node_modules/electron/package.json': '{ "name": "electron", "main": "index.js" }',
    'node_modules/electron/index.js': '',
    'node_modules/koa/package.json': '{ "name": "koa", "main": "index.js" }',
    'node_modules/koa/index.js': '',
    ...Object.fromEntries(TARGETS.map(path => [path, 'export const it = 1\n'])),
    [file]: `import * as it from '${imported}'\nexport const used = it\n`,
  }
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), text)
  }
  return folder
}

const TARGETS = [
  'src-main/control/contract.ts',
  'src-main/control/contract/models.ts',
  'src-main/control/server.ts',
  'src-main/core/json.ts',
  'src-main/core/dialects/chat/read.ts',
  'src-main/proxy/server.ts',
  'src-main/state/settings.ts',
  'src-main/upstream/send.ts',
  'src-renderer/src/app.tsx',
]

describe('the walls between the parts', () => {
  test('the tree keeps them', async () => {
    expect(await brokenWalls(root)).toEqual([])
  }, 60_000)

  test.for([
    ['src-renderer/src/a.ts', '../../src-main/state/settings.ts', 'renderer-behind-the-contract'],
    ['src-renderer/src/a.ts', '../../src-main/core/json.ts', 'renderer-behind-the-contract'],
    ['src-renderer/src/a.ts', '../../src-main/control/server.ts', 'renderer-behind-the-contract'],
    ['src-renderer/src/a.ts', 'electron', 'electron-only-in-desktop'],
    ['src-main/control/a.ts', 'electron', 'electron-only-in-desktop'],
    ['src-main/start.ts', 'electron', 'electron-only-in-desktop'],
    ['src-main/core/a.ts', '../state/settings.ts', 'core-is-alone'],
    ['src-main/core/a.ts', 'node:fs', 'core-without-node'],
    ['src-main/core/a.ts', 'koa', 'core-is-pure'],
    ['src-main/core/dialects/messages/a.ts', '../chat/read.ts', 'dialects-apart'],
    ['src-main/proxy/a.ts', '../control/server.ts', 'proxy-and-control-apart'],
    ['src-main/control/a.ts', '../proxy/server.ts', 'control-and-proxy-apart'],
    ['src-main/state/a.ts', '../upstream/send.ts', 'state-without-upstream'],
    ['src-main/upstream/a.ts', '../state/settings.ts', 'upstream-without-state'],
    ['src-main/upstream/a.ts', '../proxy/server.ts', 'lower-parts'],
    ['src-main/state/a.ts', 'koa', 'koa-only-at-the-doors'],
    ['src-main/upstream/providers/a.ts', '../../core/dialects/chat/read.ts', 'providers-are-data'],
  ] as const)('%s may not import %s', async ([file, imported, rule]) => {
    expect(await brokenWalls(await treeWith(file, imported))).toContain(rule)
  })

  test.for([
    ['src-renderer/src/a.ts', '../../src-main/control/contract.ts'],
    ['src-renderer/src/a.ts', '../../src-main/control/contract/models.ts'],
    ['src-main/desktop/a.ts', 'electron'],
  ] as const)('%s may import %s', async ([file, imported]) => {
    expect(await brokenWalls(await treeWith(file, imported))).toEqual([])
  })
})
