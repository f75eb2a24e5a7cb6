import { expect, it } from 'vitest'
import { ask, EVERY_MANNER, fetchAnswer } from '../support/client.ts'
import { hear } from '../support/heard.ts'
import { at, runApp, upstream } from '../support/run-app.ts'

const LIST = ['grok-4-fast-reasoning', 'grok-4.5', 'grok-4-0709']

it.each(EVERY_MANNER)(
  '"grok-4" reaches grok-4-0709 on $dialect (stream: $stream)',
  async ({ dialect, stream }) => {
    const up = await upstream({ models: LIST })
    const running = await runApp({ providers: { xai: at(up) } })
    const answer = await ask(running, dialect, 'grok-4', { stream })
    expect(hear(dialect, answer)).toMatchObject({ text: 'Good morning', models: ['grok-4'] })
    expect(up.generations.map(request => request.body.model)).toEqual(['grok-4-0709'])
    expect(answer.headers['x-patchbay-route']).toBe('family; pass')
  },
)

it('a newer release of the family is taken as soon as the list has it', async () => {
  const up = await upstream({ models: LIST })
  const running = await runApp({ providers: { xai: at(up) } })
  up.models = [...LIST, 'grok-4-1015']
  await running.app.refreshCatalogs()
  await ask(running, 'chat', 'grok-4')
  expect(up.generations[0]?.body.model).toBe('grok-4-1015')
})

it('a name that the vendor really lists is never replaced by a dated one', async () => {
  const up = await upstream({ models: [...LIST, 'grok-4'] })
  const running = await runApp({ providers: { xai: at(up) } })
  await ask(running, 'messages', 'grok-4')
  expect(up.generations[0]?.body.model).toBe('grok-4')
})

it('an alias for the newest of a family does the same under any name', async () => {
  const up = await upstream({ models: LIST })
  const running = await runApp({ providers: { xai: at(up) }, aliases: { grok: { latest: 'xai/grok-4' } } })
  for (const { dialect, stream } of EVERY_MANNER) {
    const answer = await ask(running, dialect, 'grok', { stream })
    expect(hear(dialect, answer).models).toEqual(['grok'])
  }
  expect(new Set(up.generations.map(request => request.body.model))).toEqual(new Set(['grok-4-0709']))
})

it('the list explains, step by step, how the name was read', async () => {
  const up = await upstream({ models: LIST })
  const running = await runApp({ providers: { xai: at(up) } })
  const answer = await fetchAnswer(running, '/v1/models/grok-4')
  expect(JSON.stringify(answer.body.resolution)).toContain('grok-4-0709')
})
