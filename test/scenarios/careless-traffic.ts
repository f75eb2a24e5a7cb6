import type { AppProcess } from '../support/app-process.ts'
import { type Call, type Door, fetchAnswer } from '../support/client.ts'
import { PRINTERS } from '../support/replies/index.ts'
import { events, json, type ScriptedReply, type SeenRequest } from '../support/scripted.ts'
import { CANARIES as C, CARELESS_HEADERS, CARELESS_QUERY, carelessBody } from './log-canaries.ts'

/** What a provider must not say, and some do: the key it was called with, and others. */
export const carelessReply = (request: SeenRequest): ScriptedReply => {
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

const keyOf = ({ headers }: SeenRequest): string =>
  `${headers.authorization ?? headers['x-api-key'] ?? ''}`.replace(/^Bearer /, '')

/** Asks every provider, whole and as a stream, well and badly, passed and translated; gives the ids of the exchanges. */
export async function sendCarelessly(given: {
  readonly app: Pick<AppProcess, 'url' | 'localKey'>
  /** A key of the app's with a name. */
  readonly localKey: string
  /** What is sent is put here. */
  readonly said: unknown[]
}): Promise<readonly string[]> {
  const { app, localKey, said } = given
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
