import { expect, it } from 'vitest'
import { CLIENT_PATHS, fetchAnswer, MINIMAL, open } from '../support/client.ts'
import { hear } from '../support/heard.ts'
import { dialectOf, PRINTERS, say } from '../support/replies/index.ts'
import { at, runApp, upstream } from '../support/run-app.ts'
import { events, gate, type SeenRequest } from '../support/scripted.ts'
import { listed, ONLY, PAIRS, startTrio } from '../support/trio.ts'

const CALLERS = 50

/** Who is speaking, by the key that the upstream was shown. */
const callerOf = (request: SeenRequest) => JSON.stringify(request.headers).match(/key-of-(\d+)-/)?.[1]

const pieces = (caller: string) => Array.from({ length: 20 }, (_, index) => `«${caller}·${index}» `)

it(`${CALLERS} streams at once, each with its own key, never mix`, async () => {
  const everyoneIsHere = gate()
  const up = await upstream({
    models: [listed('cm', 'chat'), listed('rm', 'responses'), listed('am', 'messages')],
    script: async request => {
      if (up.generations.length === CALLERS) everyoneIsHere.open()
      await everyoneIsHere.opened
      return say({ text: pieces(callerOf(request) ?? 'nobody') }, request)
    },
  })
  const running = await runApp({
    providers: { lab: at(up, undefined, { key: 'client' }) },
    aliases: { 'caller-*/chat': 'lab/cm', 'caller-*/responses': 'lab/rm', 'caller-*/messages': 'lab/am' },
    dispatch: { mismatch: 'translate' },
  })
  const callers = Array.from({ length: CALLERS }, (_, index) => {
    const { client, provider } = PAIRS[index % PAIRS.length] ?? { client: 'chat', provider: 'chat' }
    return { index, client, model: `caller-${index}/${provider}` }
  })
  await Promise.all(
    callers.map(async ({ index, client, model }) => {
      const content = `this is ${index}.`
      const words = client === 'responses' ? { input: content } : { messages: [{ role: 'user', content }] }
      const answer = await fetchAnswer({ url: running.url }, CLIENT_PATHS[client], {
        body: { ...MINIMAL[client](model), stream: true, ...words },
        headers: { authorization: `Bearer key-of-${index}-`, 'x-patchbay-key': running.localKey },
      })
      expect(hear(client, answer)).toMatchObject({ text: pieces(`${index}`).join(''), models: [model] })
    }),
  )
  expect(up.generations).toHaveLength(CALLERS)
  expect(new Set(up.generations.map(callerOf)).size).toBe(CALLERS)
  for (const request of up.generations) {
    expect(request.raw.toString().match(/this is (\d+)\./)?.[1]).toBe(callerOf(request))
    expect(JSON.stringify(request.headers)).not.toContain(running.localKey)
  }
})

it('callers that are killed in the middle leave no connection behind, and the others unharmed', async () => {
  const trio = await startTrio()
  const survivorsMayEnd = gate()
  trio.up.script = request => {
    const dialect = dialectOf(request) ?? 'chat'
    const spoken = PRINTERS[dialect].stream({ text: [...pieces('caller'), 'last'] })
    return events([...spoken.slice(0, 8), survivorsMayEnd.opened, ...spoken.slice(8)])
  }
  const streams = await Promise.all(
    [...PAIRS, ...PAIRS].map(async ({ client, provider }) => {
      const stream = await open(trio, CLIENT_PATHS[client], {
        body: { ...MINIMAL[client](ONLY[provider]), stream: true },
      })
      await stream.next()
      return stream
    }),
  )
  const killed = streams.filter((_, index) => index % 2 === 0)
  for (const stream of killed) stream.abort()
  await expect
    .poll(
      async () => {
        const ends = await Promise.all(
          trio.up.generations.map(request => Promise.race([request.closed, Promise.resolve('open')])),
        )
        return ends.filter(end => end === 'aborted').length
      },
      { timeout: 10_000 },
    )
    .toBe(killed.length)
  survivorsMayEnd.open()
  for (const [index, stream] of streams.entries()) {
    if (index % 2 === 0) continue
    expect((await stream.rest()).text).toContain('last')
  }
  const ends = await Promise.all(trio.up.generations.map(request => request.closed))
  expect(ends.filter(end => end === 'finished')).toHaveLength(streams.length - killed.length)
})
