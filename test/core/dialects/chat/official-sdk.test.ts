import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import OpenAI from 'openai'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { chat } from '../../../../src-main/core/dialects/chat/index.ts'
import { asObject, asString, parseJson } from '../../../../src-main/core/json.ts'
import { collect } from '../../../../src-main/core/reply.ts'
import { writeContext, writeStream } from './builders.ts'
import { REPLIES } from './replies.ts'

const streams = new Map<string, string>()

/** Answers each call with the stream that its model name asks for. */
const server = createServer((incoming, response) => {
  const chunks: Buffer[] = []
  incoming.on('data', chunk => chunks.push(chunk))
  incoming.on('end', () => {
    const model = asString(asObject(parseJson(Buffer.concat(chunks).toString())).model) ?? ''
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    response.end(streams.get(model))
  })
})

beforeAll(() => new Promise<void>(done => server.listen(0, '127.0.0.1', done)))
afterAll(() => new Promise(done => server.close(done)))

const ask = (model: string) => {
  const { port } = server.address() as AddressInfo
  const client = new OpenAI({ apiKey: 'none', baseURL: `http://127.0.0.1:${port}`, maxRetries: 0 })
  return client.chat.completions.stream({ model, messages: [{ role: 'user', content: 'hi' }] })
}

/** `parsed` and `parsed_arguments` are the SDK's own additions; reasoning text is overwritten by it, not joined. */
const OWN = new Set(['parsed', 'parsed_arguments', 'reasoning_content'])
const withoutOwn = (key: string, value: unknown) => (OWN.has(key) ? undefined : value)
const plain = (value: unknown) => JSON.parse(JSON.stringify(value, withoutOwn))

describe('the official SDK accumulates our streams', () => {
  const context = writeContext({ stream_options: { include_usage: true } })

  test.each(Object.entries(REPLIES))('%s: to the completion that writeReply prints', async (name, events) => {
    streams.set(name, writeStream(events, context))
    const completion = await ask(name).finalChatCompletion()
    const whole = plain(chat.writeReply(collect(events), context).body)
    const [choice] = whole.choices
    // The stream must open with empty text, so the SDK has '' where a whole reply has null.
    if (choice.message.content === null) choice.message.content = ''
    expect(plain(completion)).toEqual(whole)
  })

  test('a failure in the middle is thrown with its text', async () => {
    const events = (REPLIES['text alone'] ?? []).slice(0, 3)
    const failure = { status: 529, message: 'Busy.', origin: 'provider' } as const
    streams.set('broken', writeStream([...events, { type: 'failure', failure }], context))
    await expect(ask('broken').finalChatCompletion()).rejects.toThrow(/Busy\./)
  })
})
