import { describe, expect, it } from 'vitest'
import { CLIENT_PATHS, EVERY_DIALECT, fetchAnswer, MINIMAL } from '../support/client.ts'
import { rawUpstream, reply } from '../support/raw-upstream.ts'
import { PRINTERS } from '../support/replies/index.ts'
import { HELLO } from '../support/replies/saying.ts'
import { lab, openProxy } from './open-proxy.ts'

type Asked = 'real' | 'mine'

/** What a caller and the log see of a whole 200 with this body; `mine` is an alias, so that the reply is renamed. */
async function passed(dialect: (typeof EVERY_DIALECT)[number], body: string, name: Asked, type?: string) {
  const upstream = await rawUpstream(reply(body, type ? { 'content-type': type } : {}))
  const catalogs = { lab: { models: [{ id: 'real' }], fetchedAt: 1 } }
  const proxy = await openProxy(lab(upstream, [dialect]), { catalogs })
  const ended = proxy.exchange()
  const answer = await fetchAnswer(proxy, CLIENT_PATHS[dialect], { body: MINIMAL[dialect](name) })
  return { answer, exchange: await ended }
}

/** A reply that is too large to be looked at whole. */
const long = (whole: string) => `{"pad":"${'x'.repeat(300_000)}",${whole.slice(1)}`

describe.each(EVERY_DIALECT)('a whole 200 of %s that is passed and no reply of a model', dialect => {
  const whole = JSON.stringify(PRINTERS[dialect].whole(HELLO))
  const bad: [what: string, body: string, words: string][] = [
    ['nothing at all', '', 'with nothing in place'],
    ['white space', ' \n', 'with nothing in place'],
    ['a cut one', '{"id":', 'with "{"id":" in place'],
    ['words', 'It is ünavailable', 'with "It is ünavailable" in place'],
    ['a list', '[]', 'with "[]" in place'],
    ['a long one that is cut', long(whole).slice(0, 250_000), 'with "{"pad":'],
  ]

  it.each(bad)('is given as it came and marked in the log: %s', async (_, body, words) => {
    const { answer, exchange } = await passed(dialect, body, 'real')
    expect([answer.status, answer.text]).toEqual([200, body])
    expect(exchange).toMatchObject({ outcome: 'failed', status: 200, errorCode: 'provider_bad_reply' })
    expect(exchange.errorMessage).toContain(`Provider "lab" answered 200 ${words}`)
  })

  it('is marked where the name is put back, too', async () => {
    const { answer, exchange } = await passed(dialect, '{"id":', 'mine')
    expect([answer.status, answer.text]).toEqual([200, '{"id":'])
    expect(exchange).toMatchObject({ outcome: 'failed', errorCode: 'provider_bad_reply' })
  })

  it.each([
    ['short', whole],
    ['long', long(whole)],
    ['with a byte order mark and white space', `\uFEFF ${whole}\r\n`],
  ])('is not marked where it is one: %s', async (_, body) => {
    const { exchange } = await passed(dialect, body, 'real')
    expect([exchange.outcome, exchange.errorCode]).toEqual(['completed', undefined])
  })

  it('is not marked where it is a stream by another name', async () => {
    const stream = PRINTERS[dialect].stream(HELLO).join('')
    const { exchange } = await passed(dialect, stream, 'real', 'text/plain')
    expect(exchange.outcome).toBe('completed')
  })
})

it('what is passed beside the dialects may be anything', async () => {
  const upstream = await rawUpstream(reply('RIFF', { 'content-type': 'audio/wav' }))
  const proxy = await openProxy(lab(upstream, ['chat']))
  const ended = proxy.exchange()
  await fetchAnswer(proxy, '/v1/audio/speech', { body: { model: 'mine', input: 'x' } })
  expect((await ended).outcome).toBe('completed')
})
