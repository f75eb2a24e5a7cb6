import { describe, expect, test } from 'vitest'
import { chat } from '../../../../src-main/core/dialects/chat/index.ts'
import { collect, type ReplyEvent } from '../../../../src-main/core/reply.ts'
import { assertGrammar } from '../../../support/event-grammar.ts'
import { hasCorpus, type Recording, recordingsOf, wholeBody } from '../../../support/recordings.ts'
import { readContext, readStream, target, writeContext, writeStream } from './builders.ts'

/** Some tests of other projects recorded a 200 and nothing more. */
const isEmpty = (answer: Recording['answer']): boolean =>
  answer.kind === 'stream' ? answer.text === '' : Object.keys(answer.body).length === 0

const eventsOf = ({ answer }: Recording): ReplyEvent[] =>
  answer.kind === 'stream' ? readStream(answer.text) : chat.readReply(answer.body, readContext())

describe.skipIf(!hasCorpus)('recorded Chat exchanges (skipped where ../shared/corpus is missing)', () => {
  const all = recordingsOf('chat')
  const replies = all.filter(({ status, answer }) => status < 400 && !isEmpty(answer))

  test(`all ${replies.length} replies are read, with correct grammar`, () => {
    for (const recorded of replies) assertGrammar(eventsOf(recorded), recorded.name)
    expect(replies.length).toBeGreaterThan(450)
  })

  test('only replies in which the provider itself reports an error fail', () => {
    const failed = replies.filter(recorded => collect(eventsOf(recorded)).failure)
    expect(failed.filter(({ answer }) => !/"error\\?":/.test(JSON.stringify(answer)))).toEqual([])
  })

  test('every text that a provider streamed arrives', () => {
    for (const recorded of replies.filter(({ answer }) => answer.kind === 'stream')) {
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
    for (const recorded of all.filter(({ status }) => status >= 400)) {
      const { name, status } = recorded
      const body = wholeBody(recorded)
      expect(chat.readFailure(status, JSON.stringify(body)), name).toMatchObject({ status, message: /\w/ })
    }
  })
})
