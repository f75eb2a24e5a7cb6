import { describe, expect, it } from 'vitest'
import { fetchAnswer } from '../support/client.ts'
import { rawUpstream, reply } from '../support/raw-upstream.ts'
import { lab, openProxy } from './open-proxy.ts'

/** Sends one request and gives its answer and its row in the log. */
async function send(path: string, model: string | undefined, method = 'POST') {
  const proxy = await openProxy(lab(await rawUpstream(reply('{}'))), {
    catalogs: { lab: { models: [{ id: 'org/real' }], fetchedAt: 1 } },
  })
  const ended = proxy.exchange()
  const answer = await fetchAnswer(proxy, path, { method, ...(model && { body: { model, input: 'hi' } }) })
  return { answer, exchange: await ended }
}

describe('what was called beside the dialects', () => {
  it.each([
    ['embeddings', '/v1/embeddings'],
    ['embeddings', '/v1/v1/embeddings'],
    ['completions', '/v1/completions'],
    ['moderations', '/v1/moderations'],
    ['rerank', '/rerank'],
    ['images', '/v1/images/generations'],
    ['audio', '/v1/audio/speech'],
  ])('is %s in the log where it went to %s, and passed', async (spoken, path) => {
    const { answer, exchange } = await send(path, 'mine')
    expect(answer.status).toBe(200)
    expect(exchange).toMatchObject({
      clientDialect: spoken,
      upstreamDialect: spoken,
      action: 'pass',
      attempts: [{ dialect: spoken }],
    })
  })

  it('is so where it is refused, though its error is said as Chat says it', async () => {
    const { answer, exchange } = await send('/v1/embeddings', 'who')
    expect(answer.body.error).toMatchObject({ type: 'invalid_request_error', code: 'model_not_found' })
    expect(exchange).toMatchObject({ clientDialect: 'embeddings', status: 404, attempts: [] })
  })

  it.each([
    ['models', 'GET', '/v1/models'],
    ['embeddings', 'GET', '/v1/embeddings'],
    ['chat', 'GET', '/v1/chat/completions'],
    ['messages', 'POST', '/v1/messages/batches'],
    ['responses', 'PUT', '/v1/responses'],
    ['other', 'POST', '/v1/files'],
  ])('is %s where no model was called, by %s %s', async (spoken, method, path) => {
    const { exchange } = await send(path, undefined, method)
    expect(exchange.clientDialect).toBe(spoken)
  })
})
