import { mkdtempSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openHome } from '../../src-main/state/home.ts'

const fresh = () => join(mkdtempSync(join(tmpdir(), 'patchbay-where-')), 'deep', 'home')

test('a named home is one folder, made for its owner only', () => {
  const folder = fresh()
  const home = openHome({ home: folder, environment: { PATCHBAY_HOME: '/elsewhere' } })
  expect(home).toMatchObject({ config: folder, data: folder, settingsFile: join(folder, 'settings.jsonc') })
  if (process.platform !== 'win32') expect(statSync(folder).mode & 0o777).toBe(0o700)
})

test('the environment names a home where nobody else does', () => {
  const folder = fresh()
  expect(openHome({ environment: { PATCHBAY_HOME: folder } }).catalogFile).toBe(join(folder, 'catalog.json'))
})
