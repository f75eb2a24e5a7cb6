import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { HIDDEN, redactText } from '../../src-main/core/redact.ts'

describe('what looks like a credential is hidden', () => {
  it.each([
    'sk-or-v1-0123456789abcdef0123456789abcdef',
    'sess-abcdefgh01234567',
    'sk-aLongWordThatIsNoWordAtAll',
    'sk_live_0123456789abcdef',
    'AKIA0123456789ABCDEF',
    'hf_0123456789abcdefghijABCDEFGHIJ',
    'ghs_0123456789abcdef',
    'glpat-0123456789abcdef',
    'xoxb-0123456789-abcdef',
    'ya29.0123456789abcdefghij',
    'pplx-0123456789abcdef',
    'Bearer 0123456789abcdef',
    'bearer aLongWordThatIsNoWordAtAllReally',
    'Authorization: Basic dXNlcjpodW50ZXIy',
    'authorization: token hunter2secret',
    '{\\"authorization\\": \\"Bearer hunter2secret\\"}',
    '{"x-api-key":"hunter2secret"}',
    '{"clientSecret": "hunter2secret"}',
    '{"aws_secret_access_key":"hunter2secret"}',
    '{"Set-Cookie":"session=hunter2secret"}',
    'OPENAI_API_KEY=hunter2secret npm test',
    'export DB_PASSWORD="hunter2secret"',
    'https://h/v1?x=1&api_key=hunter2secret',
    'https://h/cb?next=https%3A%2F%2Fh%2F%3Faccess_token%3Dhunter2secret%26x%3D1',
    '{"url":"https://h/?x=1\\u0026key=hunter2secret"}',
    'https://h/?X-Amz-Signature=hunter2secret',
    'postgres://me:hunter2secret@host/db',
    '-----BEGIN RSA PRIVATE KEY-----\nMIIE0123456789\n+/=\n-----END RSA PRIVATE KEY-----',
    JSON.stringify('-----BEGIN PRIVATE KEY-----\nMIIE0123456789\n-----END PRIVATE KEY-----'),
    'C:\\\\keys\\\\sk-proj-0123456789abcdef',
    // Cut in the middle
    '{"token":"hunter2secret',
  ])('%s', text => {
    const redacted = redactText(text)
    expect(redacted).toContain(HIDDEN)
    expect(redacted).not.toMatch(/0123456789|hunter2|aLongWord|dXNlcj/)
  })
})

describe('innocent words stay', () => {
  it.each([
    'The basic principles of a basic understanding; bearer tokens and bearer authentication.',
    '"max_tokens": 4096, "token_usage": "high", "tokenizer": "cl100k", tokens=12, MAX_TOKENS=4096',
    'pip install scikit-learn; sk-learn-contrib; import hf_hub_download; npm_config_cache; pk_users_table',
    '{"token":"Hello","logprob":-0.3,"bytes":[72]},{"token": " secret", "logprob": -1}',
    '{"password":{"type":"string"},"token":null,"secret":"","api_key":12}',
    'https://h/search?q=monkey&turkey=1&monkey=banana',
    'task-force-1, risk-assessment-2024, desk-0123456789',
    'const authorization = required(token)',
  ])('%s', text => expect(redactText(text)).toBe(text))
})

describe('JSON stays JSON', () => {
  const words = fc.constantFrom(
    ...[
      'sk-',
      'rk-a1',
      'Bearer ',
      'basic ',
      '"token":"',
      'api_key',
      '\\',
      '"',
      '\n',
      '\r',
      '\b',
      '\t',
      '?key=',
      '://',
    ],
    ...['a@b', 'eyJ', '.', '-----BEGIN PRIVATE KEY-----', '0123456789abcdef', '%26', ' ', ':', 'é🧵'],
  )
  const text = fc
    .array(fc.oneof(words, fc.string({ maxLength: 8 })), { maxLength: 12 })
    .map(parts => parts.join(''))
  const name = fc.oneof(text, fc.constantFrom('token', 'api_key', 'password', 'x-api-key', 'arguments'))
  const value = fc.letrec(tie => ({
    any: fc.oneof({ depthSize: 'small' }, text, fc.integer(), tie('list'), tie('object'), tie('nested')),
    list: fc.array(tie('any'), { maxLength: 3 }),
    object: fc.dictionary(name, tie('any'), { maxKeys: 4 }),
    nested: tie('any').map(inner => JSON.stringify(inner)),
  })).any

  it('whatever is in it, and in JSON inside of it', () => {
    fc.assert(
      fc.property(value, given => {
        JSON.parse(redactText(JSON.stringify(given)))
      }),
      { numRuns: 2_000 },
    )
  })

  it('a secret field is hidden at any depth, and nothing beside it', () => {
    fc.assert(
      fc.property(text, text, fc.nat(4), (secret, beside, depth) => {
        let given = JSON.stringify({ password: `x${secret}`, n: beside.length })
        for (let level = 0; level < depth; level++) given = JSON.stringify({ given })
        let read = JSON.parse(redactText(given))
        for (let level = 0; level < depth; level++) read = JSON.parse(read.given)
        expect(read).toEqual({ password: HIDDEN, n: beside.length })
      }),
    )
  })

  it('hiding twice is hiding once', () => {
    fc.assert(
      fc.property(value, given => {
        const once = redactText(JSON.stringify(given))
        expect(redactText(once)).toBe(once)
      }),
    )
  })
})

describe('no text takes long', () => {
  const attacks = [
    ...[
      '\\',
      '"',
      '"token":',
      '"token":"',
      '"token"  ',
      '\\"token\\":\\"',
      'eyJaaaaaaaa-',
      'eyJaaaaaaaa.',
      'sk-',
      'sk-a',
    ],
    ...[
      '://',
      '?key=',
      '?a_',
      'bearer ',
      'Bearer a',
      'basic a',
      'A_',
      'API_KEY=',
      '%26',
      '-----BEGIN PRIVATE KEY-----\\',
    ],
    ...[
      'authorization',
      'authorization: bearer ',
      'x@',
      'a.',
      '"'.repeat(2),
      'a-',
      '\\\\"',
      'ghp_',
      '"api_',
      'AKIA',
    ],
  ]

  it.each(attacks)('made of %j', attack => {
    // Milliseconds of work, whoever else works at this machine.
    const time = (length: number) => {
      const given = attack.repeat(Math.ceil(length / attack.length))
      const began = process.threadCpuUsage()
      redactText(given)
      return process.threadCpuUsage(began).user / 1000
    }
    time(50_000)
    // Twenty times the text is not four hundred times the work.
    expect(time(1_000_000)).toBeLessThan(100 * Math.max(2, time(50_000)))
  })
})
