import { once } from 'node:events'
import { expect, test } from 'vitest'
import { asObject } from '../../src-main/core/json.ts'
import { openPage } from '../control/open-page.ts'
import { at, runApp, upstream } from '../support/run-app.ts'
import { gate, silence } from '../support/scripted.ts'
import { openSocket } from '../support/websocket.ts'

async function talking() {
  const up = await upstream({ models: ['m'] })
  const running = await runApp({ providers: { lab: at(up, ['chat']) } })
  return { up, running, page: openPage(running.app), client: await openSocket(running) }
}

test('a message of a websocket can be sent again from the log, as the POST that says the same', async () => {
  const { up, running, page, client } = await talking()
  const first = await client.create({ model: 'lab/m', input: 'once more', stream_id: 'a' })
  const id = `${asObject(first[0]?.headers)['x-request-id']}`
  const [original] = up.generations
  const result = await page.log.replay.mutate({ id })
  expect(result.ok).toBe(true)
  while (running.app.activity().recent.length < 2) await new Promise(resolve => setImmediate(resolve))
  expect(
    running.app
      .activity()
      .recent.map(({ method, outcome }) => `${method} ${outcome}`)
      .sort(),
  ).toEqual(['POST completed', 'WS completed'])
  expect(up.generations.at(-1)?.body).toEqual(original?.body)
})

test('a message that is cancelled from the log ends with an error, and the connection goes on', async () => {
  const { up, running, page, client } = await talking()
  const arrived = gate()
  up.script = () => {
    arrived.open()
    return silence
  }
  client.send({ type: 'response.create', model: 'lab/m', input: 'hi' })
  await arrived.opened
  expect(running.app.activity().running).toBe(1)
  const { rows } = await page.log.list.query({})
  await page.log.cancel.mutate({ id: `${rows[0]?.id}` })
  expect(await client.next()).toMatchObject({ type: 'error', status: 503, error: { code: 'cancelled' } })
  expect(await up.generations[0]?.closed).toBe('aborted')
  up.script = undefined
  expect((await client.create({ model: 'lab/m', input: 'hi' })).at(-1)?.type).toBe('response.completed')
  const closed = once(client.socket, 'close')
  client.socket.close()
  await closed
  expect(running.app.activity().running).toBe(0)
})
