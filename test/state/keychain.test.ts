import { execFileSync } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const source = fileURLToPath(new URL('../../src-main/state/keychain.ts', import.meta.url))

/** A round trip in a session and a home of its own, so that no test ever touches a person's keychain. */
const ROUND_TRIP = `
  const { systemKeychain } = await import(${JSON.stringify(source)})
  const keychain = systemKeychain()
  const before = await keychain.get('lab')
  await keychain.set('lab', 'k1')
  const stored = await keychain.get('lab')
  const removed = await keychain.remove('lab')
  console.log(JSON.stringify([before ?? null, stored, removed, await keychain.remove('lab'), (await keychain.get('lab')) ?? null]))
`
const SESSION_COMMAND = 'dbus-run-session'
const SESSION = 'echo -n test | gnome-keyring-daemon --unlock --components=secrets >/dev/null && "$0" "$@"'

function missing(): string | undefined {
  if (process.platform !== 'linux') return 'only Linux has keychains in a session of their own'
  for (const command of [SESSION_COMMAND, 'gnome-keyring-daemon']) {
    try {
      execFileSync(command, ['--version'], { stdio: 'ignore' })
    } catch {
      return `${command} is not installed`
    }
  }
  return undefined
}

test('a real Secret Service keeps, gives and forgets a key', context => {
  const reason = missing()
  if (reason) return context.skip(reason)
  const home = mkdtempSync(join(tmpdir(), 'patchbay-keychain-'))
  const output = execFileSync(
    SESSION_COMMAND,
    ['--', 'sh', '-c', SESSION, process.execPath, '--input-type=module', '-e', ROUND_TRIP],
    {
      encoding: 'utf8',
      env: { PATH: process.env['PATH'], HOME: home, XDG_DATA_HOME: home, XDG_RUNTIME_DIR: home },
      stdio: ['ignore', 'pipe', 'ignore'],
      timeout: 15_000,
    },
  )
  expect(JSON.parse(output)).toEqual([null, 'k1', true, false, null])
})

test('without a Secret Service a look-up fails instead of using what a restart forgets', context => {
  if (process.platform !== 'linux') return context.skip('other systems always have their keychain')
  const script = `
    const { systemKeychain } = await import(${JSON.stringify(source)})
    await systemKeychain().set('lab', 'k1').then(() => console.log('kept'), () => console.log('refused'))
  `
  const output = execFileSync(process.execPath, ['--input-type=module', '-e', script], {
    encoding: 'utf8',
    env: { PATH: process.env['PATH'], DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nowhere' },
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  expect(output.trim()).toBe('refused')
})
