import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { messages } from '../../../../src-main/core/dialects/messages/index.ts'
import {
  asArray,
  asObject,
  asString,
  isObject,
  type JsonObject,
  parseJson,
} from '../../../../src-main/core/json.ts'
import { collect, type ReplyEvent } from '../../../../src-main/core/reply.ts'
import { assertGrammar } from '../../../support/event-grammar.ts'
import { read, readContext, readStream, sse, target, writeContext, writeStream } from './builders.ts'

const SHARED = join(import.meta.dirname, '../../../../../shared')
const CORPUS = join(SHARED, 'corpus')
const REQUESTS = join(SHARED, 'clients/requests')

interface Recorded {
  readonly name: string
  readonly request?: JsonObject
  readonly status: number
  readonly body?: JsonObject
  readonly stream?: string
}

const json = (path: string): JsonObject => asObject(parseJson(readFileSync(path, 'utf8')))

function recordings(): Recorded[] {
  const rows = asArray(parseJson(readFileSync(join(CORPUS, 'index.json'), 'utf8'))).map(asObject)
  const files = rows.filter(row => row.dialect === 'anthropic-messages').map(row => asString(row.file) ?? '')
  return [...new Set(files)].flatMap(file => readRecording(file))
}

function readRecording(file: string): Recorded[] {
  const content = readFileSync(join(CORPUS, file), 'utf8')
  if (file.endsWith('.sse')) return [{ name: file, status: 200, stream: content }]
  if (file.endsWith('.txt')) {
    const events = content
      .split('\n')
      .flatMap(line => (isObject(parseJson(line)) ? [asObject(parseJson(line))] : []))
    return [{ name: file, status: 200, stream: sse(events) }]
  }
  const whole = asObject(parseJson(content))
  if (!Array.isArray(whole.exchanges)) {
    const response = asObject(whole.response)
    const body = isObject(response.body) ? response.body : whole
    return [{ name: file, status: 200, request: asObject(asObject(whole.request).payload), body }]
  }
  return whole.exchanges
    .map(asObject)
    .filter(exchange => exchange.dialect === 'anthropic-messages')
    .map((exchange, at) => {
      const { status, body, sse: stream } = asObject(exchange.response)
      const request = asObject(exchange.request).body
      return {
        name: `${file}#${at}`,
        status: Number(status ?? 200),
        ...(isObject(request) && { request }),
        ...(isObject(body) && { body }),
        ...(typeof stream === 'string' && { stream }),
      }
    })
}

const eventsOf = ({ body, stream }: Recorded): ReplyEvent[] =>
  stream !== undefined ? readStream(stream) : messages.readReply(body ?? {}, readContext())

describe.skipIf(!existsSync(CORPUS))(
  'recorded Messages exchanges (skipped where ../shared/corpus is missing)',
  () => {
    const all = existsSync(CORPUS) ? recordings() : []

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
          return (
            reply.failure !== undefined || (reply.blocks.length === 0 && reply.stop?.reason !== 'refusal')
          )
        })
      expect(silent.map(recorded => recorded.name)).toEqual([])
    })

    test('every refused exchange is read as a failure with its message', () => {
      for (const { status, body, name } of all.filter(recorded => recorded.status >= 400)) {
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
  },
)

describe.skipIf(!existsSync(REQUESTS))(
  'requests of real clients (skipped where ../shared/clients is missing)',
  () => {
    const bodies = (client: string) =>
      readdirSync(join(REQUESTS, client))
        .map(file => ({ file, request: asObject(json(join(REQUESTS, client, file)).request) }))
        .filter(({ request }) => /\/messages(\?|$)/.test(String(request.url)) && isObject(request.body))
        .map(({ file, request }) => ({ file, body: asObject(request.body) }))

    test('every request of Claude Code is read and can be written', () => {
      const requests = bodies('claude-code')
      for (const { file, body } of requests) {
        const outcome = messages.readRequest(body)
        expect(outcome.ok, file).toBe(true)
        const written = messages.writeRequest(read(body), target())
        expect(written.ok ? [] : [written.failure], file).toEqual([])
      }
      process.stdout.write(`${requests.length} requests of Claude Code read\n`)
      expect(requests.length).toBeGreaterThan(40)
    })

    test('every request of the SDK is read, but for threads', () => {
      for (const { file, body } of bodies('sdk-anthropic')) {
        const outcome = messages.readRequest(body)
        expect(outcome.ok || outcome.failure.param === 'thread', file).toBe(true)
      }
    })
  },
)
