import { expect, it } from 'vitest'
import { asArray, asObject } from '../../src-main/core/json.ts'
import { ask, EVERY_MANNER } from '../support/client.ts'
import { upstream } from '../support/run-app.ts'
import { events, json } from '../support/scripted.ts'
import { lab, openProxy } from './open-proxy.ts'

const whole = (usage?: object) => ({
  id: 'c1',
  object: 'chat.completion',
  created: 1,
  model: 'm',
  choices: [{ index: 0, finish_reason: 'stop', message: { role: 'assistant', content: 'hello world' } }],
  ...(usage && { usage }),
})
const streamed = (usage?: object) => [
  `data: ${JSON.stringify({ id: 'c1', choices: [{ index: 0, delta: { content: 'hello world' } }] })}\n\n`,
  `data: ${JSON.stringify({ id: 'c1', choices: [{ index: 0, delta: {}, finish_reason: 'stop' }], ...(usage && { usage }) })}\n\n`,
  'data: [DONE]\n\n',
]

/** Asks a model of Chat whose provider gives these counts. */
async function asked(dialect: 'chat' | 'responses' | 'messages', stream: boolean, usage?: object) {
  const up = await upstream({
    script: ({ body }) => (body.stream === true ? events(streamed(usage)) : json(whole(usage))),
  })
  const proxy = await openProxy(lab(up, ['chat']))
  const ended = proxy.exchange()
  const answer = await ask(proxy, dialect, 'mine', { stream })
  const counts = stream
    ? answer.events
        .map(({ body }) => asObject(body.usage ?? asObject(body.response).usage))
        .findLast(hasCounts)
    : asObject(answer.body.usage)
  return { answer, counts, exchange: await ended }
}
const hasCounts = (usage: object) => Object.keys(usage).length > 0

it.each(EVERY_MANNER.filter(({ dialect }) => dialect !== 'chat'))(
  'what the provider did not count is estimated, and said to be: $dialect, stream: $stream',
  async ({ dialect, stream }) => {
    const { answer, counts, exchange } = await asked(dialect, stream)
    // "hi" in one turn, and two words.
    expect(counts).toMatchObject({ input_tokens: 5, output_tokens: 2 })
    expect(exchange.losses).toContainEqual({ code: 'estimated', path: 'reply.usage' })
    expect(exchange.usage).toMatchObject({ input: 5, output: 2 })
    expect(answer.headers['x-patchbay-usage']).toBe(stream ? undefined : 'estimated')
    if (!stream) expect(answer.headers['x-patchbay-warnings']).toContain('estimated;reply.usage')
  },
)

it.each([false, true])('half of the counts is completed, not replaced (stream: %s)', async stream => {
  const { counts } = await asked('responses', stream, { completion_tokens: 40 })
  expect(counts).toMatchObject({ input_tokens: 5, output_tokens: 40 })
})

it.each([false, true])("the provider's own counts stand, zeros too (stream: %s)", async stream => {
  const { answer, counts, exchange } = await asked('messages', stream, {
    prompt_tokens: 0,
    completion_tokens: 0,
    total_tokens: 0,
  })
  expect(counts).toMatchObject({ input_tokens: 0, output_tokens: 0 })
  expect(exchange.losses).toEqual([])
  expect(answer.headers).not.toHaveProperty('x-patchbay-usage')
})

it.each([false, true])('Chat leaves out what nobody counted (stream: %s)', async stream => {
  const { answer, exchange } = await asked('chat', stream)
  expect(answer.text).not.toContain('prompt_tokens')
  expect([exchange.usage, asArray(exchange.losses)]).toEqual([undefined, []])
})
