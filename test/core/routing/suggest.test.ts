import fc from 'fast-check'
import { expect, test } from 'vitest'
import { suggest, suggestable } from '../../../src-main/core/routing/suggest.ts'

const among = [
  'openai/gpt-4o',
  'openai/gpt-4o-mini',
  'xai/grok-4',
  'xai/grok-4-fast',
  'fast',
  'openrouter/x-ai/grok-4',
]
const suggested = (name: string, accept: (id: string) => boolean = () => true) =>
  suggest({ name, among: among.map(suggestable), accept })

test.each<[string, string[]]>([
  ['gtp-4o', ['openai/gpt-4o']],
  ['grok4', ['xai/grok-4', 'openrouter/x-ai/grok-4', 'xai/grok-4-fast']],
  ['opnai/gpt-4o', ['openai/gpt-4o', 'openai/gpt-4o-mini']],
  ['nosuch/gpt-4o-mini', ['openai/gpt-4o-mini', 'openai/gpt-4o']],
  ['fsat', ['fast']],
  ['entirely-different', []],
  ['/', []],
])('%s suggests %j', (name, ids) => {
  expect(suggested(name)).toEqual(ids)
})

test('only ids that are accepted are given', () => {
  expect(suggested('grok4', id => id !== 'xai/grok-4')).toEqual(['openrouter/x-ai/grok-4', 'xai/grok-4-fast'])
})

test('one typing error in a long enough name is always found, by whatever name before', () => {
  const name = fc.stringMatching(/^[a-z]{6,12}$/)
  fc.assert(
    fc.property(name, fc.nat(), fc.constantFrom('', '0', '00'), (given, place, instead) => {
      const at = place % given.length
      const wrong = given.slice(0, at) + instead + given.slice(at + 1)
      fc.pre(instead !== '00' || given.length >= 8)
      expect(suggest({ name: wrong, among: [suggestable(`p/${given}`)], accept: () => true })).toEqual([
        `p/${given}`,
      ])
    }),
  )
})
