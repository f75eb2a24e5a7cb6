import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../../src-main/core/json.ts'
import { fetchAnswer } from '../support/client.ts'
import { rawUpstream, reply } from '../support/raw-upstream.ts'
import { lab, openProxy } from './open-proxy.ts'

describe('count_tokens', () => {
  const words = { model: 'mine', messages: [{ role: 'user', content: 'word '.repeat(1000) }] }

  it('is asked of a provider that speaks Messages', async () => {
    const upstream = await rawUpstream(reply('{"input_tokens":1234}'))
    const proxy = await openProxy(lab(upstream))
    const answer = await fetchAnswer(proxy, '/v1/messages/count_tokens?beta=true', { body: words })
    expect(answer.body).toEqual({ input_tokens: 1234 })
    expect(upstream.seen[0]?.request.url).toBe('/v1/messages/count_tokens?beta=true')
  })

  it.each([
    ['does not speak it', ['chat']],
    ['has no such endpoint', ['messages']],
  ])('is estimated, and says so, where the provider %s', async (_, endpoints) => {
    const upstream = await rawUpstream(reply('{"error":{"message":"Not Found"}}', {}, 404))
    const proxy = await openProxy(lab(upstream, endpoints))
    const answer = await fetchAnswer(proxy, '/v1/messages/count_tokens', { body: words })
    expect(answer.status).toBe(200)
    // A thousand words, one space too many, and a turn.
    expect(answer.body).toEqual({ input_tokens: 1001 + 4 })
    expect(answer.headers['x-patchbay-warnings']).toContain('estimated;input_tokens')
  })

  it('counts tools, instructions and what is only named, for Responses too', async () => {
    const up = await rawUpstream()
    const proxy = await openProxy(lab(up, ['chat']))
    const count = async (more: JsonObject) => {
      const body = { model: 'mine', input: 'hi', ...more }
      const answer = await fetchAnswer(proxy, '/v1/responses/input_tokens', { body })
      expect(answer.headers['x-patchbay-warnings']).toContain('estimated;input_tokens')
      expect(answer.body.object).toBe('response.input_tokens')
      return Number(answer.body.input_tokens)
    }
    const bare = await count({})
    const tools = [{ type: 'function', name: 'weather', parameters: { type: 'object', properties: {} } }]
    expect(await count({ tools })).toBeGreaterThan(bare + 10)
    // Two words, and what a turn costs beside them.
    expect(await count({ instructions: 'be kind' })).toBe(bare + 2 + 4)
    const body = { model: 'mine', previous_response_id: 'resp_none' }
    const unknown = await fetchAnswer(proxy, '/v1/responses/input_tokens', { body })
    expect(unknown.headers['x-patchbay-error-code']).toBe('previous_response_not_found')
    expect(up.seen).toHaveLength(0)
  })

  it('is an error for an unknown name', async () => {
    const proxy = await openProxy(lab(await rawUpstream()), {
      catalogs: { lab: { fetchedAt: 1, models: [{ id: 'org/real' }] } },
    })
    const body = { ...words, model: 'nobody' }
    expect((await fetchAnswer(proxy, '/v1/messages/count_tokens', { body })).status).toBe(400)
  })
})
