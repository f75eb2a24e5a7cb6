import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryHome } from '../temporary-home.ts'

const hasLimit = spawnSync('prlimit', ['--version']).status === 0

/** Linux can say how large a file may become; elsewhere a disk would have to be filled. */
test.skipIf(!hasLimit)('a full disk is said, and the program goes on (needs prlimit)', () => {
  const { exchangesFile: file } = temporaryHome()
  const script = join(import.meta.dirname, 'write-until-full.ts')
  const { stdout, stderr, status } = spawnSync(
    'prlimit',
    ['--fsize=1500000', process.execPath, script, file],
    { encoding: 'utf8' },
  )
  expect(stderr).toBe('')
  expect(status).toBe(0)
  const { log, problem, lines, exchanges } = JSON.parse(stdout)
  expect(problem).toMatch(/cannot be written/)
  expect(log).toMatch(/cannot be written/)
  expect(lines).toBe(1)
  expect(exchanges).toBeGreaterThan(0)
})
