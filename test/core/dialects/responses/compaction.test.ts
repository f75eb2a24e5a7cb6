import { expect, test } from 'vitest'
import { responses } from '../../../../src-main/core/dialects/responses/index.ts'
import { asArray } from '../../../../src-main/core/json.ts'
import { collect } from '../../../../src-main/core/reply.ts'
import { read, wireEvents, writeContext, writeStream } from './builders.ts'
import { textReply } from './replies.ts'

test('a compaction is one item that holds the summary, and the next request reads it', () => {
  const asked = read({ input: [{ role: 'user', content: 'hi' }, { type: 'compaction_trigger' }] })
  const reply = responses.writeReply(collect(textReply('We did x.')), writeContext(asked)).body
  expect(asArray(reply.output)).toMatchObject([{ type: 'compaction' }])
  const next = read({ input: [...asArray(reply.output), { role: 'user', content: 'go on' }] })
  expect(next.turns[0]).toMatchObject({
    role: 'user',
    blocks: [{ text: expect.stringContaining('We did x.') }],
  })
})

test('a compaction without a summary fails instead of losing the conversation', () => {
  const asked = read({ input: [{ role: 'user', content: 'hi' }, { type: 'compaction_trigger' }] })
  const events = wireEvents(writeStream(textReply(' '), writeContext(asked)))
  expect(events.at(-1)).toMatchObject({
    type: 'response.failed',
    response: { error: { code: 'compaction_failed' } },
  })
})
