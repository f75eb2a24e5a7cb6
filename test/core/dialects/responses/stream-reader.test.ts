import fc from 'fast-check'
import { expect, test } from 'vitest'
import { responses } from '../../../../src-main/core/dialects/responses/index.ts'
import type { JsonObject } from '../../../../src-main/core/json.ts'
import { collect } from '../../../../src-main/core/reply.ts'
import { assertGrammar } from '../../../support/event-grammar.ts'
import { readContext, readStream, writeStream } from './builders.ts'
import { richReply } from './replies.ts'

/** A stream of our own writer, as a provider would send it, with ids that change with each event as Copilot's do. */
const rich = writeStream(richReply)

const rotating = rich.replaceAll(
  /"(id|item_id)":"(msg|rs|fc|ctc|tsc)_\d+"/g,
  (_, key, prefix) => `"${key}":"${prefix}_${Math.random()}"`,
)

test('every cut of a stream gives the same events', () => {
  const whole = readStream(rich)
  for (let cut = 1; cut < rich.length; cut += 7) expect(readStream(rich, readContext(), [cut])).toEqual(whole)
})

test('a stream and its finished response say the same', () => {
  const last = rich.slice(rich.lastIndexOf('data: ') + 6)
  const body = (JSON.parse(last) as { response: JsonObject }).response
  const [streamed, whole] = [collect(readStream(rich)), collect(responses.readReply(body, readContext()))]
  expect(whole.blocks).toEqual(streamed.blocks)
  expect([whole.stop, whole.usage]).toEqual([streamed.stop, streamed.usage])
})

test('ids that change with every event mean nothing: the place of an item is its identity', () => {
  const shape = (stream: string) =>
    collect(readStream(stream)).blocks.map(({ head, text }) => [head.type, text])
  expect(shape(rotating)).toEqual(shape(rich))
})

test('a fault after any event still ends in one failure', () => {
  const blocks = rich.split('\n\n').filter(Boolean)
  for (let kept = 0; kept < blocks.length; kept++) {
    const head = blocks
      .slice(0, kept)
      .map(block => `${block}\n\n`)
      .join('')
    const cut = readStream(head)
    assertGrammar(cut, `cut after ${kept}`)
    expect(cut.at(-1)).toMatchObject({
      type: 'failure',
      failure: { status: 502, code: 'provider_stream_cut' },
    })
    const broken = readStream(
      `${head}data: {"type":"error","code":"server_is_overloaded","message":"busy"}\n\n`,
    )
    assertGrammar(broken, `error after ${kept}`)
    expect(broken.at(-1)).toMatchObject({ type: 'failure', failure: { status: 503, message: 'busy' } })
  }
})

test('whatever events come in whatever order, the grammar holds', () => {
  const pieces = rich.split('\n\n').filter(Boolean)
  fc.assert(
    fc.property(
      fc.array(
        fc.constantFrom(...pieces, 'data: {"type":"response.new_thing"}', 'data: nonsense', 'data: [DONE]'),
      ),
      chosen => {
        assertGrammar(readStream(chosen.map(piece => `${piece}\n\n`).join('')))
      },
    ),
  )
})
