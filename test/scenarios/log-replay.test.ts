import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { startApp } from '../../src-main/app.ts'
import type { LogDetail } from '../../src-main/control/contract/log.ts'
import { openPage } from '../control/open-page.ts'
import { ask, CLIENT_PATHS, EVERY_DIALECT, EVERY_MANNER, fetchAnswer, MINIMAL } from '../support/client.ts'
import { stopLater } from '../support/lifetime.ts'
import { at, runApp, upstream } from '../support/run-app.ts'
import { gate } from '../support/scripted.ts'
import { hashOf, idOf, lab } from './replay-lab.ts'

type Page = ReturnType<typeof openPage>

/** Replays, and waits until the new exchange has ended. */
async function replayed(
  page: Page,
  input: Parameters<Page['log']['replay']['mutate']>[0],
): Promise<LogDetail> {
  const result = await page.log.replay.mutate(input)
  if (!result.ok) throw new Error(result.message)
  return endOf(page, result.id)
}

async function endOf(page: Page, id: string): Promise<LogDetail> {
  for (;;) {
    const detail = await page.log.get.query({ id })
    if (detail && detail.outcome !== 'running') return detail
  }
}

/** Bytes that no JSON printer would write so. */
const odd = (model: string) =>
  `{ "messages" : [ {"role":"user","content":"Zürich \\u00e9 😀  two  blanks"} ],\r\n\t"max_tokens":64.0e0,\n "model":\t"${model}" , "x_own":[1e3,-0] }\n`

describe('a request that is sent again as it was', () => {
  test.each(EVERY_MANNER)(
    'reaches the provider byte for byte: $dialect, stream $stream',
    async ({ dialect, stream }) => {
      const { page, url, localKey, provider } = await lab()
      const body = JSON.stringify({ ...MINIMAL[dialect]('fast'), stream }, null, 3)
      const headers = {
        'anthropic-version': '2023-06-01',
        'anthropic-beta': 'tools-2024-05-16',
        'openai-beta': 'assistants=v2',
        'user-agent': 'codex/9',
        'content-type': 'application/json; charset=utf-8',
      }
      const first = await fetchAnswer({ url, localKey }, `${CLIENT_PATHS[dialect]}?beta=true`, {
        body,
        headers,
      })
      const again = await replayed(page, { id: idOf(first) })
      const [one, other] = provider.generations
      expect(provider.generations).toHaveLength(2)
      expect(hashOf(other?.raw ?? Buffer.of())).toBe(hashOf(one?.raw ?? Buffer.of(1)))
      expect([other?.path, other?.query]).toEqual([one?.path, '?beta=true'])
      expect(other?.headers).toEqual({ ...one?.headers, host: one?.headers.host })
      expect(again).toMatchObject({
        replayOf: idOf(first),
        outcome: 'completed',
        requested: 'fast',
        keyName: 'default',
        client: 'codex/9',
      })
    },
  )

  test('whatever its bytes, and however they travelled', async () => {
    const { page, url, localKey, provider } = await lab()
    const first = await fetchAnswer({ url, localKey }, '/v1/chat/completions', {
      body: gzipSync(odd('lab/m')),
      headers: { 'content-encoding': 'gzip' },
    })
    await replayed(page, { id: idOf(first) })
    const [one, other] = provider.generations
    expect(other?.raw.toString()).toBe(odd('m'))
    expect(other?.raw).toEqual(one?.raw)
  })

  test('has its name settled before its reply comes, and can be cancelled', async () => {
    const { page, url, localKey, provider } = await lab()
    const first = await ask({ url, localKey }, 'chat', 'fast')
    const waiting = gate()
    provider.script = async () => {
      await waiting.opened
      return undefined
    }
    const result = await page.log.replay.mutate({ id: idOf(first) })
    if (!result.ok) throw new Error(result.message)
    const { id } = result
    for (let seen = provider.generations.length; seen < 2; seen = provider.generations.length)
      await fetch(`${url}/health`)
    expect(await page.log.cancel.mutate({ id })).toBe(true)
    expect(await endOf(page, id)).toMatchObject({ outcome: 'aborted', replayOf: idOf(first) })
    waiting.open()
    expect(await provider.generations[1]?.closed).toBe('aborted')
    expect(await page.log.cancel.mutate({ id })).toBe(false)
  })

  test('may be one that was itself sent again', async () => {
    const { page, url, localKey } = await lab()
    const first = await ask({ url, localKey }, 'messages', 'fast')
    const second = await replayed(page, { id: idOf(first) })
    expect(await replayed(page, { id: second.id })).toMatchObject({
      replayOf: second.id,
      outcome: 'completed',
    })
  })
})

describe('a request that is sent again, differently', () => {
  test('another model takes the place of the name, and nothing else changes', async () => {
    const { page, url, localKey, provider } = await lab()
    const first = await fetchAnswer({ url, localKey }, '/v1/chat/completions', {
      body: odd('fast'),
    })
    expect(await replayed(page, { id: idOf(first), model: 'lab/n' })).toMatchObject({
      requested: 'lab/n',
      modelId: 'lab/n',
    })
    expect(provider.generations[1]?.raw.toString()).toBe(odd('n'))
  })

  test.each(EVERY_DIALECT.flatMap(dialect => EVERY_DIALECT.map(mode => ({ dialect, mode }))))(
    '$dialect is called as $mode, whatever the settings',
    async ({ dialect, mode }) => {
      const { page, url, localKey, provider } = await lab({
        dispatch: { mismatch: 'reject' },
        models: { 'lab/m': { endpoints: [dialect], mode: dialect } },
      })
      const first = await ask({ url, localKey }, dialect, 'lab/m')
      const again = await replayed(page, { id: idOf(first), mode })
      expect(again).toMatchObject({
        upstreamDialect: mode,
        clientDialect: dialect,
        action: mode === dialect ? 'pass' : 'translate',
        outcome: 'completed',
      })
      expect(provider.generations[1]?.path).toBe(CLIENT_PATHS[mode])
    },
  )

  test('an edited body is sent as it was written', async () => {
    const { page, url, localKey, provider } = await lab()
    const first = await ask({ url, localKey }, 'chat', 'fast')
    const again = await replayed(page, { id: idOf(first), body: odd('lab/n') })
    expect(again).toMatchObject({ modelId: 'lab/n', outcome: 'completed' })
    expect(provider.generations[1]?.raw.toString()).toBe(odd('n'))
  })
})

describe('a request that cannot be sent again says why', () => {
  const refusal = async (page: Page, id: string) => {
    const result = await page.log.replay.mutate({ id })
    return result.ok ? 'it was sent' : result.message
  }

  test('there is none', async () => {
    const { page } = await lab()
    expect(await refusal(page, 'req_never')).toContain('no longer in the log')
  })

  test('its body was not held', async () => {
    const { page, url, localKey } = await lab({ log: { bodies: 'off' } })
    expect(await refusal(page, idOf(await ask({ url, localKey }, 'chat', 'fast')))).toContain('log.bodies')
  })

  test('its provider wants the key of the caller', async () => {
    const provider = await upstream({ models: ['m'] })
    const { app, url, localKey } = await runApp({
      providers: { own: at(provider, ['chat'], { key: 'client' }) },
    })
    const headers = { 'x-patchbay-key': localKey, authorization: 'Bearer own-key-of-mine' }
    const first = await ask({ url, localKey }, 'chat', 'own/m', {}, headers)
    expect(first.status).toBe(200)
    expect(await refusal(openPage(app), idOf(first))).toContain("caller's own key")
  })

  test('credentials were taken out of what is on disk', async () => {
    const { page, url, localKey, app, home } = await lab({ log: { bodies: 'disk' } })
    const content = 'My key is sk-proj-0123456789abcdefghij.'
    const messages = [{ role: 'user', content }]
    const first = await ask({ url, localKey }, 'chat', 'fast', { messages })
    const careful = await ask({ url, localKey }, 'chat', 'fast')
    expect(await replayed(page, { id: idOf(first) })).toMatchObject({ outcome: 'completed' })
    await app.stop()
    const again = await startApp({ home, port: 0, controlPort: 0, environment: {}, log: () => {} })
    if (!again.ok) throw new Error(again.message)
    stopLater(() => again.stop())
    const other = openPage(again)
    expect(await refusal(other, idOf(first))).toContain('Credentials were taken out')
    expect(await replayed(other, { id: idOf(careful) })).toMatchObject({ outcome: 'completed' })
  })
})

test('nobody else comes in by the header of what is sent again', async () => {
  const { url, app } = await lab()
  const ticket = 'x'.repeat(43)
  const { status } = await ask({ url }, 'chat', 'fast', {}, { 'x-patchbay-replay': ticket })
  expect(status).toBe(401)
  const { rows } = await openPage(app).log.list.query({})
  expect(rows).toMatchObject([{ status: 401, errorCode: 'invalid_local_key' }])
  expect(rows[0]?.replayOf).toBeUndefined()
})

test('a model that was asked for by an alias since changed is resolved anew', async () => {
  const { page, url, localKey, provider, writeSettings } = await lab()
  const first = await ask({ url, localKey }, 'chat', 'fast')
  await writeSettings({ providers: { lab: at(provider) }, aliases: { fast: 'lab/n' } })
  for (;;) {
    const again = await replayed(page, { id: idOf(first) })
    if (again.modelId === 'lab/n') break
  }
  expect(provider.generations.at(-1)?.body.model).toBe('n')
})
