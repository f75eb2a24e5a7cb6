import { describe, expect, it } from 'vitest'
import { redactHeaders, redactText } from '../../src-main/core/exchange.ts'

describe('redaction', () => {
  it.each([
    'Incorrect API key provided: sk-proj-abcDEF0123456789',
    'sk-ant-api03-abcdef_0123-456789',
    'Authorization: Bearer abcdef123456',
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

  it('leaves ordinary words alone', () => {
    const text = 'max_tokens is too large: sk is no key, task-force_one, risk-assessment-report, 9 > 8'
    expect(redactText(text)).toBe(text)
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
