import { pipeline, Readable } from 'node:stream'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { CLIENT_PATHS, EVERY_DIALECT, fetchAnswer, MINIMAL } from '../support/client.ts'
import { type RawUpstream, rawUpstream, reply } from '../support/raw-upstream.ts'
import { PRINTERS } from '../support/replies/index.ts'
import { HELLO } from '../support/replies/saying.ts'
import { expectFailure } from '../support/verdict.ts'
import { lab, openProxy } from './open-proxy.ts'

function* flood(head: string) {
  const more = Buffer.alloc(4 * 1024 * 1024, 'x')
  yield Buffer.from(head)
  for (;;) yield more
}

describe('a provider that never comes to the end of one event', () => {
  it.each(EVERY_DIALECT)('is left with a clear failure where Chat is told as %s', async dialect => {
    const begin = PRINTERS.chat.stream(HELLO)[0] ?? ''
    const { promise: left, resolve } = Promise.withResolvers<void>()
    const upstream = await rawUpstream(({ response }) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      pipeline(Readable.from(flood(`${begin}data: {"x":"`)), response, () => resolve())
    })
    const proxy = await openProxy(lab(upstream, ['chat']))
    const ended = proxy.exchange()
    const answer = await fetchAnswer(proxy, CLIENT_PATHS[dialect], {
      body: { ...MINIMAL[dialect]('mine'), stream: true },
    })
    expectFailure(dialect, answer)
    expect((await ended).errorCode).toBe('provider_reply_too_large')
    await left
  })
})

it('a compressed stream is watched for its end and its usage, where nothing is renamed, too', async () => {
  const pieces = PRINTERS.chat.stream(HELLO)
  const compressed =
    (text: string): RawUpstream['handle'] =>
    ({ response }) => {
      response.writeHead(200, { 'content-type': 'text/event-stream', 'content-encoding': 'gzip' })
      response.end(gzipSync(text))
    }
  const upstream = await rawUpstream(compressed(pieces.join('')))
  const proxy = await openProxy(lab(upstream, ['chat']), {
    catalogs: { lab: { models: [{ id: 'real' }], fetchedAt: 1 } },
  })
  const ask = () =>
    fetchAnswer(proxy, CLIENT_PATHS.chat, {
      body: { ...MINIMAL.chat('real'), stream: true },
      headers: { 'accept-encoding': 'gzip' },
    })
  const whole = await ask()
  expect(whole.text).toBe(pieces.join(''))
  expect(whole.headers['content-encoding']).toBeUndefined()
  expect(proxy.exchanges[0]?.usage).toMatchObject({ output: 7 })
  upstream.handle = compressed(pieces[0] ?? '')
  expectFailure('chat', await ask())
})

describe('a body that is nested without end', () => {
  const deep = (levels: number) => '['.repeat(levels) + ']'.repeat(levels)
  const bodyOf = (dialect: (typeof EVERY_DIALECT)[number]) =>
    JSON.stringify({ ...MINIMAL[dialect]('mine'), metadata: { a: 0 } }).replace(
      '"a":0',
      `"a":${deep(50_000)}`,
    )

  it.each([
    ['chat', 'messages'],
    ['responses', 'chat'],
    ['messages', 'chat'],
  ] as const)('is refused in words where %s is translated to %s', async (dialect, endpoint) => {
    const upstream = await rawUpstream(({ response }) => response.end())
    const proxy = await openProxy(lab(upstream, [endpoint]))
    const answer = await fetchAnswer(proxy, CLIENT_PATHS[dialect], {
      body: bodyOf(dialect),
      headers: { 'content-type': 'application/json' },
    })
    expect(answer.status).toBe(400)
    expect(answer.headers['x-patchbay-error-code']).toBe('invalid_json')
    expect(answer.text).toContain('nested too deeply')
    expect(upstream.seen).toHaveLength(0)
  })

  it('is passed as it came where nothing is translated', async () => {
    const upstream = await rawUpstream(reply('{}'))
    const proxy = await openProxy(lab(upstream, ['chat']))
    const headers = { 'content-type': 'application/json' }
    expect((await fetchAnswer(proxy, CLIENT_PATHS.chat, { body: bodyOf('chat'), headers })).status).toBe(200)
  })
})
