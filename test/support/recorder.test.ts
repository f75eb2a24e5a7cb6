import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { WebSocket, WebSocketServer } from 'ws'
import { stopLater } from './lifetime.ts'
import { startRecorder } from './recorder.ts'

/** Says back what it is sent, by POST and by websocket; connections elsewhere than on `/socket` are refused. */
async function startEcho(): Promise<string> {
  const server = createServer(async (request, response) => response.end(await text(request)))
  const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false })
  server.on('upgrade', (request, socket, head) => {
    if (request.url !== '/socket') return void socket.end('HTTP/1.1 426 Upgrade Required\r\n\r\n')
    sockets.handleUpgrade(request, socket, head, near => near.on('message', data => near.send(String(data))))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  stopLater(() => server.close().closeAllConnections())
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

async function startRecorded() {
  const recorder = await startRecorder(await startEcho())
  stopLater(recorder.stop)
  return { ...recorder, socketUrl: recorder.url.replace('http', 'ws') }
}

test('the recorder notes a request with its body, and hands on the answer', async () => {
  const { url, seen } = await startRecorded()
  const answer = await fetch(`${url}/v1/x?y=1`, { method: 'POST', body: 'hello' })
  expect(await answer.text()).toBe('hello')
  expect(seen).toEqual([{ line: 'POST /v1/x?y=1 200', body: 'hello' }])
})

test('the recorder notes each message of a websocket, of every length and in parts', async () => {
  const { socketUrl, seen } = await startRecorded()
  const socket = new WebSocket(`${socketUrl}/socket`)
  stopLater(() => socket.terminate())
  await once(socket, 'open')
  const sent = ['', 'short', 'ä'.repeat(200), 'long '.repeat(20_000), 'first part, second part']
  const back: string[] = []
  const { promise, resolve } = Promise.withResolvers<void>()
  socket.on('message', data => back.push(String(data)) === sent.length && resolve())
  for (const message of sent.slice(0, -1)) socket.send(message)
  socket.send('first part, ', { fin: false })
  socket.ping()
  socket.send('second part', { fin: true })
  await promise
  expect(back).toEqual(sent)
  expect(seen).toEqual([
    { line: 'GET /socket 101', body: '' },
    ...sent.map(body => ({ line: 'WS /socket', body })),
  ])
})

test('the recorder notes a refused websocket', async () => {
  const { socketUrl, seen } = await startRecorded()
  const socket = new WebSocket(`${socketUrl}/elsewhere`)
  const [error] = await once(socket, 'error')
  expect(String(error)).toContain('426')
  expect(seen).toEqual([{ line: 'GET /elsewhere 426', body: '' }])
})
