import { expect, test } from 'vitest'
import { listing } from '../../../src-main/core/routing/listing.ts'
import { directoryOf } from './builders.ts'

test('I03 I08 aliases that lead somewhere and are not hidden, then enabled models, each once', () => {
  const directory = directoryOf({
    lists: { a: ['m', 'm', 'off', '__proto__'], b: ['m'] },
    settings: {
      aliases: {
        fast: 'a/m',
        quiet: { to: 'a/m', hidden: true },
        gone: 'missing/x',
        'p-*': 'a/*',
        'b/m': 'a/m',
      },
      models: { '*/off': { enabled: false } },
    },
  })
  expect(listing(directory).map(({ id, aliasOf }) => [id, aliasOf])).toEqual([
    ['fast', 'a/m'],
    ['b/m', 'a/m'],
    ['a/m', undefined],
    ['a/__proto__', undefined],
  ])
})

test('a model that a pattern takes over is listed as what the pattern makes of it', () => {
  const directory = directoryOf({ lists: { a: ['m'], b: [] }, settings: { aliases: { 'a/*': 'b/*' } } })
  expect(listing(directory)).toMatchObject([{ id: 'a/m', aliasOf: 'b/m', target: { modelId: 'b/m' } }])
})
