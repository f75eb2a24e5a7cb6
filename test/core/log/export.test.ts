import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { exportJson } from '../../../src-main/core/log/export-json.ts'
import { exportHar } from '../../../src-main/core/log/har.ts'
import { storedMessages } from '../../../src-main/core/log/stored-message.ts'
import { exchange } from './exchanges.ts'
import { recorded } from './recordings.ts'

const CONTEXT = { version: '1.2.3', at: Date.UTC(2026, 10, 21), proxyUrl: 'http://127.0.0.1:4224' }
const entry = () => ({
  exchange: exchange(),
  messages: storedMessages(
    {
      'client-request': recorded('{"model":"fast"}', {
        method: 'POST',
        url: '/v1/chat/completions?a=b%20c&d',
      }),
      'upstream-request': recorded('{"model":"qwen3"}', { method: 'POST', url: 'https://lab/v1/messages' }),
      'upstream-response': recorded('{"type":"message"}', { status: 200 }),
      'client-response': recorded('{"choices":[]}', { status: 200 }),
    },
    [],
  ),
})

const amount = z.number().min(-1)
const pairs = z.array(z.strictObject({ name: z.string(), value: z.string() }))
/** http://www.softwareishard.com/blog/har-12-spec, strict but for fields that begin with an underscore. */
const common = {
  httpVersion: z.string(),
  cookies: z.array(z.never()),
  headers: pairs,
  headersSize: amount,
  bodySize: amount,
}
const harSchema = z.strictObject({
  log: z.strictObject({
    version: z.literal('1.2'),
    creator: z.strictObject({ name: z.string(), version: z.string() }),
    pages: z.array(z.never()),
    entries: z.array(
      z
        .strictObject({
          startedDateTime: z.iso.datetime(),
          time: z.number().min(0),
          request: z.strictObject({
            ...common,
            method: z.string(),
            url: z.url(),
            queryString: pairs,
            postData: z.strictObject({ mimeType: z.string(), text: z.string() }).optional(),
          }),
          response: z.strictObject({
            ...common,
            status: z.int(),
            statusText: z.string(),
            content: z.strictObject({
              size: z.number(),
              mimeType: z.string(),
              text: z.string().optional(),
              comment: z.string().optional(),
            }),
            redirectURL: z.string(),
          }),
          cache: z.strictObject({}),
          timings: z.strictObject({
            blocked: amount,
            dns: amount,
            connect: amount,
            ssl: amount,
            send: amount,
            wait: amount,
            receive: amount,
          }),
          comment: z.string().optional(),
          _patchbay: z.object({}),
        })
        .refine(
          ({ time, timings: { connect, send, wait, receive } }) =>
            time === Math.max(0, connect) + send + wait + receive,
          'phases add up to the whole',
        ),
    ),
  }),
})

describe('HAR', () => {
  it('holds what the client saw, and what went to the provider behind it', () => {
    const har = exportHar([entry()], CONTEXT)
    harSchema.parse(JSON.parse(JSON.stringify(har)))
    const [client, upstream] = har.log.entries
    expect(client?.request).toMatchObject({
      url: 'http://127.0.0.1:4224/v1/chat/completions?a=b%20c&d',
      queryString: [
        { name: 'a', value: 'b c' },
        { name: 'd', value: '' },
      ],
      postData: { mimeType: 'application/json', text: '{"model":"fast"}' },
    })
    expect(client?.timings).toMatchObject({ wait: 400, receive: 800 })
    expect(client).toHaveProperty('_patchbay.id', 'req_1')
    expect(upstream?.request.url).toBe('https://lab/v1/messages')
    expect(upstream?.time).toBe(1_000)
    expect(upstream?.timings).toMatchObject({ connect: 20, wait: 360, receive: 620 })
    expect(upstream).toHaveProperty('_patchbay.upstreamOf', 'req_1')
  })

  it('lasts as long as the phases of each entry, whatever was measured', () => {
    const time = fc.nat(5_000)
    const maybe = fc.option(time, { nil: undefined })
    const property = fc.property(
      time,
      time,
      maybe,
      maybe,
      maybe,
      (took, tried, headMs, connectMs, firstByteMs) => {
        const attempts = exchange().attempts.map(one => ({ ...one, durationMs: tried, headMs, connectMs }))
        const one = exchange({ durationMs: took, firstByteMs, attempts })
        const har = exportHar([{ ...entry(), exchange: one }], CONTEXT)
        harSchema.parse(JSON.parse(JSON.stringify(har)))
        expect(har.log.entries.map(({ time }) => time)).toEqual([took, tried])
      },
    )
    fc.assert(property)
  })

  it.each([
    ['is still running', (({ durationMs, outcome, status, bytesOut, ...rest }) => rest)(exchange())],
    ['was refused before it was sent', exchange({ attempts: [], status: 404, outcome: 'failed' })],
    ['began to answer later than it ended', exchange({ durationMs: 5, firstByteMs: 9 })],
  ])('is valid for one that %s', (_, one) => {
    const { log } = exportHar([{ exchange: one, messages: {} }], CONTEXT)
    harSchema.parse(JSON.parse(JSON.stringify({ log })))
    expect(log.entries).toHaveLength(1)
  })
})

describe.each([
  ['off', 'were not recorded'],
  ['memory', 'log.bodies was "memory"'],
  ['disk', 'no longer kept'],
] as const)('an exchange without messages, of a time when log.bodies was "%s"', (bodies, words) => {
  const entries = [{ exchange: exchange({ bodies }), messages: {} }]

  it('says why in a comment of a HAR', () => {
    expect(exportHar(entries, CONTEXT).log.entries[0]?.comment).toContain(words)
  })

  it('says why in a field of JSON', () => {
    const [only] = JSON.parse(exportJson(entries, CONTEXT)).exchanges
    expect(only).toEqual({ ...entries[0], messagesLeftOut: expect.stringContaining(words) })
  })
})

describe('JSON', () => {
  it('says its format and holds everything', () => {
    const { exchange: one, messages } = entry()
    expect(JSON.parse(exportJson([{ exchange: one, messages }], CONTEXT))).toEqual({
      format: 'patchbay-exchanges',
      version: 1,
      creator: { name: 'Patchbay', version: '1.2.3' },
      exportedAt: '2026-11-21T00:00:00.000Z',
      exchanges: [{ exchange: one, messages }],
    })
  })
})
