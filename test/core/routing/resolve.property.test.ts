import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { listing } from '../../../src-main/core/routing/listing.ts'
import { resolve } from '../../../src-main/core/routing/resolve.ts'
import { directoryOf } from './builders.ts'

const word = fc.constantFrom(
  'gpt-4o',
  'GPT-4o',
  'grok-4',
  'grok-4-0709',
  'm-4.1',
  'm-4-1',
  'auto',
  'a',
  'b',
  'x[1m]',
  '__proto__',
)
const providerId = fc.constantFrom('a', 'openai', 'constructor')
const modelId = fc.oneof(
  word,
  fc.tuple(providerId, word).map(parts => parts.join('/')),
  fc.string({ minLength: 1 }),
)
const target = fc.oneof(
  modelId,
  fc.tuple(providerId, modelId).map(parts => parts.join('/')),
)
const aliasTarget = fc.oneof(
  target,
  fc.array(target, { minLength: 1, maxLength: 3 }),
  fc.record({ latest: target, prerelease: fc.boolean() }),
  fc.record({ to: target, hidden: fc.boolean() }),
)
const pattern = fc.constantFrom('*', 'gpt-*', '*-4*', 'a/*', 'x*')
const patternTarget = fc.constantFrom('*', 'x*', 'openai/*', 'a', 'gpt-*')

const scene = fc.record({
  lists: fc.record({
    a: fc.option(fc.array(modelId, { maxLength: 6 })),
    openai: fc.option(fc.array(modelId, { maxLength: 6 })),
    constructor: fc.option(fc.array(modelId, { maxLength: 6 })),
  }),
  settings: fc.record({
    aliases: fc
      .tuple(
        fc.dictionary(word, aliasTarget, { maxKeys: 4 }),
        fc.dictionary(pattern, patternTarget, { maxKeys: 3 }),
      )
      .map(([names, patterns]) => ({ ...names, ...patterns })),
    models: fc.dictionary(
      fc.constantFrom('a/*', 'openai/gpt-4o', '*o'),
      fc.record({ enabled: fc.boolean() }),
    ),
    ambiguous: fc.constantFrom('first', 'reject'),
    defaultModel: fc.option(target),
  }),
})
const anyName = fc.oneof(target, word, fc.string(), fc.jsonValue())

describe('resolution of anything', () => {
  test('it never throws or hangs, loops included, and says the same twice', () => {
    fc.assert(
      fc.property(scene, anyName, (given, name) => {
        const directory = directoryOf(given)
        const first = resolve(name, directory)
        expect(resolve(name, directoryOf(given))).toEqual(first)
        expect(first.ok ? first.targets.length : first.failure.message.length).toBeGreaterThan(0)
      }),
      { numRuns: 400 },
    )
  })

  test('the model id of a result means the same target', () => {
    fc.assert(
      fc.property(scene, anyName, (given, name) => {
        // An alias may give a model id another meaning: that is what the user wrote.
        const directory = directoryOf({ ...given, settings: { ...given.settings, aliases: {} } })
        const result = resolve(name, directory)
        fc.pre(result.ok && !result.targets[0].modelId.endsWith(']'))
        if (!result.ok) return
        expect(resolve(result.targets[0].modelId, directory)).toMatchObject({
          ok: true,
          route: { kind: 'id' },
          targets: [result.targets[0]],
        })
      }),
      { numRuns: 400 },
    )
  })

  test('every listed id is listed once and resolves to what is listed', () => {
    fc.assert(
      fc.property(scene, given => {
        const directory = directoryOf(given)
        const entries = listing(directory)
        expect(new Set(entries.map(({ id }) => id)).size).toBe(entries.length)
        for (const { id, target: listed } of entries) {
          expect(resolve(id, directory)).toMatchObject({
            ok: true,
            targets: { 0: { modelId: listed.modelId } },
          })
          expect(listed.enabled).toBe(true)
        }
      }),
      { numRuns: 200 },
    )
  })
})
