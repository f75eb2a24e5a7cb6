import { describe, expect, it } from 'vitest'
import { ask, EVERY_MANNER } from '../support/client.ts'
import { deadBaseUrl } from '../support/fake-upstream.ts'
import { hear } from '../support/heard.ts'
import { dialectOf, ERROR_BODIES, PRINTERS, say } from '../support/replies/index.ts'
import { at, runApp, upstream } from '../support/run-app.ts'
import { events, hangUp, json, type Script } from '../support/scripted.ts'
import { expectFailure } from '../support/verdict.ts'

/** An alias with two targets, of which the first does what the script says. */
async function started(script: Script) {
  const first = await upstream({ script })
  const second = await upstream({ script: request => say({ text: ['from the second'] }, request) })
  const running = await runApp({
    providers: { one: at(first), two: at(second) },
    aliases: { smart: ['one/a', 'two/b'] },
  })
  return { first, second, running }
}

const passing =
  (status: number): Script =>
  request =>
    json(ERROR_BODIES[dialectOf(request) ?? 'chat']('not now'), status, { 'retry-after': '1' })

describe.each(EVERY_MANNER)('$dialect (stream: $stream)', ({ dialect, stream }) => {
  it.each([
    ['hangs up', () => hangUp],
    ['is overloaded', passing(529)],
    ['fails', passing(500)],
    ['limits the rate', passing(429)],
    ['times out', passing(408)],
  ] as [string, Script][])('the second target answers when the first %s', async (_, script) => {
    const { first, second, running } = await started(script)
    const answer = await ask(running, dialect, 'smart', { stream })
    expect(hear(dialect, answer)).toMatchObject({ text: 'from the second', models: ['smart'] })
    expect(answer.headers['x-patchbay-model']).toBe('two/b')
    expect(first.generations.map(request => request.body.model)).toEqual(['a'])
    expect(second.generations.map(request => request.body.model)).toEqual(['b'])
  })

  it('a request that is wrong in itself is not tried again', async () => {
    const { second, running } = await started(passing(400))
    expect((await ask(running, dialect, 'smart', { stream })).status).toBe(400)
    expect(second.generations).toEqual([])
  })

  it('when both fail, the client gets the last failure', async () => {
    const { second, running } = await started(passing(500))
    second.script = passing(503)
    const answer = await ask(running, dialect, 'smart', { stream })
    expectFailure(dialect, answer)
    expect(second.generations).toHaveLength(1)
  })
})

it('nothing is tried again once the client has seen a byte', async () => {
  const { second, running } = await started(request =>
    events(PRINTERS[dialectOf(request) ?? 'chat'].stream({ text: ['half a '] }).slice(0, 2), 'cut'),
  )
  const answer = await ask(running, 'chat', 'smart', { stream: true })
  expectFailure('chat', answer)
  expect(answer.text).toContain('half a ')
  expect(second.generations).toEqual([])
})

it('a provider that is not there at all is passed over', async () => {
  const second = await upstream()
  const running = await runApp({
    providers: { one: at({ baseUrl: await deadBaseUrl() }), two: at(second) },
    aliases: { smart: ['one/a', 'two/b'] },
  })
  expect((await ask(running, 'responses', 'smart')).headers['x-patchbay-model']).toBe('two/b')
})
