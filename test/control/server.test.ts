import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { request, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { createTRPCClient, httpLink, httpSubscriptionLink, splitLink } from '@trpc/client'
import { EventSource } from 'eventsource'
import { describe, expect, test } from 'vitest'
import type { ControlRouter, StateChange } from '../../src-main/control/contract.ts'
import { startControl } from '../../src-main/control/server.ts'
import { stopLater } from '../support/lifetime.ts'
import { aState, someParts } from './control-parts.ts'

const TOKEN = 'a-token-of-this-start'

const onFreePort = async (server: Server, host: string): Promise<number> => {
  server.listen(0, host)
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}

async function control(parts = someParts(), pageFolder = '/nowhere') {
  const server = await startControl({ listen: onFreePort, parts, token: TOKEN, pageFolder })
  stopLater(() => server.stop())
  return { ...server, parts }
}

/** A bare request, since fetch would not let a test lie about Host and Origin. */
async function ask(
  port: number,
  options: { method?: string; path?: string; headers?: Record<string, string>; body?: string },
) {
  const { method = 'GET', path = '/', headers = {}, body } = options
  const outgoing = request({ host: '127.0.0.1', port, method, path, headers })
  outgoing.end(body)
  const [incoming] = await once(outgoing, 'response')
  return { status: incoming.statusCode as number, headers: incoming.headers, body: await text(incoming) }
}

function client(port: number, token = TOKEN) {
  const headers = { 'x-patchbay-token': token }
  const url = `http://127.0.0.1:${port}/trpc`
  return createTRPCClient<ControlRouter>({
    links: [
      splitLink({
        condition: operation => operation.type === 'subscription',
        true: httpSubscriptionLink({
          url,
          EventSource,
          eventSourceOptions: {
            fetch: (input, init) => fetch(input, { ...init, headers: { ...init.headers, ...headers } }),
          },
        }),
        false: httpLink({ url, headers }),
      }),
    ],
  })
}

describe('who may use the control page', () => {
  const refused: [string, Parameters<typeof ask>[1], number][] = [
    ['another host name, as after DNS rebinding', { headers: { host: 'evil.example' } }, 403],
    ['our address with another port', { headers: { host: '127.0.0.1:1' } }, 403],
    ['another site', { headers: { origin: 'https://evil.example' } }, 403],
    ['a page without an origin of its own', { headers: { origin: 'null' } }, 403],
    ['an operation without the token', { path: '/trpc/state' }, 401],
    ['an operation with a wrong token', { path: '/trpc/state', headers: { 'x-patchbay-token': 'x' } }, 401],
    ['an operation spelled with two slashes', { path: '//trpc/state' }, 401],
    [
      'a mutation that a form could send',
      {
        method: 'POST',
        path: '/trpc/pause',
        headers: { 'x-patchbay-token': TOKEN, 'content-type': 'text/plain' },
      },
      415,
    ],
  ]
  test.each(refused)('%s is refused', async (_who, options, status) => {
    const { port } = await control()
    expect((await ask(port, options)).status).toBe(status)
  })

  test.each<Record<string, string>>([{ 'x-patchbay-token': TOKEN }, { authorization: `Bearer ${TOKEN}` }])(
    'the token lets an operation through in %o',
    async headers => {
      const { port } = await control()
      const reply = await ask(port, { path: '/trpc/state', headers })
      expect(reply.status).toBe(200)
      expect(reply.headers['access-control-allow-origin']).toBeUndefined()
    },
  )

  test('the address carries the token in its fragment, which no browser sends', async () => {
    const { url, port } = await control()
    expect(url).toBe(`http://127.0.0.1:${port}/#token=${TOKEN}`)
  })

  test('a port that cannot be had is said in the words of whoever binds it', async () => {
    const listen = async () => Promise.reject(new Error('somebody else has it'))
    const refused = startControl({ listen, parts: someParts(), token: TOKEN, pageFolder: '/nowhere' })
    await expect(refused).rejects.toThrow('somebody else has it')
  })
})

describe('the page', () => {
  test('comes with a policy that lets nothing foreign in and a nonce that is new each time', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'patchbay-page-'))
    stopLater(() => rm(folder, { recursive: true }))
    await writeFile(join(folder, 'index.html'), '<meta nonce="PATCHBAY_NONCE">')
    const { port } = await control(someParts(), folder)
    const [first, second] = [await ask(port, {}), await ask(port, {})]
    const nonce = /nonce="([^"]+)"/.exec(first.body)?.[1]
    expect(first.headers['content-security-policy']).toContain("default-src 'none'")
    expect(first.headers['content-security-policy']).toContain("frame-ancestors 'none'")
    expect(first.headers['content-security-policy']).toContain(`'nonce-${nonce}'`)
    expect(first.headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
    })
    expect(second.body).not.toBe(first.body)
  })

  test('is never a way to other files', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'patchbay-page-'))
    stopLater(() => rm(folder, { recursive: true }))
    await writeFile(join(folder, 'index.html'), 'page')
    const { port } = await control(someParts(), folder)
    for (const path of ['/../../etc/passwd', '/%2e%2e/%2e%2e/etc/passwd', '/..%2f..%2fetc/passwd']) {
      expect((await ask(port, { path })).status, path).toBe(404)
    }
  })

  test('says how to build it when it is not built', async () => {
    const { port } = await control()
    expect(await ask(port, {})).toMatchObject({ status: 503, body: expect.stringContaining('npm run build') })
  })
})

describe('the operations', () => {
  test('the state holds no credentials of a base URL', async () => {
    const baseUrl = 'https://user:hunter2@lab.example/v1'
    const provider = {
      id: 'lab',
      name: 'lab',
      baseUrl,
      endpoints: ['chat' as const],
      fixed: false,
      key: { source: 'none' },
      list: { models: 0, refreshing: false },
    }
    const { port } = await control(someParts(aState({ providers: [provider] })))
    const state = await client(port).state.query()
    expect(state.providers[0]?.baseUrl).toBe('https://lab.example/v1')
    expect(JSON.stringify(state)).not.toContain('hunter2')
  })

  test('pause and resume reach the app', async () => {
    const { port, parts } = await control()
    await client(port).pause.mutate()
    expect(parts.state().proxy.paused).toBe(true)
    await client(port).resume.mutate()
    expect(parts.state().proxy.paused).toBe(false)
  })

  test('a name that leads nowhere is explained, not thrown', async () => {
    const { port } = await control()
    expect(await client(port).aliases.test.query({ name: 'nix' })).toMatchObject({
      ok: false,
      message: 'No model "nix".',
      candidates: ['lab/near'],
      steps: [{ rule: 'unknown' }],
    })
  })

  test('an unexpected error is told to the log and not to the page', async () => {
    const parts = someParts()
    const { port } = await control({
      ...parts,
      state: () => {
        throw new Error('secret detail')
      },
    })
    const reply = await ask(port, { path: '/trpc/state', headers: { 'x-patchbay-token': TOKEN } })
    expect(reply.status).toBe(500)
    expect(reply.body).not.toContain('secret detail')
    expect(parts.errors).toHaveLength(1)
  })

  test('the state comes as a snapshot, then only what changed, and the listener goes with the page', async () => {
    const { port, parts } = await control()
    const seen: StateChange[] = []
    const { promise: second, resolve } = Promise.withResolvers<void>()
    const subscription = client(port).stateChanges.subscribe(undefined, {
      onData(change) {
        seen.push(change)
        if (seen.length === 1) parts.set({ warnings: ['careful'] })
        else resolve()
      },
    })
    await second
    subscription.unsubscribe()
    expect(seen[0]).toMatchObject({ type: 'snapshot', state: { version: '0.1.0' } })
    expect(seen[1]).toEqual({ type: 'change', changed: { warnings: ['careful'] } })
    await expect.poll(() => parts.listening()).toBe(0)
  })
})
