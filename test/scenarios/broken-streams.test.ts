import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Dialect } from '../../src-main/core/conversation.ts'
import { ask, fetchAnswer } from '../support/client.ts'
import { PRINTERS } from '../support/replies/index.ts'
import { RICH } from '../support/replies/saying.ts'
import { events, type ScriptedReply } from '../support/scripted.ts'
import { ONLY, PAIRS, startTrio, type Trio } from '../support/trio.ts'
import { expectFailure } from '../support/verdict.ts'

let trio: Trio
beforeAll(async () => {
  trio = await startTrio()
})
afterEach(async () => {
  expect((await fetchAnswer(trio, '/health')).status).toBe(200)
})

/** How many of the last events come after the one that says that all has been said (finish_reason, stop_reason). */
const AFTER_THE_END: Readonly<Record<Dialect, number>> = { chat: 3, responses: 1, messages: 2 }

/** The ways in which a provider breaks off after some of its events. */
const BREAKS: readonly [string, (said: string[], provider: Dialect) => ScriptedReply][] = [
  ['an error event', (said, provider) => events([...said, PRINTERS[provider].failureEvent])],
  ['a clean end', said => events(said)],
  ['a torn connection', said => events(said, 'cut')],
  ['half an event', said => events([...said, 'event: message\ndata: {"id":"half'])],
]

describe.each(PAIRS)('$client over $provider', ({ client, provider }) => {
  const spoken = PRINTERS[provider].stream(RICH)
  const incomplete = spoken.length - AFTER_THE_END[provider]

  it.each(BREAKS)('%s after any event ends as a failure, never as a whole reply', async (_, breakAfter) => {
    for (let count = 0; count <= incomplete; count++) {
      trio.up.script = () => breakAfter(spoken.slice(0, count), provider)
      const answer = await ask(trio, client, ONLY[provider], { stream: true })
      expectFailure(client, answer, `after ${count} events`)
    }
  })

  it('what had been said before the break still reaches the client', async () => {
    trio.up.script = () => events([...spoken.slice(0, incomplete), PRINTERS[provider].failureEvent])
    const answer = await ask(trio, client, ONLY[provider], { stream: true })
    expect(answer.text).toContain('東京 🗼')
  })

  it('a client that wants it whole gets an error, or a torn body, but no reply', async () => {
    const text = JSON.stringify(PRINTERS[provider].whole(RICH))
    for (const ending of ['end', 'cut'] as const)
      for (const length of [0, 1, Math.floor(text.length / 2), text.length - 1]) {
        const headers = { 'content-type': 'application/json' }
        const chunks = length === 0 ? [] : [text.slice(0, length)]
        trio.up.script = () => ({ kind: 'reply', status: 200, headers, chunks, ending })
        const answer = await ask(trio, client, ONLY[provider])
        const torn = client === provider && (!answer.complete || answer.text === text.slice(0, length))
        if (!torn) expectFailure(client, answer, `${ending} after ${length} bytes`)
      }
  })
})
