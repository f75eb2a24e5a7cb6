import OpenAI from 'openai'
import { ResponsesWebSocketSession } from 'openai/lib/responses/responses-websocket-session'
import { ResponsesWS } from 'openai/resources/responses/ws'
import { describe, expect, it } from 'vitest'
import { stopLater } from '../support/lifetime.ts'
import { runDemoApp } from '../support/run-app.ts'
import * as task from './tasks.ts'

const app = await runDemoApp()
const client = new OpenAI({ baseURL: `${app.proxyUrl}/v1`, apiKey: app.localKey, maxRetries: 0 })
const tools: OpenAI.Responses.FunctionTool[] = [
  { type: 'function', name: 'get_weather', parameters: task.weatherParameters, strict: true },
]

type Create = Extract<OpenAI.Responses.ResponsesClientEvent, { type: 'response.create' }>
type Event = OpenAI.Responses.ResponsesServerEvent

/** A connection of the SDK, and its events up to the end of each reply. */
function connect() {
  const socket = new ResponsesWS(client)
  stopLater(() => socket.close())
  const records = socket.stream()
  return async (fields: Omit<Create, 'type'>): Promise<Event[]> => {
    socket.send({ type: 'response.create', ...fields })
    const events: Event[] = []
    for (;;) {
      const { value, done } = await records.next()
      if (done) throw new Error('the connection ended before the reply did')
      if (value.type === 'error') throw value.error
      if (value.type !== 'message') continue
      events.push(value.message)
      if (/^response\.(completed|incomplete|failed)$/.test(value.message.type)) return events
    }
  }
}

/** The reply that the last event holds. */
function replyOf(events: readonly Event[]): OpenAI.Responses.Response {
  const last = events.at(-1)
  if (last?.type !== 'response.completed') throw new Error(`ended with ${last?.type}`)
  return last.response
}

const textOf = ({ output }: OpenAI.Responses.Response): string =>
  output
    .flatMap(item => (item.type === 'message' ? item.content : []))
    .map(part => (part.type === 'output_text' ? part.text : ''))
    .join('')

describe.each(task.upstreams)('the openai SDK on a websocket, answered by %s', model => {
  it('gets a text, in deltas and whole', async () => {
    const send = connect()
    const events = await send({ model, input: task.prompt })
    const deltas = events.map(event => (event.type === 'response.output_text.delta' ? event.delta : ''))
    const reply = replyOf(events)
    expect(reply.model).toBe(model)
    expect(textOf(reply)).toContain('patch bay')
    expect(deltas.join('')).toBe(textOf(reply))
    expect(deltas.filter(delta => delta !== '').length).toBeGreaterThan(1)
  })

  it.each([false, true])(
    'runs a tool loop by previous_response_id, store: %s, on one connection',
    async store => {
      const send = connect()
      const first = replyOf(await send({ model, input: task.toolPrompt, tools, store }))
      const call = first.output.find(item => item.type === 'function_call')
      expect(call?.name).toBe('get_weather')
      const input = [
        { type: 'function_call_output' as const, call_id: call?.call_id ?? '', output: task.weather },
      ]
      const events = await send({ model, input, tools, store, previous_response_id: first.id })
      expect(textOf(replyOf(events))).toContain(task.weather)
    },
  )

  it('runs lanes beside each other, judged by its own accumulator', async () => {
    const socket = new ResponsesWS(client)
    stopLater(() => socket.close())
    for await (const { type } of socket.stream()) if (type === 'open') break
    const session = new ResponsesWebSocketSession(socket, {
      maxLanes: 4,
      maxBufferedEvents: 10_000,
      maxBufferedBytes: 10_000_000,
    })
    const lanes = ['planner', 'research', undefined].map(name => session.lane(name))
    for (const lane of lanes) lane.create({ model, input: task.prompt, store: false })
    const replies = await Promise.all(lanes.map(lane => lane.finalResponse()))
    for (const reply of replies)
      expect([reply.status, reply.output_text]).toEqual(['completed', textOf(reply)])
    const [planner] = replies
    const [lane, fork] = lanes
    for (const each of [lane, fork])
      each?.create({ model, input: task.toolPrompt, tools, store: false, previous_response_id: planner?.id })
    const [next, forked] = await Promise.all([lane?.finalResponse(), fork?.finalResponse()])
    expect(next?.id).not.toBe(forked?.id)
    for (const reply of [next, forked])
      expect(reply?.output.map(({ type }) => type)).toContain('function_call')
  })

  it('gets an error it understands, and goes on', async () => {
    const send = connect()
    const failing = send({ model, input: 'hi', previous_response_id: 'resp_none' })
    const error: unknown = await failing.catch(error => error)
    expect(error).toMatchObject({
      error: {
        type: 'error',
        status: 400,
        error: { code: 'previous_response_not_found', param: 'previous_response_id' },
      },
    })
    expect(textOf(replyOf(await send({ model, input: task.prompt })))).toContain('patch bay')
  })
})
