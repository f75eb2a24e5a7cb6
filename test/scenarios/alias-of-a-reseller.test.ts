import { expect, it } from 'vitest'
import type { Dialect } from '../../src-main/core/conversation.ts'
import { ask, EVERY_MANNER, fetchAnswer } from '../support/client.ts'
import { hear } from '../support/heard.ts'
import { at, runApp, upstream } from '../support/run-app.ts'

const NAMES = ['gpt', 'openrouter/openai/gpt-4o', 'openai/gpt-4o']
const SETS: Dialect[][] = [['chat'], ['chat', 'responses'], ['chat', 'responses', 'messages']]

/** A reseller with an alias for one of its models; a second provider would take the inner prefix if it were read twice. */
async function reseller(endpoints: Dialect[], others: string[] = []) {
  const up = await upstream({ models: ['openai/gpt-4o', 'openrouter/auto'] })
  const decoy = await upstream()
  const running = await runApp({
    providers: {
      openrouter: at(up, endpoints),
      ...Object.fromEntries(others.map(id => [id, at(decoy)])),
    },
    aliases: { gpt: 'openrouter/openai/gpt-4o' },
  })
  return { up, decoy, running }
}

it.each(SETS.map(endpoints => ({ endpoints })))(
  'each name of the model sends "openai/gpt-4o" everywhere, where it speaks $endpoints',
  async ({ endpoints }) => {
    const { up, running } = await reseller(endpoints)
    for (const name of NAMES)
      for (const { dialect, stream } of EVERY_MANNER) {
        const answer = await ask(running, dialect, name, { stream })
        expect(hear(dialect, answer)).toMatchObject({ text: 'Good morning', models: [name] })
      }
    expect(up.generations).toHaveLength(NAMES.length * EVERY_MANNER.length)
    expect(new Set(up.generations.map(request => request.body.model))).toEqual(new Set(['openai/gpt-4o']))
  },
)

it('the inner prefix is not read again, even where a provider of that name exists', async () => {
  const { up, decoy, running } = await reseller(['chat', 'responses'], ['openai'])
  for (const { dialect, stream } of EVERY_MANNER) await ask(running, dialect, 'gpt', { stream })
  expect(new Set(up.generations.map(request => request.body.model))).toEqual(new Set(['openai/gpt-4o']))
  expect(decoy.generations).toEqual([])
})

it("an id that starts with the provider's own name is kept whole where the provider lists it", async () => {
  const { up, running } = await reseller(['chat'])
  await ask(running, 'chat', 'openrouter/auto')
  expect(up.generations[0]?.body.model).toBe('openrouter/auto')
})

it.each([false, true])('a Responses body on the Chat path is answered as Chat (stream: %s)', async stream => {
  for (const endpoints of SETS) {
    const { up, running } = await reseller(endpoints)
    const answer = await fetchAnswer(running, '/v1/chat/completions', {
      body: {
        model: 'gpt',
        stream,
        instructions: 'be brief',
        input: [
          { role: 'user', content: [{ type: 'input_text', text: 'hi' }] },
          { type: 'function_call', call_id: 'c1', name: 'now', arguments: '{}' },
          { type: 'function_call_output', call_id: 'c1', output: 'noon' },
        ],
        tools: [
          { type: 'function', name: 'now', parameters: { type: 'object', properties: {} } },
          { type: 'custom', name: 'ApplyPatch' },
        ],
      },
    })
    expect(hear('chat', answer)).toMatchObject({ text: 'Good morning', stop: 'stop', models: ['gpt'] })
    if (stream) expect(answer.events.at(-1)?.data).toBe('[DONE]')
    else expect(answer.body.object).toBe('chat.completion')
    expect(up.generations).toHaveLength(1)
    const sent = up.generations[0]
    expect(sent?.body.model).toBe('openai/gpt-4o')
    expect(sent?.path).toBe(endpoints.includes('responses') ? '/v1/responses' : '/v1/chat/completions')
    expect(sent?.raw.toString()).toMatch(/be brief/)
    expect(sent?.raw.toString()).toMatch(/noon/)
  }
})
