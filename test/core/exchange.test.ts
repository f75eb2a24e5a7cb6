import { describe, expect, it } from 'vitest'
import { asObject, asString } from '../../src-main/core/json.ts'
import { HIDDEN, redactHeaders, redactText } from '../../src-main/core/redact.ts'

describe('redaction', () => {
  it.each([
    'Incorrect API key provided: sk-proj-abcDEF0123456789',
    'sk-ant-api03-abcdef_0123-456789',
    'Authorization: Bearer abcdef123456',
    'Bearer hunter2-two',
    'https://host/v1/models?key=AIzaSyA0123456789abcdefghijk&x=1',
    'https://user:hunter2secret@host/v1',
    '{"api_key":"hunter2secret"}',
    '{"anthropic_api_key": "hunter2\\"secret"}',
    'token ghp_0123456789abcdefABCDEF',
    'xai-0123456789abcdef',
  ])('takes the secret out of %s', text => {
    const redacted = redactText(text)
    expect(redacted).toContain('[hidden]')
    expect(redacted).not.toMatch(/0123456789|hunter2|secret"|abcdef123456/)
  })

  it.each([
    JSON.stringify({ text: 'the key:\nsk-proj-abcDEF0123456789' }),
    JSON.stringify({ text: 'say\tBearer 0123456789' }),
    JSON.stringify({ arguments: JSON.stringify({ password: 'hunter2"secret"', n: 1 }) }),
    JSON.stringify({ arguments: JSON.stringify({ url: 'https://h/?key=hunter2secret' }) }),
    JSON.stringify({ arguments: JSON.stringify({ token: 'a\\hunter2\nsecret' }) }),
  ])('takes it out of JSON, which stays JSON: %s', text => {
    const redacted = redactText(text)
    expect(redacted).not.toMatch(/0123456789|hunter2|secret/)
    const { arguments: given } = JSON.parse(redacted)
    if (given !== undefined) expect(JSON.stringify(JSON.parse(given))).toContain('[hidden]')
  })

  it('is not slowed down by long words with dots', () => {
    const time = (length: number) => {
      const text = 'a.'.repeat(length)
      const begin = performance.now()
      redactText(text)
      return performance.now() - begin
    }
    time(20_000)
    // Ten times the text, and not a hundred times the work.
    expect(time(200_000)).toBeLessThan(50 * Math.max(1, time(20_000)))
  })

  it('leaves ordinary words alone', () => {
    const text = 'max_tokens is too large: sk is no key, task-force_one, risk-assessment-report, 9 > 8'
    expect(redactText(text)).toBe(text)
  })

  it.each([
    'a basic arithmetic question about bearer authentication, Basic English',
    '{"logprob":-0.5,"token":" capital","top_logprobs":[{"token":"x","logprob":-1,"bytes":[]}]}',
    '{"bytes":[32],"logprob":-4e-05,"token":" is"}',
  ])('leaves what models say alone: %s', text => {
    expect(redactText(text)).toBe(text)
  })

  it('takes out a name and password in base64', () => {
    expect(redactText('Authorization: Basic QWxhZGRpbjpvcGVu')).toBe('Authorization: Basic [hidden]')
  })

  it('hides headers by their name', () => {
    const secrets = [
      'authorization',
      'x-api-key',
      'x-goog-api-key',
      'api-key',
      'cookie',
      'set-cookie',
      'x-patchbay-key',
    ]
    const more = ['x-patchbay-provider-data', 'x-llamastack-provider-data', 'x-auth-token']
    const headers = Object.fromEntries([...secrets, ...more].map(name => [name, 'plain-words']))
    expect(new Set(Object.values(redactHeaders(headers)))).toEqual(new Set(['[hidden]']))
    expect(redactHeaders({ 'user-agent': 'codex/1', accept: ['a', 'b'], none: undefined })).toEqual({
      'user-agent': 'codex/1',
      accept: 'a, b',
    })
  })
})

it.each([1, 2, 3, 4, 5])(
  'a secret field in JSON that is a string, %i deep, is hidden, and it stays JSON',
  depth => {
    let text = JSON.stringify({ password: 'open "sesame" \\ now', user: 'me' })
    for (let level = 0; level < depth; level++) text = JSON.stringify({ text })
    let read: unknown = JSON.parse(redactText(text))
    for (let level = 0; level < depth; level++) read = JSON.parse(asString(asObject(read).text) ?? '')
    expect(read).toEqual({ password: HIDDEN, user: 'me' })
  },
)
