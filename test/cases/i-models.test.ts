import { beforeAll, describe, expect, it } from 'vitest'
import { asArray, asObject } from '../../src-main/core/json.ts'
import { ask, fetchAnswer } from '../support/client.ts'
import { at, type RunningApp, runApp, upstream } from '../support/run-app.ts'
import { listed } from '../support/trio.ts'
import { expectError } from '../support/verdict.ts'

let running: RunningApp
beforeAll(async () => {
  const one = await upstream({
    models: [
      listed('gpt-5.3-codex', 'responses'),
      { ...listed('gpt-4o', 'chat'), created: 1_700_000_000, owned_by: 'acme' },
    ],
  })
  const two = await upstream({ models: ['gpt-4o', 'org/shared', 'noisy-audio-1'] })
  const three = await upstream({ models: null })
  running = await runApp({
    providers: { one: at(one), two: at(two, ['chat']), three: at(three) },
    aliases: { fast: 'one/gpt-5.3-codex', quiet: { to: 'one/gpt-4o', hidden: true }, 'claude-*': 'two/*' },
    models: { 'two/*-audio*': { enabled: false } },
  })
})

const rows = async (path = '/v1/models', headers = {}) => {
  const answer = await fetchAnswer(running, path, { headers })
  expect(answer.status).toBe(200)
  return asArray(answer.body.data).map(asObject)
}

describe('I: the list of models', () => {
  it.each(['/v1/models', '/models', '/v1/models?limit=1000'])(
    'I01 %s has the shape that both vendors promise',
    async path => {
      const answer = await fetchAnswer(running, path)
      expect(answer.body).toMatchObject({ object: 'list', has_more: false })
      for (const row of asArray(answer.body.data).map(asObject)) {
        expect(row).toMatchObject({
          id: expect.stringMatching(/./),
          object: 'model',
          type: 'model',
          created: expect.any(Number),
          created_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
          owned_by: expect.any(String),
          display_name: expect.any(String),
        })
        expect(Number.isInteger(row.created)).toBe(true)
      }
    },
  )

  it('I01 a row says which endpoints the model has and which is preferred', async () => {
    const list = await rows()
    const find = (id: string) => list.find(row => row.id === id)
    expect(find('one/gpt-5.3-codex')).toMatchObject({
      mode: 'responses',
      supported_endpoints: ['/v1/responses'],
      provider: 'one',
      upstream_id: 'gpt-5.3-codex',
    })
    expect(find('one/gpt-4o')).toMatchObject({ mode: 'chat', created: 1_700_000_000, owned_by: 'acme' })
  })

  it('I01 a provider without a list is named in a warning', async () => {
    const answer = await fetchAnswer(running, '/v1/models')
    expect(answer.headers['x-patchbay-warnings']).toContain('three')
  })

  it('I03 aliases are listed with the mode of their target; hidden and disabled ones are not', async () => {
    const list = await rows()
    const ids = list.map(row => row.id)
    expect(list.find(row => row.id === 'fast')).toMatchObject({
      alias_of: 'one/gpt-5.3-codex',
      mode: 'responses',
    })
    expect(ids).not.toContain('quiet')
    expect(ids).not.toContain('two/noisy-audio-1')
    expect(ids.filter(id => `${id}`.includes('*'))).toEqual([])
    expect((await ask(running, 'chat', 'quiet')).status).toBe(200)
    expect((await ask(running, 'chat', 'two/noisy-audio-1')).status).toBeGreaterThanOrEqual(400)
  })

  it("I05 Codex gets its catalog's shape", async () => {
    const answer = await fetchAnswer(running, '/v1/models?client_version=0.169.0')
    expect(answer.status).toBe(200)
    const models = asArray(answer.body.models).map(asObject)
    expect(models.map(model => model.slug)).toContain('fast')
  })

  it.each(['one/gpt-4o', 'one%2Fgpt-4o', 'two/org/shared', 'fast', 'quiet', 'claude-9', 'one/never-listed'])(
    'I07 any name that could be called can be asked for: %s',
    async name => {
      const answer = await fetchAnswer(running, `/v1/models/${name}`)
      expect(answer.status).toBe(200)
      expect(answer.body).toMatchObject({
        id: decodeURIComponent(name),
        object: 'model',
        resolution: expect.anything(),
      })
    },
  )

  it('I07 an unknown name is an error in the shape of the caller', async () => {
    const door = await runApp({ providers: { one: at(await upstream({ models: ['m'] })) } })
    const openai = await fetchAnswer(door, '/v1/models/nosuch%2Fthing')
    expect(expectError('chat', openai, 404, 'provider_not_configured').message).toContain('nosuch')
    const headers = { 'anthropic-version': '2023-06-01' }
    const anthropic = await fetchAnswer(door, '/v1/models/nosuch%2Fthing', { headers })
    expect(anthropic.body).toMatchObject({ type: 'error', error: { message: expect.any(String) } })
  })

  it('I08 an id that two providers list appears under each prefix, once, and each row can be called', async () => {
    const list = await rows()
    const ids = list.map(row => row.id)
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids).toContain('one/gpt-4o')
    expect(ids).toContain('two/gpt-4o')
    for (const { id, mode } of list) {
      const answer = await ask(running, mode as 'chat', String(id))
      expect(`${id} ${answer.status} ${answer.headers['x-patchbay-model']}`).toMatch(/ 200 \w+\//)
    }
  })
})
