import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../../src-main/core/json.ts'
import { fetchAnswer, MINIMAL } from '../support/client.ts'
import { rawUpstream, reply } from '../support/raw-upstream.ts'
import { lab, openProxy } from './open-proxy.ts'

const WHOLE = {
  id: 'c1',
  object: 'chat.completion',
  model: 'org/real',
  choices: [{ index: 0, message: { role: 'assistant', content: 'hello' }, finish_reason: 'stop' }],
  usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
}
const TRANSLATED = { dispatch: { mismatch: 'translate' } }

/** A Chat provider that refuses each of these fields in its own words, one after the other. */
const picky = (refusals: Readonly<Record<string, string>>) =>
  rawUpstream(raw => {
    const sent = JSON.parse(`${raw.body}`)
    const field = Object.keys(refusals).find(name => name in sent)
    const answer = field ? { error: { message: refusals[field] } } : WHOLE
    return reply(JSON.stringify(answer), {}, field ? 400 : 200)(raw)
  })

const bodies = (seen: readonly { body: Buffer }[]): JsonObject[] =>
  seen.map(({ body }) => JSON.parse(`${body}`))
const REFUSED = { temperature: "Unsupported parameter: 'temperature' is not supported with this model." }

describe('a capability that the provider refuses', () => {
  it('is left out at once, told, listed as an attempt, and remembered', async () => {
    const upstream = await picky(REFUSED)
    const proxy = await openProxy(lab(upstream, ['chat'], TRANSLATED))
    const ended = proxy.exchange()
    const body = { ...MINIMAL.messages('mine'), temperature: 0.5 }
    const answer = await fetchAnswer(proxy, '/v1/messages', { body })
    expect(answer.status).toBe(200)
    expect(answer.headers['x-patchbay-warnings']).toBe('sent_again;model,unsupported_parameter;temperature')
    expect((await ended).attempts.map(({ status }) => status)).toEqual([400, 200])
    expect(proxy.learned).toMatchObject([
      { modelId: 'lab/org/real', finding: { lessons: [{ dialect: 'chat', quirks: { sampling: false } }] } },
    ])
    const again = await fetchAnswer(proxy, '/v1/messages', { body })
    expect(again.headers['x-patchbay-warnings']).toBe('unsupported_parameter;temperature')
    expect(bodies(upstream.seen).map(sent => 'temperature' in sent)).toEqual([true, false, false])
  })

  it('may be one of several, refused one after the other', async () => {
    const upstream = await picky({
      ...REFUSED,
      max_tokens: "'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.",
    })
    const proxy = await openProxy(lab(upstream, ['chat'], TRANSLATED))
    const body = { ...MINIMAL.messages('mine'), temperature: 0.5 }
    expect((await fetchAnswer(proxy, '/v1/messages', { body })).status).toBe(200)
    expect(bodies(upstream.seen).at(-1)).toHaveProperty('max_completion_tokens')
    expect(proxy.learned[0]?.finding.lessons).toHaveLength(2)
  })

  it('is the error of the provider where leaving it out does not help', async () => {
    const upstream = await rawUpstream(
      reply(JSON.stringify({ error: { message: REFUSED.temperature } }), {}, 400),
    )
    const proxy = await openProxy(lab(upstream, ['chat'], TRANSLATED))
    const body = { ...MINIMAL.messages('mine'), temperature: 0.5 }
    const answer = await fetchAnswer(proxy, '/v1/messages', { body })
    expect([answer.status, upstream.seen.length, proxy.learned.length]).toEqual([400, 2, 0])
  })

  it('is refused, not lost, where losses are', async () => {
    const upstream = await picky(REFUSED)
    const settings = { dispatch: { mismatch: 'translate', lossy: 'reject' } }
    const proxy = await openProxy(lab(upstream, ['chat'], settings))
    const body = { ...MINIMAL.messages('mine'), temperature: 0.5 }
    const answer = await fetchAnswer(proxy, '/v1/messages', { body })
    expect(answer.body.error).toMatchObject({ param: 'temperature' })
    expect(upstream.seen).toHaveLength(1)
  })

  it("is the caller's own affair where its bytes are passed", async () => {
    const upstream = await picky(REFUSED)
    const proxy = await openProxy(lab(upstream, ['chat'], TRANSLATED))
    const body = { ...MINIMAL.chat('mine'), temperature: 0.5 }
    expect((await fetchAnswer(proxy, '/v1/chat/completions', { body })).status).toBe(400)
    expect(upstream.seen).toHaveLength(1)
  })
})

describe('a refusal of what was passed', () => {
  const passed = async (message: string, code?: string, field = 'temperature') => {
    const upstream = await rawUpstream(raw =>
      JSON.parse(`${raw.body}`)[field] === undefined
        ? reply(JSON.stringify(WHOLE))(raw)
        : reply(JSON.stringify({ error: { message, ...(code && { code }) } }), {}, 400)(raw),
    )
    const proxy = await openProxy(lab(upstream, ['chat'], TRANSLATED))
    const body = { ...MINIMAL.chat('mine'), [field]: 0.5 }
    const answer = await fetchAnswer(proxy, '/v1/chat/completions', { body })
    return { upstream, proxy, answer, body }
  }

  it('reaches its caller as it is, and spares those that are translated the same one', async () => {
    const { upstream, proxy, answer, body } = await passed(REFUSED.temperature, 'unsupported_parameter')
    expect(answer).toMatchObject({ status: 400, body: { error: { message: REFUSED.temperature } } })
    expect(bodies(upstream.seen)).toEqual([{ ...body, model: 'org/real' }])
    expect(proxy.learned).toMatchObject([
      { modelId: 'lab/org/real', finding: { lessons: [{ dialect: 'chat', quirks: { sampling: false } }] } },
    ])
    const translated = await fetchAnswer(proxy, '/v1/messages', {
      body: { ...MINIMAL.messages('mine'), temperature: 0.5 },
    })
    expect(translated.status).toBe(200)
    expect(translated.headers['x-patchbay-warnings']).toBe('unsupported_parameter;temperature')
    expect(bodies(upstream.seen).map(sent => 'temperature' in sent)).toEqual([true, false])
    // Its bytes are still its caller's own affair, and nothing is learned twice.
    expect((await fetchAnswer(proxy, '/v1/chat/completions', { body })).status).toBe(400)
    expect(proxy.learned).toHaveLength(1)
  })

  it.each([
    ['its value', "Invalid value: 'temperature' must be between 0 and 2.", 'invalid_value', 'temperature'],
    [
      'a value of it that another request may have',
      "Unsupported value: 'temperature' does not support 0.5.",
      'unsupported_value',
      'temperature',
    ],
    ['a typing mistake', 'Unknown parameter: `temprature`.', 'unknown_parameter', 'temprature'],
  ])('teaches nothing where it is about %s', async (_, message, code, field) => {
    const { proxy, answer } = await passed(message, code, field)
    expect([answer.status, proxy.learned]).toEqual([400, []])
  })

  it('teaches nothing that its words do not say of the parameter itself', async () => {
    const { proxy } = await passed('temperature: Input should be a valid number')
    expect(proxy.learned).toEqual([])
  })

  it.each([
    ['`temperature` is deprecated for this model.'],
    ['temperature: Extra inputs are not permitted'],
    ["property 'temperature' is unsupported"],
  ])('teaches by words alone where they are plain: %s', async message => {
    const { proxy } = await passed(message)
    expect(proxy.learned).toHaveLength(1)
  })
})
