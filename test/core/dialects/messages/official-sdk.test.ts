import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import Anthropic from '@anthropic-ai/sdk'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { messages } from '../../../../src-main/core/dialects/messages/index.ts'
import { collect } from '../../../../src-main/core/reply.ts'
import { conversation, writeContext, writeStream } from './builders.ts'
import { REPLIES } from './replies.ts'

/** Answers each call with the stream that its model name asks for. */
const server = createServer((request, response) => {
  const chunks: Buffer[] = []
  request.on('data', chunk => chunks.push(chunk))
  request.on('end', () => {
    const { model } = JSON.parse(Buffer.concat(chunks).toString())
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    response.end(streams.get(model))
  })
})
const streams = new Map<string, string>()

const client = () =>
  new Anthropic({
    apiKey: 'none',
    baseURL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    maxRetries: 0,
  })

const ask = (model: string) =>
  client().messages.stream({ model, max_tokens: 9, messages: [{ role: 'user', content: 'hi' }] })

/** `parsed_output` is the SDK's own addition. */
const withoutParsed = (key: string, value: unknown) => (key === 'parsed_output' ? undefined : value)

beforeAll(() => new Promise<void>(done => server.listen(0, '127.0.0.1', done)))
afterAll(() => new Promise(done => server.close(done)))

describe('the official SDK accumulates our streams', () => {
  const hidden = conversation({ from: 'messages', options: { reasoning: { summary: 'omitted' } } })
  const contexts = { shown: writeContext(), hidden: writeContext(hidden) }
  const cases = Object.entries(contexts).flatMap(([how, context]) =>
    Object.entries(REPLIES).map(([name, events]) => ({ name: `${name}, thinking ${how}`, events, context })),
  )

  test.each(cases)('$name: to the message that writeReply prints', async ({ name, events, context }) => {
    streams.set(name, writeStream(events, context))
    const message = await ask(name).finalMessage()
    expect(JSON.parse(JSON.stringify(message, withoutParsed))).toEqual(
      messages.writeReply(collect(events), context).body,
    )
  })

  test('a failure in the middle is thrown with its type and text', async () => {
    const events = (REPLIES['text alone'] ?? []).slice(0, 4)
    const failure = {
      status: 529,
      code: 'server_is_overloaded',
      message: 'Busy.',
      origin: 'provider',
    } as const
    streams.set('broken', writeStream([...events, { type: 'failure', failure }]))
    await expect(ask('broken').finalMessage()).rejects.toThrow(/overloaded_error.*Busy\./)
  })
})
