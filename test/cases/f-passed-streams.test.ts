import { request } from 'node:http'
import { describe, expect, it } from 'vitest'
import { ask, CLIENT_PATHS, EVERY_DIALECT, MINIMAL, open } from '../support/client.ts'
import { hear } from '../support/heard.ts'
import { PRINTERS, say } from '../support/replies/index.ts'
import { RICH } from '../support/replies/saying.ts'
import { at, runApp, upstream } from '../support/run-app.ts'
import { events, gate } from '../support/scripted.ts'
import { comments } from '../support/server-events.ts'
import { fileTrio, ONLY, PAIRS } from '../support/trio.ts'
import { expectFailure } from '../support/verdict.ts'

const trio = await fileTrio({ aliases: { 'my-*': 'copilot/*' } }, { keepAliveEvery: 40 })

/** Pieces of 7 bytes: every character of several bytes and every line is cut somewhere. */
const pieces = (text: string, size = 7) => {
  const bytes = Buffer.from(text)
  return Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) =>
    bytes.subarray(index * size, (index + 1) * size),
  )
}

describe('F: streams that are passed', () => {
  it.each(EVERY_DIALECT)('F01 %s passes byte for byte, comments and odd spacing included', async dialect => {
    const spoken = PRINTERS[dialect].stream({ ...RICH, model: ONLY[dialect] })
    const text = [': a comment of the provider\n\n', ...spoken].join('').replace('data: ', 'data:')
    trio.up.script = () => events(pieces(text))
    const answer = await ask(trio, dialect, ONLY[dialect], { stream: true })
    expect(answer.headers['content-type']).toContain('text/event-stream')
    expect(answer.text).toBe(text)
  })

  it.each(EVERY_DIALECT)(
    'F01 %s passes byte for byte but for the model where it was renamed',
    async dialect => {
      const text = PRINTERS[dialect].stream({ ...RICH, model: ONLY[dialect] }).join('')
      trio.up.script = () => events(pieces(text))
      const answer = await ask(trio, dialect, `my-${ONLY[dialect]}`, { stream: true })
      expect(answer.text).toBe(text.replaceAll(`"model":"${ONLY[dialect]}"`, `"model":"my-${ONLY[dialect]}"`))
    },
  )
})

describe('F: every stream', () => {
  it.each(PAIRS)(
    'F15 an error in the middle of $provider reaches $client as an error',
    async ({ client, provider }) => {
      const { stream, failureEvent } = PRINTERS[provider]
      trio.up.script = () => events([...stream(RICH).slice(0, 4), failureEvent])
      const answer = await ask(trio, client, ONLY[provider], { stream: true })
      expectFailure(client, answer)
      expect(answer.text).toContain('the machine is on fire')
    },
  )

  it.each(PAIRS.filter(({ client, provider }) => client !== provider))(
    'F17 a silent $provider is kept alive for $client, after its headers',
    async ({ client, provider }) => {
      const [first, ...rest] = PRINTERS[provider].stream(RICH)
      const silenceOver = gate()
      trio.up.script = () => events([first ?? '', silenceOver.opened, ...rest])
      const stream = await open(trio, CLIENT_PATHS[client], {
        body: { ...MINIMAL[client](ONLY[provider]), stream: true },
      })
      expect(stream.status).toBe(200)
      const isAlive = (text: string) =>
        client === 'messages' ? text.split('event: ping').length > 2 : comments(text).length > 1
      let seen = ''
      while (!isAlive(seen)) seen += (await stream.next())?.toString() ?? expect.fail(`ended: ${seen}`)
      silenceOver.open()
      const { text, events: later } = await stream.rest()
      expect(seen + text).toContain('東京 🗼')
      expect(later.length).toBeGreaterThan(1)
    },
  )

  it.each(PAIRS)(
    'F18 when $client hangs up, the connection to $provider closes',
    async ({ client, provider }) => {
      trio.up.script = () => events(PRINTERS[provider].stream(RICH).slice(0, 4), 'hang')
      const stream = await open(trio, CLIENT_PATHS[client], {
        body: { ...MINIMAL[client](ONLY[provider]), stream: true },
      })
      await stream.next()
      stream.abort()
      expect(await trio.up.generations[0]?.closed).toBe('aborted')
    },
  )

  it.each(PAIRS)(
    'F20 $client sees only the name it asked for, from $provider',
    async ({ client, provider }) => {
      trio.up.script = request => say({ ...RICH, model: `${ONLY[provider]}-2026-01-01` }, request)
      const name = `my-${ONLY[provider]}`
      const answer = await ask(trio, client, name, { stream: true })
      expect(hear(client, answer).models).toEqual([name])
      const named = [...answer.text.matchAll(/"model":\s*"([^"]*)"/g)].map(match => match[1])
      expect(new Set(named)).toEqual(new Set([name]))
    },
  )
})

it('F18 when a client hangs up before the answer has begun, the connection closes too', async () => {
  const arrived = gate()
  const up = await upstream({
    script: () => {
      arrived.open()
      return { kind: 'silent' }
    },
  })
  const running = await runApp({ providers: { lab: at(up) } })
  const sent = request(`${running.url}/v1/chat/completions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${running.localKey}` },
  })
  sent.on('error', () => {})
  sent.end(JSON.stringify(MINIMAL.chat('lab/m')))
  await arrived.opened
  sent.destroy()
  await expect.poll(() => up.generations.length, { timeout: 10_000 }).toBe(1)
  expect(await up.generations[0]?.closed).toBe('aborted')
})
