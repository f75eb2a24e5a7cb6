import { describe, expect, test } from 'vitest'
import { messages } from '../../../../src-main/core/dialects/messages/index.ts'
import { asObject } from '../../../../src-main/core/json.ts'
import { collect, type ReplyEvent } from '../../../../src-main/core/reply.ts'
import { assertGrammar } from '../../../support/event-grammar.ts'
import {
  clientRequests,
  hasClients,
  hasCorpus,
  type Recording,
  recordingsOf,
  wholeBody,
} from '../../../support/recordings.ts'
import { read, readContext, readStream, target, writeContext, writeStream } from './builders.ts'

const eventsOf = ({ answer }: Recording): ReplyEvent[] =>
  answer.kind === 'stream' ? readStream(answer.text) : messages.readReply(answer.body, readContext())

describe.skipIf(!hasCorpus)('recorded Messages exchanges (skipped where ../shared/corpus is missing)', () => {
  const all = recordingsOf('messages')

  test('every reply is read, with correct grammar', () => {
    for (const recorded of all) {
      if (recorded.status >= 400) continue
      assertGrammar(eventsOf(recorded), recorded.name)
    }
    process.stdout.write(`${all.length} recorded Messages exchanges read\n`)
    expect(all.length).toBeGreaterThan(200)
  })

  test('every good reply ends with a stop and says something', () => {
    const silent = all
      .filter(recorded => recorded.status < 400)
      .filter(recorded => {
        const reply = collect(eventsOf(recorded))
        return reply.failure !== undefined || (reply.blocks.length === 0 && reply.stop?.reason !== 'refusal')
      })
    expect(silent.map(recorded => recorded.name)).toEqual([])
  })

  test('every refused exchange is read as a failure with its message', () => {
    for (const recorded of all.filter(({ status }) => status >= 400)) {
      const { status, name } = recorded
      const body = wholeBody(recorded)
      const failure = messages.readFailure(status, JSON.stringify(body))
      expect(failure, name).toMatchObject({ status, message: asObject(body?.error).message })
    }
  })

  test('every request is read, or refused for what only Anthropic has', () => {
    for (const { request, name } of all) {
      if (!request || !Array.isArray(request.messages)) continue
      const outcome = messages.readRequest(request)
      if (!outcome.ok) expect(['container', 'mcp_servers'], name).toContain(outcome.failure.param)
    }
  })

  test('every reply is printed as a stream that reads the same again', () => {
    for (const recorded of all) {
      if (recorded.status >= 400) continue
      const first = collect(eventsOf(recorded))
      const again = collect(readStream(writeStream(eventsOf(recorded), writeContext())))
      expect(
        again.blocks.map(block => block.text),
        recorded.name,
      ).toEqual(
        first.blocks
          .filter(block => block.head.type !== 'text' || block.text.trim() !== '')
          .map(block => block.text),
      )
      expect(again.stop?.reason, recorded.name).toBe(first.stop?.reason)
    }
  })
})

describe.skipIf(!hasClients)('requests of real clients (skipped where ../shared/clients is missing)', () => {
  const bodies = (client: string) =>
    clientRequests().filter(({ name, dialect }) => dialect === 'messages' && name.startsWith(`${client}/`))

  test('every request of Claude Code is read and can be written', () => {
    const requests = bodies('claude-code')
    for (const { name, body } of requests) {
      const outcome = messages.readRequest(body)
      expect(outcome.ok, name).toBe(true)
      const written = messages.writeRequest(read(body), target())
      expect(written.ok ? [] : [written.failure], name).toEqual([])
    }
    process.stdout.write(`${requests.length} requests of Claude Code read\n`)
    expect(requests.length).toBeGreaterThan(40)
  })

  test('every request of the SDK is read, but for threads', () => {
    for (const { name, body } of bodies('sdk-anthropic')) {
      const outcome = messages.readRequest(body)
      expect(outcome.ok || outcome.failure.param === 'thread', name).toBe(true)
    }
  })
})
