import { describe, expect, test } from 'vitest'
import { resolve } from '../../../src-main/core/routing/resolve.ts'
import { directoryOf, type Scene } from './builders.ts'

const unset = 'The environment variable OPENAI_API_KEY is not set. Set it and start Patchbay again.'
const errors = { openai: unset, lab: 'Nothing answers at 127.0.0.1:8000. Start the server.' }
const noLists: Scene = { lists: { openai: null, lab: null, demo: ['demo-chat'] }, errors }

const refusal = (name: string, scene: Scene, options?: Parameters<typeof resolve>[2]) => {
  const resolution = resolve(name, directoryOf(scene), options)
  if (resolution.ok) throw new Error(`${name} resolves`)
  return resolution
}

describe('a name that is unknown while lists could not be had', () => {
  test('is refused with the providers without a list and the reason of each', () => {
    const { message } = refusal('gpt-5.5', noLists).failure
    expect(message).toContain('No model or alias is called "gpt-5.5"')
    expect(message).toContain('openai (The environment variable OPENAI_API_KEY is not set)')
    expect(message).toContain('lab (Nothing answers at 127.0.0.1:8000)')
    expect(message).not.toContain('demo (')
  })

  test.each([
    ['with a slash', 'org/gpt-5.5', {}],
    ['behind an alias', 'fast', { aliases: { fast: 'gpt-5.5' } }],
    ['and the default model is no better', 'gpt-5.5', { defaultModel: 'gpt-5.4' }],
  ])('is refused so %s', (_, name, settings) => {
    expect(refusal(name, { ...noLists, settings }).failure.message).toContain('OPENAI_API_KEY is not set')
  })

  test('leaves a step that says the same', () => {
    const step = refusal('gpt-5.5', noLists).steps.find(({ rule }) => rule === 'unlisted')
    expect(step).toMatchObject({ outcome: 'miss' })
    expect(step?.detail).toContain('openai (The environment variable OPENAI_API_KEY is not set)')
    expect(step?.detail).toContain('lab (Nothing answers')
  })

  test('names no provider to a caller whose key may not use it', () => {
    const { message } = refusal('gpt-5.5', noLists, { allowed: id => id !== 'openai' }).failure
    expect(message).not.toContain('openai')
    expect(message).toContain('lab (')
  })

  test('shows no key that a provider repeats, and no endless reason', () => {
    const key = `sk-proj-${'aB3x'.repeat(8)}`
    const said = { ...errors, openai: `401: Incorrect API key provided ${key} ${'and on '.repeat(60)}` }
    const { message } = refusal('gpt-5.5', { ...noLists, errors: said }).failure
    expect(message).not.toContain(key)
    expect(message.length).toBeLessThan(700)
  })

  test('says which list is still to come, and which provider has none', () => {
    const scene: Scene = {
      lists: { soon: null, never: null },
      errors: { soon: undefined, never: undefined },
      providers: { never: { listPath: null } },
    }
    const { message } = refusal('x', scene).failure
    expect(message).toContain('soon (it was not fetched yet)')
    expect(message).toContain('never (it has none)')
  })
})

test('where every list is there, nothing is said of lists', () => {
  const { failure, steps } = refusal('gpt-5.5', { lists: { demo: ['demo-chat'] } })
  expect(failure.message).not.toContain('list')
  expect(steps.find(({ rule }) => rule === 'unlisted')?.detail).toContain('every provider has its list')
})
