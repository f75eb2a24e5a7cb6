import { describe, expect, it, test } from 'vitest'
import { ask, EVERY_MANNER } from '../support/client.ts'
import type { Upstream } from '../support/fake-upstream.ts'
import { hear } from '../support/heard.ts'
import { at, type RunningApp, runApp, tryToStart, upstream } from '../support/run-app.ts'
import { expectError } from '../support/verdict.ts'

const sentModels = (up: Upstream) => up.generations.map(request => request.body.model)

/** Asks for a name on the three endpoints, whole and streamed; all must arrive as one id and come back as the name. */
async function reachesAsOne(running: RunningApp, up: Upstream, name: string, sent: string) {
  for (const { dialect, stream } of EVERY_MANNER) {
    const answer = await ask(running, dialect, name, { stream })
    expect(`${answer.status} ${answer.text}`).toMatch(/^200 /)
    expect(hear(dialect, answer)).toMatchObject({ models: [name], text: 'Good morning' })
  }
  expect(sentModels(up)).toEqual(EVERY_MANNER.map(() => sent))
}

describe('A: aliases and patterns', () => {
  it('A01 an alias means the same on every endpoint', async () => {
    const up = await upstream({ models: [] })
    const running = await runApp({
      providers: { openrouter: at(up, ['chat', 'responses']) },
      aliases: { mymodel: 'openrouter/openai/gpt-4o', 'openrouter/*': 'openrouter/*' },
    })
    await reachesAsOne(running, up, 'mymodel', 'openai/gpt-4o')
  })

  it('A02 an alias whose target is another name goes through the pattern once', async () => {
    const up = await upstream({ models: [] })
    const running = await runApp({
      providers: { openrouter: at(up, ['chat', 'responses']) },
      aliases: { mymodel: 'routed/openai/gpt-4o', 'routed/*': 'openrouter/*' },
    })
    await reachesAsOne(running, up, 'mymodel', 'openai/gpt-4o')
  })

  it('A09 an exact alias beats a pattern', async () => {
    const [x, y] = [await upstream(), await upstream()]
    const running = await runApp({
      providers: { x: at(x), y: at(y) },
      aliases: { 'lab/*': 'y/*', 'lab/special': 'x/one' },
    })
    await ask(running, 'chat', 'lab/special')
    await ask(running, 'chat', 'lab/other')
    expect(sentModels(x)).toEqual(['one'])
    expect(sentModels(y)).toEqual(['other'])
  })

  const patterns = [
    ['*', 'p1/*'],
    ['openai/*', 'p2/*'],
    ['openai/gpt-5*', 'p3/gpt-5*'],
  ] as const
  const orders = [
    [0, 1, 2],
    [0, 2, 1],
    [1, 0, 2],
    [1, 2, 0],
    [2, 0, 1],
    [2, 1, 0],
  ] as const
  test.each(orders)('A10 the longest pattern wins, written in the order %i %i %i', async (...order) => {
    const [p1, p2, p3] = [await upstream(), await upstream(), await upstream()]
    const running = await runApp({
      providers: { p1: at(p1), p2: at(p2), p3: at(p3) },
      aliases: Object.fromEntries(order.map(index => patterns[index])),
    })
    for (const name of ['openai/gpt-5-mini', 'openai/gpt-4o', 'foo']) await ask(running, 'chat', name)
    expect([sentModels(p1), sentModels(p2), sentModels(p3)]).toEqual([['foo'], ['gpt-4o'], ['gpt-5-mini']])
  })

  it('A11 a pattern must match the whole name', async () => {
    const up = await upstream()
    const running = await runApp({ providers: { x: at(up) }, aliases: { 'lab/*-chat': 'x/*' } })
    expect((await ask(running, 'chat', 'lab/foo-chat-v2')).status).toBe(404)
    expect(up.generations).toEqual([])
  })

  it('A25 aliases that lead in a circle are refused when settings load, by name', async () => {
    const circle = await tryToStart({ aliases: { ping: 'pong', pong: 'ping' } })
    expect(circle.ok).toBe(false)
    expect(JSON.stringify(circle)).toMatch(/ping.*pong|pong.*ping/)
    const self = await tryToStart({ aliases: { mirror: 'mirror' } })
    expect(self.ok).toBe(false)
    expect(JSON.stringify(self)).toContain('mirror')
  })

  it('A26 an alias beats an id that a provider lists, until it is taken away', async () => {
    const up = await upstream({ models: ['gpt-4o', 'gpt-4o-mini'] })
    const providers = { openai: at(up) }
    const running = await runApp({ providers, aliases: { 'gpt-4o': 'openai/gpt-4o-mini' } })
    const aliased = await ask(running, 'chat', 'gpt-4o')
    expect(aliased.headers['x-patchbay-model']).toBe('openai/gpt-4o-mini')
    await running.writeSettings({ providers })
    await expect
      .poll(async () => (await ask(running, 'chat', 'gpt-4o')).headers['x-patchbay-model'], {
        timeout: 10_000,
      })
      .toBe('openai/gpt-4o')
  })

  it('A27 a chain of aliases ends at its last target', async () => {
    const up = await upstream({ models: ['gpt-4o'] })
    const running = await runApp({ providers: { openai: at(up) }, aliases: { x: 'y', y: 'openai/gpt-4o' } })
    await reachesAsOne(running, up, 'x', 'gpt-4o')
  })

  it('A32 a listed id stays reachable beside aliases', async () => {
    const up = await upstream({ models: ['gpt-4o'] })
    const running = await runApp({ providers: { openai: at(up) }, aliases: { other: 'openai/o9' } })
    await reachesAsOne(running, up, 'gpt-4o', 'gpt-4o')
  })
})

describe('A: model ids', () => {
  it('A04 exactly one prefix is taken off, through a translation too', async () => {
    const [openrouter, openai] = [await upstream(), await upstream()]
    const running = await runApp({
      providers: { openrouter: at(openrouter, ['chat', 'responses']), openai: at(openai) },
      dispatch: { mismatch: 'translate' },
    })
    const answer = await ask(running, 'chat', 'openrouter/openai/gpt-5.1-codex')
    expect(hear('chat', answer).text).toBe('Good morning')
    expect(openrouter.generations).toMatchObject([
      { path: '/v1/responses', body: { model: 'openai/gpt-5.1-codex' } },
    ])
    expect(openai.generations).toEqual([])
  })

  it('A05 an id with many slashes is verbatim after the prefix', async () => {
    const up = await upstream()
    const running = await runApp({ providers: { fireworks: at(up) } })
    const id = 'accounts/fireworks/models/llama-v3p1-8b-instruct'
    await reachesAsOne(running, up, `fireworks/${id}`, id)
  })

  it('A06 a model that no list knows works on a configured provider', async () => {
    const up = await upstream({ models: [] })
    const running = await runApp({ providers: { anthropic: at(up, ['messages']) } })
    await reachesAsOne(running, up, 'anthropic/claude-not-yet-known', 'claude-not-yet-known')
  })

  it('A07 an unknown prefix is an error that lists the configured providers', async () => {
    const up = await upstream()
    const running = await runApp({ providers: { openai: at(up) } })
    for (const { dialect, stream } of EVERY_MANNER) {
      const answer = await ask(running, dialect, 'nosuch/gpt-4o', { stream })
      const status = dialect === 'messages' ? 400 : 404
      const error = expectError(dialect, answer, status, 'provider_not_configured')
      expect(error.message).toMatch(/nosuch.*openai/s)
    }
    expect(up.generations).toEqual([])
  })
})
