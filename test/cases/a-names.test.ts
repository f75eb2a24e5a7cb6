import { describe, expect, it, test } from 'vitest'
import { ask, CLIENT_PATHS, EVERY_DIALECT, EVERY_MANNER, fetchAnswer, MINIMAL } from '../support/client.ts'
import { hear } from '../support/heard.ts'
import { at, runApp, upstream } from '../support/run-app.ts'
import { expectError } from '../support/verdict.ts'

describe('A: names that no alias knows', () => {
  it('A14 a short family name reaches the newest of the family, and says so', async () => {
    const up = await upstream({ models: ['grok-4-fast-reasoning', 'grok-4-0709', 'grok-4.5'] })
    const running = await runApp({ providers: { xai: at(up) } })
    for (const { dialect, stream } of EVERY_MANNER) {
      const answer = await ask(running, dialect, 'grok-4', { stream })
      expect(answer.status).toBe(200)
      expect(answer.headers['x-patchbay-model']).toBe('xai/grok-4-0709')
      expect(answer.headers['x-patchbay-route']).toBe('family; pass')
      expect(hear(dialect, answer).models).toEqual(['grok-4'])
    }
    expect(new Set(up.generations.map(request => request.body.model))).toEqual(new Set(['grok-4-0709']))
  })

  it('A18 a pinned name stays pinned', async () => {
    const up = await upstream({ models: ['gpt-4o', 'gpt-4o-2024-08-06', 'gpt-4o-2024-11-20'] })
    const running = await runApp({ providers: { openai: at(up) } })
    for (const { dialect, stream } of EVERY_MANNER)
      await ask(running, dialect, 'gpt-4o-2024-08-06', { stream })
    expect(new Set(up.generations.map(request => request.body.model))).toEqual(new Set(['gpt-4o-2024-08-06']))
    expect(up.generations).toHaveLength(EVERY_MANNER.length)
  })

  it('A22 a tolerant match is reported, and can be switched off', async () => {
    const up = await upstream({ models: ['gpt-4o'] })
    const providers = { openai: at(up) }
    const answer = await ask(await runApp({ providers }), 'chat', 'GPT-4o')
    expect(answer.status).toBe(200)
    expect(up.generations[0]?.body.model).toBe('gpt-4o')
    expect(answer.headers['x-patchbay-warnings']).toBeTruthy()
    expect(answer.headers['x-patchbay-route']).toMatch(/^tolerant/)
    const strict = await ask(await runApp({ providers, tolerance: false }), 'chat', 'GPT-4o')
    expect(expectError('chat', strict, 404, 'model_not_found').candidates).toEqual(['openai/gpt-4o'])
    expect(up.generations).toHaveLength(1)
  })

  it('A24 a bare name that several providers list goes to the first, or is refused by policy', async () => {
    const [groq, openrouter] = [
      await upstream({ models: ['gpt-oss-120b'] }),
      await upstream({ models: ['gpt-oss-120b'] }),
    ]
    const providers = { groq: at(groq), openrouter: at(openrouter) }
    const first = await ask(await runApp({ providers }), 'chat', 'gpt-oss-120b')
    expect(first.headers['x-patchbay-model']).toBe('groq/gpt-oss-120b')
    expect(first.headers['x-patchbay-warnings']).toBeTruthy()
    groq.forget()
    const strict = await runApp({ providers, ambiguous: 'reject' })
    for (const dialect of EVERY_DIALECT) {
      const refused = await ask(strict, dialect, 'gpt-oss-120b')
      const error = expectError(dialect, refused, 400, 'ambiguous_model')
      expect(JSON.stringify(error)).toContain('groq/gpt-oss-120b')
      expect(JSON.stringify(error)).toContain('openrouter/gpt-oss-120b')
    }
    expect([...groq.generations, ...openrouter.generations]).toEqual([])
  })

  test.each(EVERY_DIALECT)('A29 an absent, empty or non-string model is a 400 on %s', async dialect => {
    const up = await upstream({ models: ['gpt-4o'] })
    const running = await runApp({ providers: { openai: at(up) }, defaultModel: 'openai/gpt-4o' })
    for (const model of [undefined, '', '  ', 123, null, ['gpt-4o']]) {
      const body = { ...MINIMAL[dialect](''), model }
      const error = expectError(
        dialect,
        await fetchAnswer(running, CLIENT_PATHS[dialect], { body }),
        400,
        'model_required',
      )
      if (dialect !== 'messages') expect(error.param).toBe('model')
    }
    expect(up.generations).toEqual([])
  })

  it('A31 a default model is opt-in and visible', async () => {
    const up = await upstream({ models: ['gpt-4o'] })
    const providers = { openai: at(up) }
    expectError('chat', await ask(await runApp({ providers }), 'chat', 'nope'), 404, 'model_not_found')
    const set = await runApp({ providers, defaultModel: 'openai/gpt-4o' })
    for (const { dialect, stream } of EVERY_MANNER) {
      const answer = await ask(set, dialect, 'nope', { stream })
      expect(answer.headers['x-patchbay-route']).toMatch(/^default/)
      expect(answer.headers['x-patchbay-warnings']).toBeTruthy()
      expect(hear(dialect, answer).models).toEqual(['nope'])
    }
    expect(new Set(up.generations.map(request => request.body.model))).toEqual(new Set(['gpt-4o']))
  })

  it('A31 a default model that leads nowhere is named, never replaced', async () => {
    const up = await upstream({ models: ['gpt-4o'] })
    const running = await runApp({ providers: { openai: at(up) }, defaultModel: 'vanished' })
    for (const dialect of EVERY_DIALECT) {
      const error = expectError(dialect, await ask(running, dialect, 'nope'), 400, 'default_model_missing')
      expect(error.message).toContain('vanished')
    }
    expect(up.generations).toEqual([])
  })
})
