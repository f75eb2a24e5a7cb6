import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { beforeAll, describe, expect, test } from 'vitest'
import { createRouter } from '../../src-main/control/contract.ts'
import { createOperations } from '../../src-main/control/handlers.ts'
import { SIDES } from '../../src-main/core/log/recording.ts'
import { someParts } from '../control/control-parts.ts'
import { openPage, pageOf } from '../control/open-page.ts'
import { type AppProcess, startAppProcess } from '../support/app-process.ts'
import { type Call, type Door, fetchAnswer } from '../support/client.ts'
import { stopLater } from '../support/lifetime.ts'
import { PRINTERS } from '../support/replies/index.ts'
import { at, upstream } from '../support/run-app.ts'
import { events, json, type Script, type ScriptedReply, type SeenRequest } from '../support/scripted.ts'
import { CANARIES as C, CARELESS_HEADERS, CARELESS_QUERY, carelessBody, found } from './log-canaries.ts'

/** What a provider must not say, and some do: the key it was called with, and others. */
const careless = (request: SeenRequest): ScriptedReply => {
  const key = keyOf(request)
  const headers = {
    'x-auth-token': C.errorHeader,
    'set-cookie': `id=${C.setCookie}`,
    'x-debug': C.strangeReplyHeader,
  }
  const text = `You said ${C.prompt}, with ${key}. Mine is ${C.replyText}.`
  if (request.body.model === 'fails') {
    const message = `Wrong key ${key}; not ${C.errorBody}, as in ${JSON.stringify(request.body.messages ?? '')}.`
    return json({ error: { message, type: 'invalid_request_error' } }, 400, headers)
  }
  if (request.body.model === 'breaks') {
    const error = { message: `The key ${key} has expired, as has ${C.errorBody}.`, code: 500 }
    return events([
      ...PRINTERS.chat.stream({ text: ['Well'] }).slice(0, 2),
      `data: ${JSON.stringify({ error })}\n\n`,
    ])
  }
  if (request.body.stream !== true) return json(PRINTERS.chat.whole({ text: [text] }), 200, headers)
  // All keys come in pieces, as models say them.
  return events(PRINTERS.chat.stream({ text: text.match(/.{1,6}/gs) ?? [] }))
}

const told =
  (script: (request: SeenRequest) => ScriptedReply): Script =>
  request => {
    const reply = script(request)
    said.push(request.headers, reply)
    return reply
  }

const keyOf = ({ headers }: SeenRequest): string =>
  `${headers.authorization ?? headers['x-api-key'] ?? ''}`.replace(/^Bearer /, '')

let app: AppProcess
let home: string
let secrets: Readonly<Record<string, string>>
let ids: readonly string[]
/** All that was said, in either direction, and where settings and keys were put. */
const said: unknown[] = []

beforeAll(async () => {
  const provider = await upstream({ models: ['echo', 'fails', 'breaks'], script: told(careless) })
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

  ids = await sendAll(localKey)
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

/** Every provider, whole and as a stream, well and badly, passed and translated. */
async function sendAll(localKey: string): Promise<readonly string[]> {
  const door: Door = { url: app.url, localKey }
  const answers: string[] = []
  const send = async (path: string, call: Call, own = door) => {
    said.push(path, call)
    const { headers } = await fetchAnswer(own, path, call)
    answers.push(`${headers['x-request-id']}`)
  }
  const headers = CARELESS_HEADERS
  const careful = [`My local keys: ${app.localKey} and ${localKey}`]
  for (const provider of ['lab', 'filed', 'chained']) {
    for (const model of ['echo', 'fails', 'breaks'].map(name => `${provider}/${name}`)) {
      for (const stream of [false, true]) {
        const body = { ...carelessBody(model, careful), stream }
        await send(`/v1/chat/completions${CARELESS_QUERY}`, { body, headers })
        const { messages } = carelessBody(model, careful)
        const [prompt] = Array.isArray(messages) ? messages : []
        await send('/v1/messages', {
          body: { model, max_tokens: 9, messages: [prompt ?? ''], stream },
          headers,
        })
        // Replies that a client wants kept are its own, as they were: those are no part of the log.
        await send('/v1/responses', { body: { model, input: [prompt ?? ''], stream, store: false }, headers })
      }
    }
  }
  const brought = { 'x-patchbay-provider-data': JSON.stringify({ lab: { api_key: C.providerDataHeader } }) }
  await send('/v1/chat/completions', { body: carelessBody('lab/echo'), headers: brought })
  await send('/v1/chat/completions', { body: carelessBody('lab/fails'), headers: brought })
  const inBody = { provider_data: { lab: { api_key: C.providerDataBody } } }
  await send('/v1/chat/completions', { body: { ...carelessBody('lab/echo'), ...inBody } })
  await send('/v1/messages', { body: { model: 'lab/fails', max_tokens: 9, messages: [], ...inBody } })
  const asOwn = { url: app.url }
  for (const model of ['own/echo', 'own/fails']) {
    const patchbay = { 'x-patchbay-key': localKey }
    const authorization = `Bearer ${C.callersKey}`
    await send(
      '/v1/chat/completions',
      { body: carelessBody(model), headers: { ...patchbay, authorization } },
      asOwn,
    )
    const own = { ...patchbay, 'x-api-key': C.callersOtherKey }
    await send('/v1/messages', { body: { model, max_tokens: 9, messages: [] }, headers: own }, asOwn)
  }
  await send('/v1/chat/completions', { body: carelessBody(C.modelName) })
  // Keys where names belong: names that lead nowhere, that go to a provider as they are, and those of clients.
  for (const name of [C.environmentKey, `lab/${C.modelName}`, `lab/${C.fileKey}`])
    await send('/v1/chat/completions', {
      body: carelessBody(name),
      headers: { 'user-agent': C.environmentKey, 'session-id': C.fileKey, 'thread-id': C.keychainKey },
    })
  await send(`/v1/models/${C.environmentKey}`, {})
  await send(`/v1/chat/completions?next=${escaped(C.prompt)}`, { body: carelessBody('lab/echo') })
  await send('/v1/chat/completions', { body: carelessBody(localKey) })
  await send(`/v1/models/${C.modelName}`, {})
  await send('/v1/chat/completions', { body: `{"messages": ["${C.prompt}` })
  await send('/v1/chat/completions', { body: {}, headers }, { url: app.url, localKey: C.prompt })
  return answers
}

/** As clients write that escape more than they must. */
const escaped = (text: string): string => text.replaceAll('-', '%2D')

async function onceAllAreOnDisk(): Promise<void> {
  const page = openPage(app)
  for (;;) {
    const { exchanges } = await page.log.facts.query()
    if (exchanges >= ids.length) return
    await sleep(20)
  }
}

/** Everything that the control page can be asked. */
async function askEverything(): Promise<ReadonlyMap<string, string>> {
  const { url, token } = pageOf(app)
  const everyId = ids.map(id => ({ id }))
  const time = { from: 0, to: Date.now() + 1_000 }
  const inputs: Readonly<Record<string, readonly unknown[]>> = {
    'log.list': [{}, { filter: 'Wrong' }],
    'log.count': [{}],
    'log.get': everyId,
    'log.message': everyId.flatMap(({ id }) => SIDES.map(side => ({ id, side }))),
    'log.events': everyId,
    'log.chat': everyId,
    'log.curl': everyId.flatMap(({ id }) => [
      { id, to: 'patchbay' },
      { id, to: 'provider' },
    ]),
    'log.export': [
      { format: 'har', ids },
      { format: 'json', ids },
      { format: 'html', ids },
    ],
    'usage.summary': [
      { ...time, by: ['client', 'model'] },
      { ...time, by: ['session', 'key'] },
    ],
    'usage.csv': [
      { ...time, by: ['client', 'alias'] },
      { ...time, by: ['session', 'provider'] },
    ],
    'aliases.check': [{ name: 'a', targets: ['lab/echo'] }],
    'aliases.test': [{ name: 'nobody', endpoint: 'chat' }],
    'connect.info': [{}],
  }
  const { procedures } = createRouter(createOperations(someParts()))._def
  const queries = Object.entries(procedures).filter(([, procedure]) => isQuery(procedure))
  const answers = new Map<string, string>()
  for (const [name] of queries) {
    for (const input of inputs[name] ?? [undefined]) {
      const query = input === undefined ? '' : `?input=${encodeURIComponent(JSON.stringify(input))}`
      const answer = await fetch(`${url}/trpc/${name}${query}`, { headers: { 'x-patchbay-token': token } })
      const text = await answer.text()
      if (answer.status !== 200) throw new Error(`${name} ${JSON.stringify(input)}: ${text}`)
      answers.set(`${name} ${JSON.stringify(input)}`, text)
    }
  }
  return answers
}

describe('forty secrets, in settings, headers, queries, bodies and errors', () => {
  test('are in no answer of the control page, no export, no curl', async () => {
    expect(leaksOf(await askEverything())).toEqual([])
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
    const answers = await askEverything()
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

const isQuery = (procedure: unknown): boolean =>
  typeof procedure === 'function' && JSON.stringify(Object.entries(procedure)).includes('"type":"query"')
