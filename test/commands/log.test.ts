import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { temporaryHome } from '../state/temporary-home.ts'
import { stopLater } from '../support/lifetime.ts'
import { at, runApp, upstream } from '../support/run-app.ts'
import { json } from '../support/scripted.ts'

const cli = fileURLToPath(new URL('../../src-main/cli.ts', import.meta.url))

function patchbay(home: string, ...words: string[]) {
  const { promise, resolve } = Promise.withResolvers<{ code: unknown; out: string; err: string }>()
  execFile(process.execPath, [cli, '--home', home, 'log', ...words], (error, out, err) =>
    resolve({ code: error ? error.code : 0, out, err }),
  )
  return promise
}

async function aLog(bodies: 'memory' | 'disk' = 'memory') {
  const provider = await upstream({ models: ['small', 'large'] })
  const running = await runApp({ providers: { lab: at(provider) }, log: { bodies } })
  const call = (model: string, content = 'hi') =>
    fetch(`${running.url}/v1/chat/completions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${running.localKey}` },
      body: JSON.stringify({ model, messages: [{ role: 'user', content }] }),
    }).then(async response => {
      await response.text()
      return response.headers.get('x-request-id') ?? ''
    })
  return { ...running, provider, call }
}

const tail = async (home: string, ...words: string[]) => {
  const { out } = await patchbay(home, 'tail', '--no-follow', '--json', ...words)
  return out
    .trim()
    .split('\n')
    .filter(Boolean)
    .map(line => JSON.parse(line))
}

/** The log is written a moment after the reply: waits until so many requests stand in the file. */
const written = (home: string, count: number) =>
  expect.poll(async () => (await tail(home)).length, { timeout: 15_000 }).toBe(count)

describe('patchbay log', { timeout: 30_000 }, () => {
  test('tail prints what fits, oldest first, while the app runs', async () => {
    const { home, call, provider } = await aLog()
    const first = await call('lab/small')
    provider.script = () => json({ error: { message: 'too much' } }, 429)
    const second = await call('lab/large')
    await written(home, 2)
    expect((await tail(home)).map(row => row.id)).toEqual([first, second])
    expect((await tail(home, 'status:>=400')).map(row => row.id)).toEqual([second])
    const { out } = await patchbay(home, 'tail', '--no-follow')
    expect(out.split('\n')[1]).toMatch(/429 .*lab\/large/)
  })

  test('tail goes on with each request that ends', async () => {
    const { home, call } = await aLog()
    const first = await call('lab/small')
    await written(home, 1)
    const follower = spawn(process.execPath, [cli, '--home', home, 'log', 'tail', '--json'])
    stopLater(() => follower.kill())
    const lines = createInterface(follower.stdout)[Symbol.asyncIterator]()
    const next = async () => JSON.parse((await lines.next()).value ?? '{}').id
    expect(await next()).toBe(first)
    const [second, third] = [await call('lab/small'), await call('lab/large')]
    expect([await next(), await next()].sort()).toEqual([second, third].sort())
    follower.kill()
    await once(follower, 'exit')
  })

  test('show prints the way of a request, and its bodies where they are on disk', async () => {
    const { home, call } = await aLog('disk')
    const id = await call('lab/small', 'a word to find again')
    await written(home, 1)
    const { code, out } = await patchbay(home, 'show', id, '--bodies')
    expect(code).toBe(0)
    for (const words of ['Resolution', 'lab/small', 'client-request', 'a word to find again'])
      expect(out).toContain(words)
    expect((await tail(home, 'find again')).map(row => row.id)).toEqual([id])
  })

  test('export writes a new file, or prints it, and leaves what is there alone', async () => {
    const { home, call } = await aLog('disk')
    const id = await call('lab/small', 'a word to find again')
    await call('lab/large')
    await written(home, 2)
    const { out, err } = await patchbay(home, 'export', 'model:small', '--format', 'har')
    expect(err).toBe('')
    const { entries } = JSON.parse(out).log
    expect(entries[0]._patchbay.id).toBe(id)
    expect(entries[0].request.postData.text).toContain('a word to find again')
    const file = join(home, 'log.html')
    expect((await patchbay(home, 'export', '-f', 'html', '-o', file)).code).toBe(0)
    expect(readFileSync(file, 'utf8')).toContain('a word to find again')
    const again = await patchbay(home, 'export', '-o', file)
    expect([again.code, again.err]).toEqual([2, expect.stringContaining('was not written')])
  })

  test('export says how many requests have no bodies on disk, and how they would', async () => {
    const { home, call } = await aLog('memory')
    await call('lab/small')
    await call('lab/large')
    await written(home, 2)
    const { code, out, err } = await patchbay(home, 'export', '--format', 'har')
    expect([code, JSON.parse(out).log.entries.length]).toEqual([0, 2])
    expect(err).toMatch(/^2 of 2 requests .*"bodies": "disk".*\n$/)
  })

  test('a word that means nothing is said, and nothing is shown in its place', async () => {
    const { home, call } = await aLog()
    await call('lab/small')
    await written(home, 1)
    const { code, out, err } = await patchbay(home, 'tail', '--no-follow', 'modell:x')
    expect([code, out]).toEqual([2, ''])
    expect(err).toContain('modell')
  })

  test.each([
    ['tail', '-n', 'abc'],
    ['tail', '-n', '-5'],
    ['export', '-n', 'abc'],
    ['export', '-n', '1.5'],
  ])('%s %s %s is refused in one line', async (...words) => {
    const { home, call } = await aLog()
    await call('lab/small')
    await written(home, 1)
    const { code, out, err } = await patchbay(home, ...words)
    expect([code, out]).toEqual([2, ''])
    expect(err).toMatch(/^.*whole number.*\n$/)
  })

  test('a word that must not hold is written as on the page, whatever letter it begins with', async () => {
    const { home, call } = await aLog()
    const small = await call('lab/small')
    const large = await call('lab/large')
    await written(home, 2)
    expect((await tail(home, '-model:large')).map(row => row.id)).toEqual([small])
    expect((await tail(home, 'is:completed', '-has:tool', '-n', '1')).map(row => row.id)).toEqual([large])
    expect((await tail(home, '-n1', '--', '-model:large')).map(row => row.id)).toEqual([small])
    const { out } = await patchbay(home, 'export', '-path:nowhere', '-openai', '-nobody', '-f', 'json')
    expect(JSON.parse(out).exchanges).toHaveLength(2)
    expect(await patchbay(home, 'tail', '--folow')).toMatchObject({
      code: 2,
      err: expect.stringContaining("unknown option '--folow'"),
    })
  })

  test('an id that is not there ends with 1, a home without a log with 2', async () => {
    const { home, call } = await aLog()
    await call('lab/small')
    await written(home, 1)
    expect(await patchbay(home, 'show', 'req_none')).toMatchObject({ code: 1, out: '' })
    const empty = await patchbay(temporaryHome().config, 'tail')
    expect(empty).toMatchObject({ code: 2, out: '' })
    expect(empty.err).toContain('There is no log yet')
  })

  test('a file that is no log is said in words', async () => {
    const home = temporaryHome()
    writeFileSync(
      join(home.config, 'exchanges.db'),
      'not a database, but long enough to be looked at'.repeat(100),
    )
    const { code, err } = await patchbay(home.config, 'tail')
    expect(code).toBe(2)
    expect(err).toContain('cannot be read')
    expect(err).not.toContain('    at ')
  })
})
