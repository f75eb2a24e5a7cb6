import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { autostartEntry } from '../../src-main/desktop/autostart-entry.ts'
import { autostartFile, createLoginItem, loginCommand } from '../../src-main/desktop/login-item.ts'
import { hasTrayHost } from '../../src-main/desktop/tray-host.ts'
import { stopLater } from '../support/lifetime.ts'

/** Electron's part, which macOS and Windows keep. */
function aSystem() {
  let kept: { openAtLogin?: boolean } = { openAtLogin: false }
  return {
    kept: () => kept,
    getLoginItemSettings: () => kept as never,
    setLoginItemSettings(settings: { openAtLogin?: boolean }) {
      kept = settings
    },
  }
}

const command = { executable: '/opt/Patchbay.AppImage', arguments: ['--hidden'] }

async function onLinux() {
  const folder = await mkdtemp(join(tmpdir(), 'patchbay-autostart-'))
  stopLater(() => rm(folder, { recursive: true }))
  const file = autostartFile({ XDG_CONFIG_HOME: folder }, '/home/dev')
  return { file, item: createLoginItem({ platform: 'linux', app: aSystem(), command, autostartFile: file }) }
}

describe('starting at login on Linux', () => {
  test('is a file in the autostart folder, which goes when it is switched off', async () => {
    const { file, item } = await onLinux()
    expect(item.enabled()).toBe(false)
    expect(item.set(true)).toEqual({ ok: true })
    expect(await readFile(file, 'utf8')).toContain('Exec="/opt/Patchbay.AppImage" "--hidden"\n')
    expect(item.enabled()).toBe(true)
    expect(item.set(false)).toEqual({ ok: true })
    expect(existsSync(file)).toBe(false)
  })

  test('is off where the desktop has switched the entry off', async () => {
    const { file, item } = await onLinux()
    item.set(true)
    await writeFile(file, `${await readFile(file, 'utf8')}Hidden=true\n`)
    expect(item.enabled()).toBe(false)
  })

  test("leaves somebody else's file alone, and says so", async () => {
    const { file, item } = await onLinux()
    await mkdir(dirname(file), { recursive: true })
    await writeFile(file, '[Desktop Entry]\nExec=mine\n')
    for (const on of [true, false]) expect(item.set(on)).toMatchObject({ ok: false })
    expect(await readFile(file, 'utf8')).toContain('Exec=mine')
  })

  test('any path comes back from the entry as it was', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[ -~]+$/), executable => {
        const line = /^Exec="(.*)"$/m.exec(autostartEntry({ executable, arguments: [] }))?.[1]
        // As the specification has it read: the string first, then field codes, then the quoting.
        const read = line
          ?.replaceAll('\\\\', '\\')
          .replaceAll('%%', '%')
          .replace(/\\(["$`\\])/g, '$1')
        expect(read).toBe(executable)
      }),
    )
  })
})

test.each(['darwin', 'win32'] as const)('on %s the system keeps it', platform => {
  const app = aSystem()
  const item = createLoginItem({ platform, app, command, autostartFile: '/nowhere' })
  expect(item.set(true)).toEqual({ ok: true })
  expect(item.enabled()).toBe(true)
  expect('path' in app.kept()).toBe(platform === 'win32')
})

test('the command names the file that stays: an AppImage, a portable app, or Electron with its folder', () => {
  const plain = { execPath: '/tmp/mount/patchbay', environment: {} }
  expect(loginCommand({ ...plain, environment: { APPIMAGE: '/opt/P.AppImage' } })).toEqual({
    executable: '/opt/P.AppImage',
    arguments: ['--hidden'],
  })
  const portable = { PORTABLE_EXECUTABLE_FILE: 'C:\\P.exe' }
  expect(loginCommand({ ...plain, environment: portable }).executable).toBe('C:\\P.exe')
  expect(loginCommand({ ...plain, appFolder: '/src', home: '/h' }).arguments).toEqual([
    '/src',
    '--home',
    '/h',
    '--hidden',
  ])
})

describe('whether the desktop shows tray icons', () => {
  const answering = (answers: Record<string, string>) => async (program: string) => {
    const answer = answers[program]
    if (answer === undefined) throw new Error(`no ${program}`)
    return answer
  }

  test('is asked of the session bus, by whichever program is there', async () => {
    expect(await hasTrayHost('linux', answering({ gdbus: '(true,)\n' }))).toBe(true)
    expect(await hasTrayHost('linux', answering({ busctl: 'b false\n' }))).toBe(false)
    expect(await hasTrayHost('linux', answering({ 'dbus-send': '   boolean false\n' }))).toBe(false)
  })

  test('is assumed where nobody answers, and elsewhere', async () => {
    expect(await hasTrayHost('linux', answering({}))).toBe(true)
    expect(await hasTrayHost('win32', answering({ gdbus: 'false' }))).toBe(true)
  })
})
