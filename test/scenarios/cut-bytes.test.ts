import { beforeAll, describe, expect, it } from 'vitest'
import { ask } from '../support/client.ts'
import { hear } from '../support/heard.ts'
import { PRINTERS } from '../support/replies/index.ts'
import { joined, RICH } from '../support/replies/saying.ts'
import { type Chunk, events } from '../support/scripted.ts'
import { ONLY, PAIRS, startTrio, type Trio } from '../support/trio.ts'

let trio: Trio
beforeAll(async () => {
  trio = await startTrio()
})

/** Ids and times differ from one request to the next; nothing else may. */
const withoutIds = (text: string) =>
  text
    .replace(/"(chatcmpl-|resp_|msg_|rs_|fc_)[^"]*"/g, '"ID"')
    .replace(/"(created|created_at|completed_at)":\d+/g, '"$1":0')

/** Every seventieth byte, and every byte inside a character of several bytes. */
function places(bytes: Buffer): number[] {
  const inside = [...bytes.keys()].filter(index => ((bytes[index] ?? 0) & 0xc0) === 0x80)
  const regular = Array.from({ length: Math.floor(bytes.length / 70) }, (_, index) => index * 70 + 35)
  return [...inside.slice(0, 60), ...regular]
}

describe.each(PAIRS)('$client over $provider', ({ client, provider }) => {
  const bytes = Buffer.from(PRINTERS[provider].stream(RICH).join(''))
  const receive = async (...chunks: Chunk[]) => {
    trio.up.script = () => events(chunks)
    return ask(trio, client, ONLY[provider], { stream: true })
  }

  it('a stream that comes byte by byte says the same', async () => {
    const reference = await receive(bytes)
    expect(hear(client, reference)).toMatchObject({
      text: joined(RICH.text),
      reasoning: joined(RICH.reasoning),
      calls: [{ name: 'weather' }],
    })
    const single = await receive(...Array.from(bytes.keys(), index => bytes.subarray(index, index + 1)))
    expect(withoutIds(single.text)).toBe(withoutIds(reference.text))
  })

  it('a stream that is cut in two anywhere says the same', async () => {
    const reference = withoutIds((await receive(bytes)).text)
    for (const place of places(bytes)) {
      const { text } = await receive(bytes.subarray(0, place), bytes.subarray(place))
      expect(withoutIds(text), `cut at byte ${place}`).toBe(reference)
    }
  })

  it('a stream with other line ends says the same', async () => {
    const reference = withoutIds((await receive(bytes)).text)
    const { text } = await receive(bytes.toString().replaceAll('\n', '\r\n'))
    if (client === provider) expect(withoutIds(text).replaceAll('\r\n', '\n')).toBe(reference)
    else expect(withoutIds(text)).toBe(reference)
  })
})
