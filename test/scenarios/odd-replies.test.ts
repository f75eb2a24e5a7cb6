import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { ask, fetchAnswer } from '../support/client.ts'
import { hear } from '../support/heard.ts'
import { PRINTERS } from '../support/replies/index.ts'
import { HELLO } from '../support/replies/saying.ts'
import { body, events, type ScriptedReply } from '../support/scripted.ts'
import { ONLY, PAIRS, startTrio, type Trio } from '../support/trio.ts'
import { expectFailure } from '../support/verdict.ts'

let trio: Trio
beforeAll(async () => {
  trio = await startTrio()
})
afterEach(async () => {
  expect((await fetchAnswer(trio, '/health')).status).toBe(200)
})

const HTML = '<!doctype html><title>Sign in to the hotel network</title>'

/** Replies that are no replies: none of them may look like one to a client. */
const NONSENSE: readonly [string, ScriptedReply][] = [
  ['a page', body([HTML], 'text/html')],
  ['a page that calls itself JSON', body([HTML], 'application/json')],
  ['a page that calls itself a stream', body([HTML], 'text/event-stream')],
  ['nothing at all', body([], 'application/json')],
  ['an empty stream', events([])],
  ['a stream of comments', events([': hello\n\n', ': still here\n\n'])],
  ['a stream of garbage', events(['data: {"id":\n\n', 'data: ]]]\n\n', '\u0000\u0001\n\n', 'event: x\n\n'])],
  ['a stream of JSON that means nothing', events(['data: 7\n\n', 'data: null\n\n', 'data: {"a":[]}\n\n'])],
  ['JSON that means nothing', body(['{"hello":"world"}'], 'application/json')],
  ['JSON that is no object', body(['[1,2]'], 'application/json')],
  ['bytes that are no text', body([Buffer.from([0xff, 0xfe, 0x00, 0xc3, 0x28])], 'application/json')],
]

describe.each(PAIRS)('$client over $provider', ({ client, provider }) => {
  it.each(NONSENSE)('%s is no reply', async (_, reply) => {
    trio.up.script = () => reply
    for (const stream of [false, true]) {
      const answer = await ask(trio, client, ONLY[provider], { stream })
      const sent = reply.kind === 'reply' ? reply.chunks.join('') : ''
      // The same dialect is passed: what is not a stream comes through as it is, and is the client's to judge.
      const passed = client === provider && answer.bytes.toString() === Buffer.from(sent).toString()
      if (passed && answer.events.length === 0)
        expect(hear(client, answer)).toMatchObject({ text: '', calls: [] })
      else expectFailure(client, answer, `stream: ${stream}`)
    }
  })

  it('an error page becomes an error of the dialect, with an excerpt', async () => {
    trio.up.script = () => body([HTML], 'text/html', { status: 502 })
    for (const stream of [false, true]) {
      const answer = await ask(trio, client, ONLY[provider], { stream })
      expect(answer.status).toBe(502)
      expectFailure(client, answer)
      expect(answer.text).toContain('hotel network')
    }
  })

  it.each([
    ['a stream that calls itself JSON', true, 'stream', 'application/json'],
    ['a stream without a type', true, 'stream', ''],
    ['a whole reply where a stream was asked for', true, 'whole', 'application/json'],
    ['a stream where a whole reply was asked for', false, 'stream', 'text/event-stream'],
    ['a whole reply that calls itself text', false, 'whole', 'text/plain'],
  ] as const)('%s is understood or refused, never emptied', async (_, stream, form, type) => {
    const { whole, stream: spoken } = PRINTERS[provider]
    const chunks = form === 'whole' ? [JSON.stringify(whole(HELLO))] : spoken(HELLO)
    const headers: Record<string, string> = type ? { 'content-type': type } : {}
    trio.up.script = () => ({ kind: 'reply', status: 200, headers, chunks, ending: 'end' })
    const answer = await ask(trio, client, ONLY[provider], { stream })
    if (client === provider && answer.text === chunks.join('')) return
    if (answer.status === 200) expect(hear(client, answer).text).toBe('Good morning')
    else expectFailure(client, answer)
  })
})
