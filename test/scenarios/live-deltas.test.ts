import { describe, expect, it } from 'vitest'
import { asObject, asString, type JsonObject } from '../../src-main/core/json.ts'
import { CLIENT_PATHS, MINIMAL, open } from '../support/client.ts'
import { PRINTERS } from '../support/replies/index.ts'
import { events, gate } from '../support/scripted.ts'
import { serverEvents } from '../support/server-events.ts'
import { fileTrio, ONLY, PAIRS } from '../support/trio.ts'
import { openSocket } from '../support/websocket.ts'

const trio = await fileTrio()
const WORDS = ['one ', 'two ', 'three ', 'four ']

/** A reply whose provider says nothing more until what it said last has arrived. */
function patient(provider: 'chat' | 'responses' | 'messages') {
  const gates = new Map(WORDS.map(word => [word, gate()]))
  const stream = PRINTERS[provider].stream({ text: WORDS })
  const isDelta = (text: string, word: string) => text.includes(`"${word}"`)
  trio.up.script = () =>
    events(
      stream
        .flatMap(text => {
          const word = WORDS.find(each => isDelta(text, each))
          return word === undefined ? [text] : [text, gates.get(word)?.opened]
        })
        .filter(piece => piece !== undefined),
    )
  return (text: string) => {
    for (const [word, held] of gates) if (text.includes(word)) held.open()
  }
}

/** Each piece of text that an event of a dialect brings. */
function deltaOf(body: JsonObject): string {
  const choice = asObject(Array.isArray(body.choices) ? body.choices[0] : undefined)
  const delta = asObject(body.delta)
  const said = asString(body.delta) ?? asString(delta.text) ?? asString(asObject(choice.delta).content)
  return said ?? ''
}

describe('each word reaches its reader before the next is spoken', () => {
  it.each(PAIRS)('from $provider to $client, in whole events', async ({ client, provider }) => {
    const hear = patient(provider)
    const body = { ...MINIMAL[client](ONLY[provider]), stream: true }
    const answer = await open(trio, CLIENT_PATHS[client], { body })
    let all = ''
    for (let piece = await answer.next(); piece; piece = await answer.next()) {
      expect(piece.toString()).toMatch(/\n\n$/)
      all += piece
      hear(all)
    }
    const said = serverEvents(all)
      .map(event => deltaOf(event.body))
      .filter(text => WORDS.includes(text))
    expect(said).toEqual(WORDS)
  })

  it.each(['chat', 'responses', 'messages'] as const)('from %s to a websocket', async provider => {
    const hear = patient(provider)
    const client = await openSocket(trio)
    client.send({ type: 'response.create', model: ONLY[provider], input: 'hi' })
    const said: string[] = []
    for (
      let message = await client.next();
      message.type !== 'response.completed';
      message = await client.next()
    ) {
      if (message.type !== 'response.output_text.delta') continue
      said.push(String(message.delta))
      hear(said.join(''))
    }
    expect(said).toEqual(WORDS)
  })
})
