import { describe, expect, test } from 'vitest'
import { responses } from '../../../../src-main/core/dialects/responses/index.ts'
import { asArray, asObject, isObject } from '../../../../src-main/core/json.ts'
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
import { OPENAI, readContext, readStream, target, wireEvents, writeContext, writeStream } from './builders.ts'

const eventsOf = ({ answer }: Recording): ReplyEvent[] =>
  answer.kind === 'stream' ? readStream(answer.text) : responses.readReply(answer.body, readContext())

describe.skipIf(!hasCorpus)(
  'recorded Responses exchanges (skipped where ../shared/corpus is missing)',
  () => {
    const all = recordingsOf('responses')
    const good = all.filter(recorded => recorded.status < 400)

    test('every reply is read without a throw, with correct grammar', () => {
      for (const recorded of good) assertGrammar(eventsOf(recorded), recorded.name)
      process.stdout.write(`${all.length} recorded Responses exchanges read\n`)
      expect(all.length).toBeGreaterThan(300)
    })

    test('every reply that its provider finished is read to its stop', () => {
      const unfinished = good
        .map(recorded => ({ name: recorded.name, failure: collect(eventsOf(recorded)).failure }))
        .filter(({ failure }) => failure !== undefined)
      // Background replies that were not ready, an error event, and a stream whose first and last line are no JSON.
      const expected = ['response_unfinished', 'insufficient_quota', 'provider_stream_cut']
      expect(unfinished.filter(({ failure }) => !expected.includes(failure?.code ?? ''))).toEqual([])
      expect(unfinished.length).toBeLessThan(10)
    })

    test('all text of a whole reply is in its events', () => {
      for (const recorded of good) {
        const { name } = recorded
        const body = wholeBody(recorded)
        const parts = asArray(body?.output).flatMap(item => asArray(asObject(item).content).map(asObject))
        const said = parts
          .filter(part => part.type === 'output_text')
          .map(part => part.text)
          .join('')
        if (body === undefined || body.status !== 'completed') continue
        const texts = collect(responses.readReply(body, readContext())).blocks.filter(
          block => block.head.type === 'text',
        )
        expect(texts.map(block => block.text).join(''), name).toBe(said)
      }
    })

    test('what is read and written again is read as the same reply', () => {
      for (const recorded of good) {
        const first = collect(eventsOf(recorded))
        if (first.failure) continue
        const again = collect(readStream(writeStream(eventsOf(recorded))))
        const shape = (reply: typeof first) =>
          reply.blocks.map(({ head, text }) => [head.type, head.type === 'opaque' ? head.kind : text])
        expect(shape(again), recorded.name).toEqual(shape(first))
        expect(again.stop?.reason, recorded.name).toBe(first.stop?.reason)
      }
    })

    test('every written stream is numbered without a gap and ends once', () => {
      for (const recorded of good) {
        const events = wireEvents(writeStream(eventsOf(recorded)))
        expect(
          events.map(event => event.sequence_number),
          recorded.name,
        ).toEqual(events.map((_, at) => at))
        const ends = events.filter(event =>
          /^response\.(completed|incomplete|failed)$/.test(String(event.type)),
        )
        expect(ends, recorded.name).toEqual([events.at(-1)])
      }
    })

    test('every recorded request is read, or refused for what would need a store', () => {
      const refused = all.flatMap(({ request }) => {
        const outcome = request?.model === undefined ? undefined : responses.readRequest(request)
        return outcome && !outcome.ok ? [outcome.failure.param ?? ''] : []
      })
      expect([...new Set(refused)].sort()).toEqual(['background', 'conversation', 'previous_response_id'])
    })

    test('every error body is read with its code', () => {
      for (const recorded of all.filter(({ status }) => status >= 400)) {
        const { status, name } = recorded
        const body = wholeBody(recorded)
        const failure = responses.readFailure(status, JSON.stringify(body))
        expect(failure.code, name).toBe(asObject(body?.error).code)
      }
    })
  },
)

describe.skipIf(!hasClients)('recorded client requests (skipped where ../shared/clients is missing)', () => {
  const requests = clientRequests().filter(
    ({ name, dialect }) => dialect === 'responses' && !name.includes('#'),
  )

  test.each([
    ['that knows what OpenAI knows', OPENAI],
    ['that knows plain functions only', {}],
  ])('each is read, and written for an endpoint %s', (_, quirks) => {
    for (const { name, body } of requests) {
      if (body.previous_response_id) continue
      const conversation = responses.readRequest(body)
      if (!conversation.ok) return expect.fail(`${name}: ${conversation.failure.message}`)
      const written = responses.writeRequest(conversation.value, target(quirks))
      expect(written.ok ? written.value.body.input : written.failure, name).toBeInstanceOf(Array)
    }
    expect(requests.length).toBeGreaterThan(60)
  })

  test('none of them names the machine or the session upstream', () => {
    for (const { name, body } of requests) {
      const conversation = responses.readRequest({ ...body, previous_response_id: null })
      if (!conversation.ok || !isObject(body.client_metadata)) continue
      const written = responses.writeRequest(conversation.value, target(OPENAI))
      expect(JSON.stringify(written), name).not.toContain(
        String(body.client_metadata['x-codex-installation-id']),
      )
    }
  })

  test('replies are written for each of them with its own request repeated', () => {
    for (const { name, body } of requests) {
      const conversation = responses.readRequest({ ...body, previous_response_id: null })
      if (!conversation.ok) continue
      const reply = responses.writeReply({ blocks: [], losses: [] }, writeContext(conversation.value)).body
      expect(reply.tools, name).toEqual(body.tools ?? [])
    }
  })
})
