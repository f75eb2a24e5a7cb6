import { once } from 'node:events'
import { connect } from 'node:net'
import { describe, expect, it } from 'vitest'
import { CLIENT_PATHS, EVERY_DIALECT, fetchAnswer } from '../support/client.ts'
import { rawUpstream, reply } from '../support/raw-upstream.ts'
import { lab, openProxy } from './open-proxy.ts'

const CHAT = '/v1/chat/completions'

/** One chunk of a body without a length. */
const chunk = (size: number) => `${size.toString(16)}\r\n${'x'.repeat(size)}\r\n`

describe('bodies', () => {
  it.each([
    ['not JSON', '{"model":"mine",}', 'application/json', 400, 'invalid_json'],
    ['no object', '["mine"]', 'application/json', 400, 'invalid_json'],
    ['no name', '{}', 'application/json', 400, 'model_required'],
    ['a number for a name', '{"model":7}', 'application/json', 400, 'model_required'],
    ['no declared JSON', '{"model":"mine"}', 'text/plain', 415, 'unsupported_media_type'],
  ])('with %s are refused in each dialect', async (_, body, type, status, code) => {
    const upstream = await rawUpstream(reply('{}'))
    const proxy = await openProxy(lab(upstream))
    for (const dialect of EVERY_DIALECT) {
      const answer = await fetchAnswer(proxy, CLIENT_PATHS[dialect], {
        body,
        headers: { 'content-type': type },
      })
      expect([answer.status, answer.headers['x-patchbay-error-code']]).toEqual([status, code])
      expect('type' in answer.body).toBe(dialect === 'messages')
    }
    expect(upstream.seen).toHaveLength(0)
  })

  it.each([
    ['as declared', {}],
    ['without a length', { 'transfer-encoding': 'chunked' }],
  ])('of more than 64 MB are 413, %s', async (_, headers) => {
    const upstream = await rawUpstream(reply('{}'))
    const proxy = await openProxy(lab(upstream))
    const body = Buffer.alloc(64 * 1024 * 1024 + 1, 'x')
    const answer = await fetchAnswer(proxy, CHAT, { body, headers })
    expect([answer.status, answer.headers['x-patchbay-error-code']]).toEqual([413, 'body_too_large'])
  })

  it.each([
    ['as declared', 'content-length: 70000000', Buffer.alloc(1_000_000, 'x')],
    ['without a length', 'transfer-encoding: chunked', chunk(1_000_000)],
  ])('of more than 64 MB may be sent to their end, so that the 413 arrives: %s', async (_, header, piece) => {
    const { port } = await openProxy(lab(await rawUpstream(reply('{}'))))
    const caller = connect(port, '127.0.0.1')
    const head = `POST ${CHAT} HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\ncontent-type: application/json\r\n${header}\r\n\r\n`
    let answer = ''
    caller.on('data', data => {
      answer += data
    })
    const closed = once(caller, 'end')
    caller.write(head)
    for (let sent = 0; sent < 70_000_000; sent += 1_000_000)
      await new Promise<void>((resolve, reject) =>
        caller.write(piece, error => (error ? reject(error) : resolve())),
      )
    caller.end(header.endsWith('chunked') ? '0\r\n\r\n' : '')
    await closed
    expect(answer).toMatch(/^HTTP\/1\.1 413 /)
    expect(answer).toContain('body_too_large')
  })

  it('that grow over 64 MB when unpacked are 413', async () => {
    const { gzipSync } = await import('node:zlib')
    const upstream = await rawUpstream(reply('{}'))
    const proxy = await openProxy(lab(upstream))
    const body = gzipSync(Buffer.alloc(65 * 1024 * 1024, 'x'))
    const answer = await fetchAnswer(proxy, CHAT, { body, headers: { 'content-encoding': 'gzip' } })
    expect(answer.status).toBe(413)
  })
})
