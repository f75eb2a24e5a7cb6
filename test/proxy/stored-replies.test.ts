import { describe, expect, it } from 'vitest'
import { fetchAnswer } from '../support/client.ts'
import { rawUpstream, reply } from '../support/raw-upstream.ts'
import { lab, openProxy } from './open-proxy.ts'

const PATH = '/v1/responses/resp_x'

/** A proxy whose only provider of Responses answers everything so. */
async function opened(status: number, body: string) {
  const upstream = await rawUpstream(reply(body, {}, status))
  const proxy = await openProxy(lab(upstream, ['responses']))
  const ended = proxy.exchange()
  return { proxy, ended, upstream }
}

describe('a reply that only the one provider of Responses can have', () => {
  it('is asked for there, and no model is named', async () => {
    const { proxy, ended, upstream } = await opened(200, '{"id":"resp_x","model":"real"}')
    const answer = await fetchAnswer(proxy, PATH)
    expect([answer.status, answer.body.model]).toEqual([200, 'real'])
    expect(upstream.seen[0]?.request.url).toBe(PATH)
    expect(answer.headers['x-patchbay-model']).toBeUndefined()
    const exchange = await ended
    expect(exchange.modelId).toBeUndefined()
    expect(exchange.attempts).toMatchObject([{ modelId: 'lab', status: 200 }])
  })

  it.each(['GET', 'DELETE'] as const)('and has not is refused on %s with what to do', async method => {
    const { proxy, ended } = await opened(404, '{"error":{"message":"no such path here"}}')
    const answer = await fetchAnswer(proxy, PATH, { method })
    expect(answer.status).toBe(404)
    expect(answer.headers['x-patchbay-model']).toBeUndefined()
    const { code, message } = answer.body.error as { code: string; message: string }
    expect(code).toBe('response_not_found')
    for (const word of ['"resp_x"', '"lab"', 'Send the whole conversation']) expect(message).toContain(word)
    expect((await ended).modelId).toBeUndefined()
  })

  it('is refused in the words of the provider, where that is no matter of the id', async () => {
    const body = '{"error":{"message":"slow down","code":"rate_limit"}}'
    const { proxy } = await opened(429, body)
    const answer = await fetchAnswer(proxy, PATH)
    expect([answer.status, answer.text]).toEqual([429, body])
    expect(answer.headers['x-patchbay-model']).toBeUndefined()
  })
})
