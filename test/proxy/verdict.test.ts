import { describe, expect, test } from 'vitest'
import type { KeyReference } from '../../src-main/core/routing/provider.ts'
import { judge } from '../../src-main/proxy/verdict.ts'
import { directoryOf, provider } from '../core/routing/builders.ts'

const rejected = (key: KeyReference, options: { status?: number; isCallersKey?: boolean } = {}) => {
  const { status = 401, isCallersKey = false } = options
  return judge({
    status,
    said: { status, message: 'bad key', origin: 'provider' },
    target: directoryOf({ lists: { slow: [] } }).targetOf(provider('slow', { key }), 'model'),
    requested: 'model',
    isCallersKey,
  })
}

describe('a key that a provider rejects', () => {
  test.each([
    [{ kind: 'keychain' }, ['stored', '`patchbay key set slow`']],
    [{ kind: 'env', name: 'SLOW_KEY' }, ['SLOW_KEY', 'start Patchbay again']],
    [{ kind: 'file', path: '~/slow.key' }, ['~/slow.key', 'first line']],
    [{ kind: 'none' }, ['wants a key', '"key": "none"', '"env:NAME"']],
  ] as const)('is spoken of as %o', (key, words) => {
    for (const status of [401, 403]) {
      const failure = rejected(key, { status })
      expect(failure).toMatchObject({ status: 502, code: 'provider_rejected_key', origin: 'provider' })
      for (const word of ['"slow"', `${status}: bad key`, ...words]) expect(failure.message).toContain(word)
    }
  })

  test.each([
    { kind: 'env', name: 'SLOW_KEY' },
    { kind: 'file', path: '~/slow.key' },
  ] as const)('is not to be stored in a keychain that nobody asks: %o', key => {
    expect(rejected(key).message).not.toContain('patchbay key set')
  })

  test("of the caller's own stays its own matter", () => {
    expect(rejected({ kind: 'client' }, { isCallersKey: true })).toMatchObject({
      status: 401,
      message: 'bad key',
    })
  })
})
