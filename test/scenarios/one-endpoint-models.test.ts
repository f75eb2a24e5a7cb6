import { describe, expect, it } from 'vitest'
import { asArray, asObject } from '../../src-main/core/json.ts'
import { ask, EVERY_DIALECT, fetchAnswer } from '../support/client.ts'
import { hear } from '../support/heard.ts'
import { at, runApp, upstream } from '../support/run-app.ts'
import { listed } from '../support/trio.ts'
import { expectError } from '../support/verdict.ts'

const CODEX = 'gpt-5.3-codex'

/** A provider of which nothing but the names is known: the endpoints come from the rules about names. */
async function started(
  mismatch: string,
  models = [CODEX, 'gpt-4o'] as (string | ReturnType<typeof listed>)[],
) {
  const up = await upstream({ models })
  const running = await runApp({ providers: { copilot: at(up) }, dispatch: { mismatch } })
  return { up, running }
}

const known = [listed(CODEX, 'responses'), listed('gpt-4o', 'chat')]

describe.each(['auto', 'translate', 'reject'])('under "%s"', mismatch => {
  it.each([false, true])('codex and gpt-4o work on their own endpoints (stream: %s)', async stream => {
    const { up, running } = await started(mismatch, known)
    expect(hear('responses', await ask(running, 'responses', CODEX, { stream })).text).toBe('Good morning')
    expect(hear('chat', await ask(running, 'chat', 'gpt-4o', { stream })).text).toBe('Good morning')
    expect(up.generations.map(request => request.path)).toEqual(['/v1/responses', '/v1/chat/completions'])
  })

  it.each([false, true])(
    'elsewhere they are translated or refused with the right URL, never sent wrong (stream: %s)',
    async stream => {
      const { up, running } = await started(mismatch, known)
      for (const dialect of EVERY_DIALECT)
        for (const [model, own, url] of [
          [CODEX, 'responses', '/v1/responses'],
          ['gpt-4o', 'chat', '/v1/chat/completions'],
        ] as const) {
          if (dialect === own) continue
          up.forget()
          const answer = await ask(running, dialect, model, { stream })
          const refused = mismatch === 'reject' || (mismatch === 'auto' && dialect === 'chat')
          if (refused) {
            expect(expectError(dialect, answer, 400, 'endpoint_unsupported').message).toContain(url)
            expect(up.generations).toEqual([])
          } else {
            expect(hear(dialect, answer)).toMatchObject({ text: 'Good morning', models: [model] })
            expect(up.generations.map(request => request.path)).toEqual([url])
          }
        }
    },
  )
})

it('the name alone tells that codex speaks Responses', async () => {
  const { up, running } = await started('auto')
  expectError('chat', await ask(running, 'chat', CODEX), 400, 'endpoint_unsupported')
  await ask(running, 'messages', CODEX)
  expect(up.generations.map(request => request.path)).toEqual(['/v1/responses'])
})

it('the mode and the endpoints are in the list of models', async () => {
  const { running } = await started('auto', known)
  const rows = asArray((await fetchAnswer(running, '/v1/models')).body.data).map(asObject)
  expect(rows.find(row => row.id === `copilot/${CODEX}`)).toMatchObject({
    mode: 'responses',
    supported_endpoints: ['/v1/responses'],
  })
  expect(rows.find(row => row.id === 'copilot/gpt-4o')).toMatchObject({
    mode: 'chat',
    supported_endpoints: ['/v1/chat/completions'],
  })
})

it('a model whose list names nothing but a websocket is refused, saying so', async () => {
  const up = await upstream({ models: [{ id: 'realtime-1', supported_endpoints: ['ws:/responses'] }] })
  const running = await runApp({ providers: { copilot: at(up) } })
  for (const dialect of EVERY_DIALECT) {
    const answer = await ask(running, dialect, 'realtime-1')
    expect(expectError(dialect, answer, 400).message).toMatch(/websocket/i)
  }
  expect(up.generations).toEqual([])
})

it('the user can set the mode of one model, and it is in force at once', async () => {
  const { up, running } = await started('translate', known)
  await running.writeSettings({
    providers: { copilot: at(up) },
    dispatch: { mismatch: 'translate' },
    models: { 'copilot/gpt-4o': { mode: 'responses' } },
  })
  await expect
    .poll(async () => (await ask(running, 'chat', 'gpt-4o')).headers['x-patchbay-route'], { timeout: 10_000 })
    .toBe('listed; chat>responses')
})
