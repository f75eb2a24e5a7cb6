import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { binaryIn, findElectron, hasDisplay } from '../../src-main/desktop/find-electron.ts'
import { stopLater } from '../support/lifetime.ts'

/** A package folder like Electron's, with an installer that does what the test says. */
async function aPackage(installer: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'patchbay-electron-'))
  stopLater(() => rm(folder, { recursive: true }))
  await writeFile(join(folder, 'install.js'), installer)
  return folder
}

const find = (folder: string | undefined, wait = 20_000) =>
  findElectron({ folder, environment: process.env, wait, tell: () => {} })

test('a binary on disk is taken as it is', async () => {
  const folder = await aPackage('throw new Error("not needed")')
  await mkdir(join(folder, 'dist'))
  await writeFile(join(folder, 'dist', 'electron'), '')
  await writeFile(join(folder, 'path.txt'), 'electron')
  expect(await find(folder)).toEqual({ ok: true, path: join(folder, 'dist', 'electron') })
})

test('a path that leads to nothing is no binary', async () => {
  const folder = await aPackage('')
  await writeFile(join(folder, 'path.txt'), 'electron')
  expect(binaryIn(folder)).toBeUndefined()
})

test('a missing binary is downloaded', async () => {
  const folder = await aPackage(
    `const fs = require('fs'); fs.mkdirSync(__dirname + '/dist'); fs.writeFileSync(__dirname + '/dist/electron', '')
     fs.writeFileSync(__dirname + '/path.txt', 'electron')`,
  )
  expect(await find(folder)).toMatchObject({ ok: true })
})

test('a download that fails is told in one line', async () => {
  const folder = await aPackage('console.error("Error: no network\\n    at somewhere"); process.exit(1)')
  const found = await find(folder)
  expect(found).toMatchObject({ ok: false, missing: expect.stringContaining('Error: no network') })
  expect(JSON.stringify(found)).not.toContain('at somewhere')
})

test('a download that hangs is ended', async () => {
  const folder = await aPackage('setInterval(() => {}, 1000)')
  expect(await find(folder, 300)).toMatchObject({ ok: false, missing: expect.stringContaining('too long') })
})

test('an install without Electron says so', async () => {
  expect(await find(undefined)).toEqual({ ok: false, missing: 'Electron is not installed' })
})

test('only Linux needs a display server', () => {
  expect(hasDisplay('linux', {})).toBe(false)
  expect(hasDisplay('linux', { WAYLAND_DISPLAY: 'wayland-0' })).toBe(true)
  expect(hasDisplay('darwin', {})).toBe(true)
})
