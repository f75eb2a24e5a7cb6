import { expect, test } from 'vitest'
import { startApp } from '../../src-main/app.ts'
import type { LogChange } from '../../src-main/control/contract/log.ts'
import { ask, fetchAnswer, open } from '../support/client.ts'
import { stopLater } from '../support/lifetime.ts'
import { at, runApp, upstream } from '../support/run-app.ts'
import { events } from '../support/scripted.ts'
import { holdAnswers, lab } from './log-lab.ts'
import { gather, openPage } from './open-page.ts'

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

test('pages of the log hold each row once, however small they are, while more come in', async () => {
  const { page, url, localKey } = await lab()
  const names = Array.from({ length: 40 }, (_, index) => `lab/m-${index}`)
  await Promise.all(names.map(name => ask({ url, localKey }, 'chat', name)))
  const seen: string[] = []
  let before: { startedAt: number; id: string } | undefined
  for (let more = true; more; ) {
    const [found] = await Promise.all([
      page.log.list.query({ limit: 7, before }),
      ask({ url, localKey }, 'chat', 'fast'),
    ])
    seen.push(...found.rows.map(({ requested }) => `${requested}`))
    const last = found.rows.at(-1)
    before = last && { startedAt: last.startedAt, id: last.id }
    more = found.more
  }
  expect(seen.filter(name => name !== 'fast').toSorted()).toEqual(names.toSorted())
})

test('a limit that is no number of rows is the caller’s fault, and says so without a stack', async () => {
  const { page } = await lab()
  for (const limit of [Number.NaN, -5, 1.5, 501])
    await expect(page.log.list.query({ limit })).rejects.toMatchObject({
      data: { code: 'BAD_REQUEST' },
      message: expect.not.stringContaining('    at '),
    })
})

test('a request that never became a call has its row', async () => {
  const { page, url, localKey } = await lab()
  const headers = { 'user-agent': 'tool/1' }
  const answers = [
    await fetchAnswer({ url, localKey: 'pb-local-wrong' }, '/v1/messages', { body: {}, headers }),
    await fetchAnswer({ url, localKey }, '/v1/nowhere', { body: {}, headers }),
    await fetchAnswer({ url, localKey }, '/v1/chat/completions', { method: 'PUT', body: {}, headers }),
    await fetchAnswer({ url, localKey }, '/v1/models', { headers }),
    await fetchAnswer({ url, localKey }, '/v1/models/sk-proj-0123456789abcdefghij', { headers }),
  ]
  const { rows } = await page.log.list.query({})
  expect(rows.toReversed()).toMatchObject([
    { status: 401, outcome: 'failed', errorCode: 'invalid_local_key', clientDialect: 'messages' },
    { status: 404, outcome: 'failed', errorCode: 'unknown_path', keyName: 'default' },
    { status: 405, outcome: 'failed', errorCode: 'method_not_allowed' },
    { status: 200, outcome: 'completed', path: '/v1/models', method: 'GET', client: 'tool/1' },
    { status: 404, outcome: 'failed', path: '/v1/models/[hidden]' },
  ])
  expect(rows.map(({ id }) => id).toReversed()).toEqual(answers.map(({ headers }) => headers['x-request-id']))
})

test('features and cost are known when a request has ended', async () => {
  const provider = await upstream({
    models: [{ id: 'm', pricing: { prompt: '0.000001', completion: '0.000002' } }],
  })
  const { app, url, localKey } = await runApp({ providers: { lab: at(provider) } })
  const page = openPage(app)
  const tools = [
    { type: 'function', function: { name: 'f', parameters: { type: 'object', properties: {} } } },
  ]
  const { headers } = await ask({ url, localKey }, 'chat', 'lab/m', { tools })
  const id = String(headers['x-request-id'])
  const changes = gather<LogChange>(options => page.log.changes.subscribe({ filter: 'has:tools' }, options))
  const told = await changes.until(all => all.some(({ rows }) => rows.some(row => row.cost)))
  changes.stop()
  const { input, output } = { input: 11, output: 7 }
  expect(told.at(-1)?.rows).toMatchObject([
    { id, features: ['tools', 'reasoning', 'cache'], cost: { source: 'list' } },
  ])
  expect(told.at(-1)?.rows[0]?.cost?.usd).toBeCloseTo(input * 1e-6 + output * 2e-6, 9)
  const csv = await page.usage.csv.query({ from: 0, to: Date.now() + 1_000, by: ['model'] })
  const [names, row] = csv.split('\r\n')
  expect(names).toMatch(/^model,requests,errors,input_tokens,/)
  expect(row).toMatch(/^lab\/m,1,0,11,4,/)
})

test('bodies are held as the settings say from the next request on', async () => {
  const { page, url, localKey, writeSettings, provider } = await lab()
  const settings = { providers: { lab: at(provider) } }
  const held = async () => {
    const { headers } = await ask({ url, localKey }, 'chat', 'lab/m')
    return page.log.get.query({ id: String(headers['x-request-id']) })
  }
  expect(await held()).toMatchObject({
    held: 'memory',
    sides: ['client-request', 'upstream-request', 'upstream-response', 'client-response'],
  })
  await writeSettings({ ...settings, log: { bodies: 'off' } })
  const unheld = async () => {
    for (;;) {
      const detail = await held()
      if (detail?.held === 'nowhere') return detail
    }
  }
  expect((await unheld()).missing).toContain('log.bodies was "off"')
  await writeSettings({ ...settings, log: { bodies: 'disk' } })
  let kept = await held()
  while (kept?.held === 'nowhere') kept = await held()
  const purged = async () => {
    await page.log.purge.mutate({ what: 'bodies' })
    return page.log.get.query({ id: kept?.id ?? '' })
  }
  await expect.poll(purged).toMatchObject({ held: 'nowhere', missing: expect.stringContaining('purged') })
})

test('a running request is read while it runs: what was sent, and what has come', async () => {
  const { page, url, localKey, provider } = await lab()
  const { promise: more, resolve } = Promise.withResolvers<void>()
  const first = 'data: {"choices":[{"index":0,"delta":{"content":"Once"}}]}\n\n'
  const last = 'data: {"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}\n\ndata: [DONE]\n\n'
  provider.script = () => events([first, more, last])
  const answer = await open({ url, localKey }, '/v1/chat/completions', {
    body: { model: 'lab/m', stream: true, messages: [] },
  })
  await answer.next()
  const id = String(answer.headers['x-request-id'])
  expect(await page.log.get.query({ id })).toMatchObject({ outcome: 'running', held: 'memory' })
  expect(await page.log.message.query({ id, side: 'client-request' })).toMatchObject({ kind: 'json' })
  expect(await page.log.events.query({ id })).toMatchObject([
    { side: 'upstream-response', data: expect.stringContaining('Once') },
    { side: 'client-response', data: expect.stringContaining('Once') },
  ])
  const chat = await page.log.chat.query({ id })
  expect(chat?.turns.at(-1)).toMatchObject({ isReply: true, blocks: [{ kind: 'text', text: 'Once' }] })
  resolve()
  await answer.rest()
})

test('hits and recent names survive a restart', async () => {
  const { page, url, localKey, app, home } = await lab()
  await ask({ url, localKey }, 'chat', 'fast')
  await ask({ url, localKey }, 'chat', 'lab/m')
  expect((await page.aliases.list.query())[0]).toMatchObject({ hits: 1 })
  await app.stop()
  const again = await startApp({ home, port: 0, controlPort: 0, environment: {}, log: () => {} })
  if (!again.ok) throw new Error(again.message)
  stopLater(() => again.stop())
  const other = openPage(again)
  while ((await other.aliases.recentNames.query()).length < 2);
  expect((await other.aliases.recentNames.query()).map(({ name }) => name)).toEqual(['lab/m', 'fast'])
  expect((await other.aliases.list.query())[0]).toMatchObject({ hits: 1, lastHitAt: expect.any(Number) })
})

test('a running request can be kept, and is when it has ended', async () => {
  const { provider, page, url, localKey } = await lab()
  const answer = holdAnswers(provider)
  const asked = ask({ url, localKey }, 'chat', 'fast')
  let [row] = (await page.log.list.query({})).rows
  while (!row) [row] = (await page.log.list.query({})).rows
  const { id } = row
  expect(await page.log.keep.mutate({ id, kept: true })).toBe(true)
  answer()
  await asked
  const detail = async () => page.log.get.query({ id })
  while ((await detail())?.outcome === 'running');
  expect(await detail()).toMatchObject({ outcome: 'completed', kept: true })
  expect(await page.log.purge.mutate({ what: 'exchanges' })).toBe(0)
  expect(await detail()).not.toBeNull()
  expect(await page.log.keep.mutate({ id: 'req_never', kept: true })).toBe(false)
})
