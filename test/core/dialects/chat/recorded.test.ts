import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { chat } from '../../../../src-main/core/dialects/chat/index.ts'
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
import { readContext, readStream, sse, target, writeContext, writeStream } from './builders.ts'

const CORPUS = join(import.meta.dirname, '../../../../../shared/corpus')

interface Recorded {
  readonly name: string
  readonly status: number
  readonly request?: JsonObject
  readonly body?: JsonObject
  readonly stream?: string
}

function recordings(): Recorded[] {
  const rows = asArray(parseJson(readFileSync(join(CORPUS, 'index.json'), 'utf8'))).map(asObject)
  const files = rows.filter(row => row.dialect === 'openai-chat').map(row => asString(row.file) ?? '')
  return [...new Set(files)].flatMap(readRecording)
}

function readRecording(file: string): Recorded[] {
  const content = readFileSync(join(CORPUS, file), 'utf8')
  if (file.endsWith('.sse')) return [{ name: file, status: 200, stream: content }]
  if (file.endsWith('.txt')) {
    const chunks = content.split('\n').flatMap(line => (line.trim() ? [asObject(parseJson(line))] : []))
    return [{ name: file, status: 200, stream: sse(chunks) }]
  }
  const whole = asObject(parseJson(content))
  if (!Array.isArray(whole.exchanges)) return [{ name: file, status: 200, body: whole }]
  return whole.exchanges
    .map(asObject)
    .filter(exchange => exchange.dialect === 'openai-chat')
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
  stream !== undefined ? readStream(stream) : chat.readReply(body ?? {}, readContext())

describe.skipIf(!existsSync(CORPUS))(
  'recorded Chat exchanges (skipped where ../shared/corpus is missing)',
  () => {
    const all = existsSync(CORPUS) ? recordings() : []
    const replies = all.filter(({ status, body, stream }) => status < 400 && (body || stream))

    test(`all ${replies.length} replies are read, with correct grammar`, () => {
      for (const recorded of replies) assertGrammar(eventsOf(recorded), recorded.name)
      expect(replies.length).toBeGreaterThan(450)
    })

    test('only replies in which the provider itself reports an error fail', () => {
      const failed = replies.filter(recorded => collect(eventsOf(recorded)).failure)
      expect(failed.filter(({ stream, body }) => !/"error":/.test(stream ?? JSON.stringify(body)))).toEqual(
        [],
      )
    })

    test('every text that a provider streamed arrives', () => {
      for (const recorded of replies.filter(({ stream }) => stream !== undefined)) {
        const printed = writeStream(eventsOf(recorded), writeContext())
        const again = collect(readStream(printed))
        const once = collect(eventsOf(recorded))
        const text = (reply: typeof once) =>
          reply.blocks
            .filter(b => b.head.type === 'text')
            .map(b => b.text)
            .join('')
        expect(text(again), recorded.name).toBe(text(once))
      }
    })

    test('every request is read, and written without losing a message', () => {
      for (const { name, request } of all) {
        if (!request) continue
        const read = chat.readRequest(request)
        expect(read.ok, name).toBe(true)
        if (read.ok) expect(() => chat.writeRequest(read.value, target())).not.toThrow()
      }
    })

    test('every error is read with a message', () => {
      for (const { name, status, body } of all.filter(recorded => recorded.status >= 400 && recorded.body)) {
        expect(chat.readFailure(status, JSON.stringify(body)), name).toMatchObject({ status, message: /\w/ })
      }
    })
  },
)
