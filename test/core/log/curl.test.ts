import { execFile, execFileSync } from 'node:child_process'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { promisify } from 'node:util'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type CurlKey, curlCommand } from '../../../src-main/core/log/curl.ts'
import { patchbayKey, providerKey } from '../../../src-main/core/log/curl-keys.ts'
import { secretHider } from '../../../src-main/core/log/hide-secrets.ts'
import type { RecordedMessage } from '../../../src-main/core/log/recording.ts'
import { shellQuote } from '../../../src-main/core/log/shell-quote.ts'
import { recorded } from './recordings.ts'

const KEY: CurlKey = { header: 'authorization', scheme: 'Bearer', variable: 'PATCHBAY_KEY' }
const URL = 'http://127.0.0.1:4224/v1/chat/completions'
const command = (message: RecordedMessage, rest: { stream?: boolean; key?: CurlKey; url?: string } = {}) =>
  curlCommand({ message, url: URL, key: KEY, stream: false, hide: secretHider(['canary-value']), ...rest })
const isThere = (program: string): boolean => {
  try {
    execFileSync(program, ['--version'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

describe('a request as curl', () => {
  it('is one command with the key as a variable', () => {
    const message = recorded(`{"text":"it's $HOME !"}`, {
      method: 'POST',
      headers: {
        host: '127.0.0.1:4224',
        'content-length': '23',
        'content-type': 'application/json',
        'user-agent': 'x/1',
        authorization: '[hidden]',
        'x-stainless-os': 'Linux',
        'openai-beta': "it's",
      },
    })
    expect(command(message, { stream: true })).toEqual({
      text: [
        'curl http://127.0.0.1:4224/v1/chat/completions',
        '--no-buffer',
        '-H "authorization: Bearer $PATCHBAY_KEY"',
        "-H 'content-type: application/json'",
        String.raw`-H 'openai-beta: it'\''s'`,
        String.raw`--data-binary '{"text":"it'\''s $HOME !"}'`,
      ].join(' \\\n  '),
      notes: ['Set PATCHBAY_KEY to your key first: export PATCHBAY_KEY=…'],
    })
  })

  it('says what it had to leave out', () => {
    const message = recorded('{"a":"canary-value"}', { headers: { 'x-secret': '[hidden]' } })
    const { text, notes } = command(message, { key: undefined }) ?? { text: '', notes: [] }
    expect(text).toContain(`'{"a":"[hidden]"}'`)
    expect(text).not.toContain('x-secret')
    expect(notes).toEqual([
      'Left out, as they hold credentials: x-secret. Add them yourself where needed.',
      'A credential in the body stands as [hidden]: put it back before you send it.',
    ])
  })

  it('names methods and keeps what curl would read in a URL', () => {
    const message = recorded('', { method: 'DELETE', headers: {} })
    expect(command(message, { key: undefined, url: 'http://h/a[1]?b' })?.text).toBe(
      "curl 'http://h/a[1]?b' \\\n  -X DELETE \\\n  --globoff",
    )
  })

  it('is none of a body that is not whole, or no text', () => {
    expect(command(recorded('{', { truncated: true }))).toBeUndefined()
    expect(command(recorded(Uint8Array.of(0, 255, 1), { headers: {} }))).toBeUndefined()
  })
})

describe('quoting', () => {
  it.skipIf(!isThere('bash'))('gives every shell the text back', () => {
    const nasty = fc.array(
      fc.oneof(
        fc.string({ unit: 'binary', maxLength: 20 }),
        fc.constantFrom(
          "'",
          '"',
          '\\',
          '$(touch x)',
          '`id`',
          '!!',
          '\n',
          '\r',
          '$HOME',
          ';',
          '&',
          '*',
          '~',
          '%s',
        ),
      ),
      { maxLength: 12 },
    )
    fc.assert(
      fc.property(nasty, pieces => {
        const text = pieces.join('').replaceAll('\0', '').toWellFormed()
        const out = execFileSync('bash', ['-c', `printf %s ${shellQuote(text)}`], { encoding: 'utf8' })
        expect(out).toBe(text)
      }),
      { numRuns: 60 },
    )
  })

  it.skipIf(!isThere('bash') || !isThere('curl')).each([
    ['a short one', `{"text":"it's\\n$HOME \`id\` 日本"}`],
    ['one that begins like the name of a file', '@/etc/hostname'],
    ['one that is longer than an argument may be', JSON.stringify({ text: "it's ".repeat(60_000) })],
  ])('sends a body as it was: %s', async (_, body) => {
    const seen: { body: string; key: string | undefined }[] = []
    const server = createServer(async (request, response) => {
      const chunks = []
      for await (const chunk of request) chunks.push(chunk)
      seen.push({ body: Buffer.concat(chunks).toString(), key: request.headers.authorization })
      response.end('ok')
    })
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    const text = command(recorded(body), { url: `http://127.0.0.1:${port}/` })?.text ?? ''
    const child = promisify(execFile)('bash', ['-s'], { env: { ...process.env, PATCHBAY_KEY: 'k1' } })
    child.child.stdin?.end(text)
    expect((await child).stdout).toBe('ok')
    server.close()
    expect(seen).toEqual([{ body, key: 'Bearer k1' }])
  })
})

describe('the key of a command', () => {
  it.each([
    [{}, { header: 'authorization', scheme: 'Bearer' }],
    [{ 'x-api-key': '[hidden]' }, { header: 'x-api-key' }],
    [
      { authorization: '[hidden]', 'x-api-key': '[hidden]' },
      { header: 'authorization', scheme: 'Bearer' },
    ],
    [{ authorization: '[hidden]', 'x-patchbay-key': '[hidden]' }, { header: 'x-patchbay-key' }],
  ])('stands where the client showed it: %j', (headers, expected) => {
    expect(patchbayKey(headers as Record<string, string>)).toEqual({ ...expected, variable: 'PATCHBAY_KEY' })
  })

  it('is left to the caller where the request needs two', () => {
    const headers = { authorization: '[hidden]', 'x-patchbay-key': '[hidden]' }
    expect(command(recorded('{}', { headers }), { key: patchbayKey(headers) })?.notes[1]).toContain(
      'authorization',
    )
  })

  it('has the name that the provider gives it', () => {
    const auth = { header: 'authorization', scheme: 'Bearer' }
    const authFor = { messages: { header: 'x-api-key' } }
    expect(
      providerKey(
        { id: 'openrouter', auth, authFor, key: { kind: 'keychain' }, keyEnvironment: 'OPENROUTER_API_KEY' },
        'chat',
      ),
    ).toEqual({ ...auth, variable: 'OPENROUTER_API_KEY' })
    expect(providerKey({ id: 'my-lab', auth, authFor, key: { kind: 'client' } }, 'messages')).toEqual({
      header: 'x-api-key',
      variable: 'MY_LAB_API_KEY',
    })
    expect(providerKey({ id: 'lab', auth, key: { kind: 'env', name: 'K' } }, 'chat')?.variable).toBe('K')
    expect(providerKey({ id: 'lab', auth, key: { kind: 'none' } }, 'chat')).toBeUndefined()
  })
})
