import { describe, expect, it } from 'vitest'
import { CLIENT_PATHS, EVERY_DIALECT, fetchAnswer, MINIMAL } from '../support/client.ts'
import { rawUpstream } from '../support/raw-upstream.ts'
import { lab, openProxy } from './open-proxy.ts'

/** Nothing listens there. */
const NOWHERE = { baseUrl: 'http://127.0.0.1:9/v1' }

const told = async (name: string, endpoint: string, dialect: (typeof EVERY_DIALECT)[number]) => {
  const catalogs = { lab: { models: [], error: 'Nothing answers at 127.0.0.1:9. Start it.' } }
  const proxy = await openProxy(lab(NOWHERE, [endpoint], { aliases: { mine: 'typo' } }), { catalogs })
  const ended = proxy.exchange()
  const answer = await fetchAnswer(proxy, CLIENT_PATHS[dialect], { body: MINIMAL[dialect](name) })
  const { message } = answer.body.error as { message: string }
  expect(answer.status).toBe(502)
  expect((await ended).errorMessage).toBe(message)
  return message
}

describe.each(EVERY_DIALECT)('a provider that cannot be reached, called from %s', dialect => {
  it.each(['chat', 'messages'])('is named with the model, at its endpoint of %s', async endpoint => {
    const message = await told('lab/real', endpoint, dialect === 'chat' ? 'messages' : dialect)
    expect(message).toContain('Nothing answers at 127.0.0.1:9')
    expect(message).toContain('(asked for "lab/real", sent to provider "lab" as "real")')
    expect(message).not.toContain('could never be had')
  })

  it.each(['typo', 'mine'])(
    'is named with the reason why %s came there, where no list has it',
    async name => {
      const message = await told(name, dialect, dialect)
      expect(message).toContain(`(asked for "${name}", sent to provider "lab" as "typo")`)
      expect(message).toContain('No list has "typo"')
      expect(message).toContain('the list of "lab" could never be had')
    },
  )
})

it.each(['chat', 'messages'])(
  'a reply that breaks off before its first byte names both, from %s',
  async endpoint => {
    const upstream = await rawUpstream(({ response }) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '9' })
      response.flushHeaders()
      response.destroy()
    })
    const proxy = await openProxy(lab(upstream, [endpoint]))
    const answer = await fetchAnswer(proxy, CLIENT_PATHS.messages, { body: MINIMAL.messages('mine') })
    expect([answer.status, answer.headers['x-patchbay-error-code']]).toEqual([502, 'provider_unreachable'])
    expect(answer.text).toContain('asked for \\"mine\\", sent to provider \\"lab\\" as \\"org/real\\"')
  },
)
