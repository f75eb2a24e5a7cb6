import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { expect, test, vi } from 'vitest'
import { stopLater } from './support/lifetime.ts'

const START = resolve(import.meta.dirname, '../src-main/start.ts')

test('without a display, what `npm start` runs says so in one line and serves the page', async context => {
  if (process.platform !== 'linux') return context.skip('only Linux can be without a display')
  const home = await mkdtemp(join(tmpdir(), 'patchbay-start-'))
  stopLater(() => rm(home, { recursive: true, force: true }))
  const { DISPLAY: _x11, WAYLAND_DISPLAY: _wayland, ...env } = process.env
  const given = ['--home', home, '--port', '0', '--control-port', '0', '--hidden']
  const child = spawn(process.execPath, [START, ...given], { env })
  stopLater(() => child.kill('SIGKILL'))
  let said = ''
  child.stdout.on('data', chunk => {
    said += String(chunk)
  })
  await vi.waitFor(() => expect(said).toContain('Control page'), { timeout: 10_000 })
  const lines = said.split('\n')
  expect(lines[0]).toBe('There is no display: Patchbay serves its window as a web page instead.')
  expect(lines[1]).toMatch(/^Proxy +http:\/\/127\.0\.0\.1:\d+/)
  const ended = once(child, 'exit')
  child.kill('SIGINT')
  expect(await ended).toEqual([0, null])
})
