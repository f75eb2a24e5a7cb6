import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { _electron } from '@playwright/test'
import { expect, test } from 'vitest'
import { binaryIn, electronFolder, hasDisplay } from '../../src-main/desktop/find-electron.ts'
import { stopLater } from '../support/lifetime.ts'

const root = resolve(import.meta.dirname, '../..')

test('the real Electron opens the control page', async context => {
  const folder = electronFolder(import.meta.url)
  const binary = folder && binaryIn(folder)
  if (!binary) return context.skip('no Electron binary')
  if (!hasDisplay(process.platform, process.env)) return context.skip('no display')
  if (!existsSync(join(root, 'out/main/desktop.js'))) return context.skip('not built: npm run build')
  const home = await mkdtemp(join(tmpdir(), 'patchbay-home-'))
  stopLater(() => rm(home, { recursive: true }))
  const args = [root, '--home', home, '--port', '0', '--control-port', '0']
  const running = await _electron.launch({ executablePath: binary, args })
  stopLater(() => running.close())
  const page = await running.firstWindow()
  await page.getByText('running', { exact: true }).waitFor()
  expect(page.url()).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/)
})
