import { describe, expect, test } from 'vitest'
import type { Dialect } from '../../../src-main/core/conversation.ts'
import { preferredMode, targetFor } from '../../../src-main/core/routing/endpoints.ts'
import { DEFAULT_QUIRKS } from '../../../src-main/core/target.ts'
import type { Scene } from './builders.ts'
import { directoryOf, NOW, provider } from './builders.ts'

const target = (id: string, scene: Partial<Scene> = {}) => {
  const directory = directoryOf({ lists: { copilot: [] }, ...scene })
  return directory.targetOf(directory.providers[0] ?? provider('none'), id)
}
const facts = {
  copilot: { models: [{ match: 'gpt-*', endpoints: ['chat' as const], source: 'the vendor, 2026-11' }] },
}
const listed = { lists: { copilot: [{ id: 'gpt-5-codex', endpoints: ['messages' as const] }] } }
const findings = {
  'copilot/gpt-5-codex': { endpoints: ['responses' as const], at: NOW, evidence: 'unsupported' },
}
const wish = { settings: { models: { 'copilot/gpt-*': { mode: 'chat' } } } }

describe('who says which endpoints a model has', () => {
  test.each<[string, Partial<Scene>, Dialect[]]>([
    ['user', { ...wish, ...listed, findings, providers: facts }, ['chat']],
    ['live', { ...listed, findings, providers: facts }, ['messages']],
    ['learned', { findings, providers: facts }, ['responses']],
    ['facts', { providers: facts }, ['chat']],
    ['name', {}, ['responses']],
    ['provider', { providers: { copilot: { endpoints: ['chat', 'messages'] } } }, ['chat', 'messages']],
  ])('%s decides where nothing before it knows', (source, scene, dialects) => {
    const { endpoints } = target('gpt-5-codex', scene)
    expect(endpoints).toMatchObject({ source, dialects })
    expect(endpoints.evidence).not.toBe('')
  })

  test('an exact key beats a pattern, and other fields still come from the pattern', () => {
    const models = {
      'copilot/*': { mode: 'chat', contextWindow: 8 },
      'copilot/m': { endpoints: ['messages', 'chat'] },
    }
    expect(target('m', { settings: { models } })).toMatchObject({
      contextWindow: 8,
      endpoints: { dialects: ['messages', 'chat'], mode: 'chat' },
    })
  })

  test('facts that the provider does not serve are passed over', () => {
    const providers = { copilot: { ...facts.copilot, endpoints: ['messages' as const] } }
    expect(target('gpt-5', { providers }).endpoints).toMatchObject({
      source: 'provider',
      dialects: ['messages'],
    })
  })

  test.each([
    'gpt-5.3-codex',
    'codex-mini-latest',
    'o1-pro',
    'o3-pro-2025-06-10',
    'gpt-5-pro',
    'gpt-5.2-pro',
    'o3-deep-research',
    'computer-use-preview',
    'openai/gpt-5.1-codex',
  ])('%s is called on Responses by its name', id => {
    expect(target(id).endpoints).toMatchObject({ source: 'name', dialects: ['responses'], mode: 'responses' })
  })

  test.each(['gpt-5', 'codexa', 'foo1-pro', 'gemini-2.5-pro', 'gpt-5-product', 'claude-pro'])(
    '%s says nothing by its name',
    id => {
      expect(target(id).endpoints.source).toBe('provider')
    },
  )

  test.each<[string, Dialect]>([
    ['claude-opus-5-5', 'messages'],
    ['us.anthropic.claude-sonnet-4', 'messages'],
    ['openai/gpt-5.5', 'responses'],
    ['o3', 'responses'],
    ['gpt-oss-120b', 'chat'],
    ['qwen3', 'chat'],
  ])('%s prefers %s', (id, mode) => {
    expect(preferredMode(id, ['chat', 'responses', 'messages'])).toBe(mode)
  })

  test('a model for websockets alone has no endpoint, until the user gives it one', () => {
    const lists = { copilot: [{ id: 'm', websocketOnly: true }] }
    expect(target('m', { lists })).toMatchObject({ websocketOnly: true, endpoints: { dialects: [] } })
    const settings = { models: { 'copilot/m': { mode: 'responses' } } }
    expect(target('m', { lists, settings })).toMatchObject({
      websocketOnly: false,
      endpoints: { mode: 'responses' },
    })
  })
})

describe('what a writer is told', () => {
  test('quirks of the provider, of the endpoint, and of the model are laid over the defaults', () => {
    const resolved = target('gpt-5-2025-08-07', {
      providers: {
        copilot: {
          quirks: { topK: true, sampling: true },
          quirksFor: { chat: { maxTokensField: 'max_completion_tokens' } },
          models: [
            { match: 'gpt-5*', quirks: { sampling: false }, source: 'a', maxOutputTokens: 9 },
            { match: '*', quirks: { sampling: true, penalties: true }, source: 'b' },
          ],
        },
      },
    })
    expect(targetFor(resolved, 'chat')).toEqual({
      provider: 'copilot',
      model: 'gpt-5-2025-08-07',
      family: 'gpt-5',
      dialect: 'chat',
      maxOutputTokens: 9,
      quirks: {
        ...DEFAULT_QUIRKS,
        topK: true,
        sampling: false,
        penalties: true,
        maxTokensField: 'max_completion_tokens',
      },
    })
    expect(targetFor(resolved, 'responses').quirks.maxTokensField).toBe('max_tokens')
  })
})
