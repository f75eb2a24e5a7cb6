import { expect, test } from 'vitest'
import type { LogChange } from '../../src-main/control/contract/log.ts'
import { ask, fetchAnswer } from '../support/client.ts'
import { at, runApp, upstream } from '../support/run-app.ts'
import { gather, openPage } from './open-page.ts'

async function lab() {
  const provider = await upstream({ models: ['m', 'gpt-5-codex'] })
  const running = await runApp({
    providers: { lab: at(provider) },
    dispatch: { mismatch: 'translate' },
    aliases: { fast: 'lab/m' },
  })
  const page = openPage(running.app)
  return { ...running, provider, page }
}

test('a row appears when its request starts, and fills when it ends', async () => {
  const { provider, page, url, localKey } = await lab()
  const { promise: answer, resolve } = Promise.withResolvers<void>()
  provider.script = async () => {
    await answer
    return undefined
  }
  const changes = gather<LogChange>(options => page.log.changes.subscribe({}, options))
  expect(await changes.until(all => all.length > 0)).toEqual([
    { type: 'snapshot', rows: [], more: false, words: [] },
  ])
  const asked = ask({ url, localKey }, 'chat', 'fast', {}, { 'user-agent': 'codex/1' })
  const running = await changes.until(all => all.at(-1)?.rows.some(row => row.modelId === 'lab/m') === true)
  expect(running.at(-1)?.rows[0]).toMatchObject({
    outcome: 'running',
    client: 'codex/1',
    keyName: 'default',
    requested: 'fast',
    route: { kind: 'alias', name: 'fast' },
    clientDialect: 'chat',
  })
  expect(running.at(-1)?.rows[0]?.status).toBeUndefined()
  resolve()
  const { headers } = await asked
  const ended = await changes.until(all => all.at(-1)?.rows.some(row => row.outcome === 'completed') === true)
  changes.stop()
  expect(ended.at(-1)?.rows).toMatchObject([
    { id: headers['x-request-id'], status: 200, action: 'pass', attempts: 1, durationMs: expect.any(Number) },
  ])
})

test('a reconnect begins with all rows, newest first', async () => {
  const { page, url, localKey } = await lab()
  await ask({ url, localKey }, 'chat', 'fast')
  await ask({ url, localKey }, 'messages', 'lab/gpt-5-codex')
  const changes = gather<LogChange>(options => page.log.changes.subscribe({}, options))
  const [snapshot] = await changes.until(all => all.length > 0)
  changes.stop()
  expect(snapshot?.rows.map(row => row.requested)).toEqual(['lab/gpt-5-codex', 'fast'])
  expect((await page.log.list.query({})).rows).toEqual(snapshot?.rows)
})

test('the details hold the steps, the attempts and what was lost', async () => {
  const { page, url, localKey } = await lab()
  const { headers } = await ask({ url, localKey }, 'messages', 'lab/gpt-5-codex', { top_k: 5 })
  const detail = await page.log.get.query({ id: String(headers['x-request-id']) })
  expect(detail).toMatchObject({
    action: 'translate',
    upstreamDialect: 'responses',
    steps: expect.arrayContaining([expect.objectContaining({ rule: 'id', outcome: 'match' })]),
    attempts: [{ modelId: 'lab/gpt-5-codex', dialect: 'responses', status: 200 }],
    losses: expect.arrayContaining([expect.objectContaining({ path: 'top_k' })]),
  })
  expect(await page.log.get.query({ id: 'req_of_long_ago' })).toBeNull()
})

test('a key that was put into the wrong field is not in the log', async () => {
  const { page, url, localKey } = await lab()
  const secret = 'sk-proj-0123456789abcdefghij'
  const { status, headers } = await fetchAnswer({ url, localKey }, '/v1/chat/completions', {
    body: { model: secret, messages: [] },
    headers: { 'user-agent': `tool ${secret}` },
  })
  expect(status).toBe(404)
  const { rows } = await page.log.list.query({})
  const detail = await page.log.get.query({ id: String(headers['x-request-id']) })
  expect(rows).toMatchObject([
    { requested: '[hidden]', client: 'tool [hidden]', errorCode: 'model_not_found' },
  ])
  expect(JSON.stringify([rows, detail, await page.aliases.recentNames.query()])).not.toContain(secret)
})
