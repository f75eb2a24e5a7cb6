import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { beforeAll, describe, expect, test } from 'vitest'
import { openPage } from '../control/open-page.ts'
import { type AppProcess, startAppProcess } from '../support/app-process.ts'
import { fetchAnswer } from '../support/client.ts'
import { stopLater } from '../support/lifetime.ts'
import { at, upstream } from '../support/run-app.ts'
import type { Script } from '../support/scripted.ts'
import { askEverything } from './ask-everything.ts'
import { carelessReply, sendCarelessly } from './careless-traffic.ts'
import { CANARIES as C, found } from './log-canaries.ts'

const script: Script = request => {
  const reply = carelessReply(request)
  said.push(request.headers, reply)
  return reply
}

let app: AppProcess
let home: string
let secrets: Readonly<Record<string, string>>
let ids: readonly string[]
/** All that was said, in either direction, and where settings and keys were put. */
const said: unknown[] = []

beforeAll(async () => {
  const provider = await upstream({ models: ['echo', 'fails', 'breaks'], script })
  const folder = await mkdtemp(join(tmpdir(), 'patchbay-canaries-'))
  stopLater(() => rm(folder, { recursive: true, force: true }))
  home = join(folder, 'home')
  const keyFile = join(folder, 'key')
  await writeFile(keyFile, `${C.fileKey}\n`)
  const settings = {
    providers: {
      lab: at(provider, ['chat'], { key: 'env:LAB_KEY' }),
      filed: at(provider, ['chat'], { key: `file:${keyFile}` }),
      chained: at(provider, ['chat'], { key: 'keychain' }),
      own: at(provider, ['chat'], { key: 'client' }),
    },
    dispatch: { mismatch: 'translate' },
    log: { bodies: 'disk' },
  }
  await mkdir(home)
  const settingsFile = join(home, 'settings.jsonc')
  await writeFile(settingsFile, JSON.stringify(settings))
  app = await startAppProcess(keys())
  const page = openPage(app)
  const made = await page.keys.create.mutate({ name: 'tool' })
  const localKey = made.ok ? made.token : ''
  secrets = { ...C, localKey: app.localKey, namedLocalKey: localKey }

  ids = await sendCarelessly({ app, localKey, said })
  const broken = {
    ...settings,
    providers: { ...settings.providers, bad: { preset: 'openai', key: C.literalInSettings } },
  }
  said.push(broken)
  await writeFile(settingsFile, JSON.stringify(broken))
  const { url } = app
  while (!('settings' in (await fetchAnswer({ url }, '/health')).body)) await sleep(20)
  // The literal is in force nowhere; the file is the user's own again.
  await writeFile(settingsFile, JSON.stringify(settings))
  while ('settings' in (await fetchAnswer({ url }, '/health')).body) await sleep(20)
  await onceAllAreOnDisk()
}, 60_000)

const keys = () => ({
  home,
  environment: { LAB_KEY: C.environmentKey },
  keychain: { chained: C.keychainKey },
})

async function onceAllAreOnDisk(): Promise<void> {
  const page = openPage(app)
  for (;;) {
    const { exchanges } = await page.log.facts.query()
    if (exchanges >= ids.length) return
    await sleep(20)
  }
}

describe('forty secrets, in settings, headers, queries, bodies and errors', () => {
  test('are in no answer of the control page, no export, no curl', async () => {
    expect(leaksOf(await askEverything(app, ids))).toEqual([])
  })

  test('were all said', () => {
    expect(found(JSON.stringify(said), C)).toEqual(Object.keys(C))
  })

  test('were all recorded: what stands around them is there', async () => {
    const page = openPage(app)
    const messages = await Promise.all(ids.map(id => page.log.message.query({ id, side: 'client-request' })))
    expect(messages.filter(message => message?.text.includes('My key is')).length).toBeGreaterThan(20)
    expect(messages.reduce((total, message) => total + (message?.hidden ?? 0), 0)).toBeGreaterThan(100)
  })

  test('are in no file of the home but the one of local keys, while it runs and afterwards', async () => {
    expect(await leaksOnDisk()).toEqual([])
    await app.stop()
    expect(await leaksOnDisk()).toEqual([])
    expect(found(app.output(), secrets)).toEqual([])
  })

  test('are in nothing that the next process reads from disk', async () => {
    app = await startAppProcess(keys())
    const page = openPage(app)
    const details = await Promise.all(ids.map(id => page.log.get.query({ id })))
    expect(details.filter(detail => detail?.held === 'disk').length).toBeGreaterThan(20)
    const answers = await askEverything(app, ids)
    expect([...answers.values()].filter(text => text.includes('My key is')).length).toBeGreaterThan(20)
    expect(leaksOf(answers)).toEqual([])
    await app.stop()
    expect(found(app.output(), secrets)).toEqual([])
  })
})

const leaksOf = (answers: ReadonlyMap<string, string>): readonly string[] =>
  [...answers].flatMap(([question, text]) => found(text, shown(question)).map(name => `${question}: ${name}`))

async function leaksOnDisk(): Promise<readonly string[]> {
  const files = await readdir(home, { recursive: true, withFileTypes: true })
  expect(files.map(({ name }) => name)).toEqual(expect.arrayContaining(['exchanges.db', 'keys.json']))
  const { localKey: _, namedLocalKey: __, ...others } = secrets
  const leaks: string[] = []
  for (const file of files.filter(one => one.isFile())) {
    const text = (await readFile(join(file.parentPath, file.name))).toString('latin1')
    const wanted = file.name === 'keys.json' ? others : secrets
    leaks.push(...found(text, wanted).map(name => `${file.name}: ${name}`))
  }
  return leaks
}

/** The first local key is there to be copied: two questions give it. */
function shown(question: string): Readonly<Record<string, string>> {
  const { localKey: _, ...others } = secrets
  return /^(?:keys\.primary|connect\.info) /.test(question) ? others : secrets
}
