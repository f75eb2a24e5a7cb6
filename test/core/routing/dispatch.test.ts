import { describe, expect, test } from 'vitest'
import type { Dialect } from '../../../src-main/core/conversation.ts'
import type { ListedModel } from '../../../src-main/core/routing/catalog.ts'
import type { Mismatch } from '../../../src-main/core/routing/dispatch.ts'
import { dispatch } from '../../../src-main/core/routing/dispatch.ts'
import type { RequestTraits } from '../../../src-main/core/routing/resolution.ts'
import { resolve } from '../../../src-main/core/routing/resolve.ts'
import type { Scene } from './builders.ts'
import { directoryOf } from './builders.ts'

const traits = (dialect: Dialect, given: Partial<RequestTraits> = {}): RequestTraits => ({
  dialect,
  functionTools: false,
  customTools: false,
  reasoning: false,
  ...given,
})

interface Call extends Partial<RequestTraits> {
  readonly endpoints?: readonly Dialect[]
  readonly policy?: Mismatch
  readonly listed?: Partial<ListedModel>
  readonly scene?: Partial<Scene>
}

function call(
  dialect: Dialect,
  model: string,
  { endpoints, policy = 'translate', listed, scene, ...given }: Call,
) {
  const resolved = resolve(
    model,
    directoryOf({
      lists: { copilot: [{ id: 'gpt-5.3-codex' }, { id: model, endpoints, ...listed }] },
      ...scene,
    }),
  )
  if (!resolved.ok) throw new Error(resolved.failure.message)
  const { action, ...rest } = dispatch(traits(dialect, given), resolved.targets[0], policy)
  return 'to' in rest ? `${action} ${rest.to}` : rest.failure
}

describe('dispatch', () => {
  test.each<[string, Dialect, string, Dialect[], string]>([
    ['B01', 'responses', 'gpt-5.3-codex', ['responses'], 'pass responses'],
    ['B03', 'chat', 'gpt-5.3-codex', ['responses'], 'translate responses'],
    ['B04', 'responses', 'gpt-4o', ['chat'], 'translate chat'],
    ['B07', 'chat', 'm', ['chat', 'responses'], 'pass chat'],
    ['B07', 'responses', 'm', ['chat', 'responses'], 'pass responses'],
    ['B08', 'chat', 'm', ['messages'], 'translate messages'],
    ['B08', 'responses', 'm', ['messages'], 'translate messages'],
    ['B16', 'messages', 'claude-x', ['messages', 'chat'], 'pass messages'],
    ['B17', 'messages', 'gpt-5.3-codex', ['responses'], 'translate responses'],
    ['least loss', 'chat', 'm', ['responses', 'messages'], 'translate responses'],
    ['least loss', 'messages', 'm', ['chat', 'responses'], 'translate responses'],
    ['least loss', 'responses', 'm', ['chat', 'messages'], 'translate chat'],
    ['the vendor', 'responses', 'claude-x', ['chat', 'messages'], 'translate messages'],
  ])('%s: a %s call for %s, which speaks %j', (_, dialect, model, endpoints, expected) => {
    expect(call(dialect, model, { endpoints })).toBe(expected)
  })

  test('freeform tools prefer Chat to Messages', () => {
    expect(call('responses', 'claude-x', { endpoints: ['chat', 'messages'], customTools: true })).toBe(
      'translate chat',
    )
  })

  test('B02 a refusal names the right path and the switches', () => {
    const refused = call('chat', 'gpt-5.3-codex', { endpoints: ['responses'], policy: 'reject' })
    expect(refused).toMatchObject({
      status: 400,
      code: 'endpoint_unsupported',
      type: 'invalid_request_error',
    })
    expect(refused).toHaveProperty('message', expect.stringContaining('/v1/responses'))
    expect(refused).toHaveProperty('message', expect.stringContaining('"mismatch": "translate"'))
    expect(refused).toHaveProperty('message', expect.stringContaining('models["copilot/gpt-5.3-codex"].mode'))
  })

  test('auto refuses Chat for a model of Responses alone, and translates all else', () => {
    expect(call('chat', 'm', { endpoints: ['responses'], policy: 'auto' })).toHaveProperty(
      'code',
      'endpoint_unsupported',
    )
    expect(call('chat', 'm', { endpoints: ['responses', 'messages'], policy: 'auto' })).toBe(
      'translate responses',
    )
    expect(call('messages', 'm', { endpoints: ['responses'], policy: 'auto' })).toBe('translate responses')
    expect(call('responses', 'm', { endpoints: ['chat'], policy: 'auto' })).toBe('translate chat')
  })

  test('a model can have its own policy', () => {
    const settings = { models: { 'copilot/m': { mismatch: 'reject' } } }
    expect(call('responses', 'm', { endpoints: ['chat'], scene: { settings } })).toHaveProperty('status', 400)
  })

  test.each(['m', 'an-alias', 'a-pattern'])('B10 what the user says beats the list, reached as %s', name => {
    const settings = {
      models: { 'copilot/m': { mode: 'responses' } },
      aliases: { 'an-alias': 'copilot/m', 'a-pat*': 'copilot/m' },
    }
    const scene = { lists: { copilot: [{ id: 'm', endpoints: ['chat' as const] }] }, settings }
    expect(call('chat', name, { scene })).toBe('translate responses')
  })

  test.each<Mismatch>(['auto', 'translate'])('B13 what was learned is used at once, by %s', policy => {
    const findings = {
      'copilot/m': { endpoints: ['responses' as const], at: 0, evidence: 'unsupported_api_for_model' },
    }
    expect(call('chat', 'm', { policy, scene: { findings } })).toBe('translate responses')
  })

  describe('B15 what is asked decides', () => {
    const models = [
      { match: 'gpt-5.4*', toolsWithReasoningNotOn: ['chat' as const], source: 'the vendor, 2026-11' },
    ]
    const scene = { providers: { copilot: { models } } }
    const both: Dialect[] = ['chat', 'responses']
    test.each<[string, Call, string]>([
      ['nothing', {}, 'pass chat'],
      ['tools with reasoning', { functionTools: true, reasoning: true }, 'translate responses'],
      ['tools without reasoning', { functionTools: true }, 'pass chat'],
      ['freeform tools with reasoning', { customTools: true, reasoning: true }, 'pass chat'],
      [
        'tools with reasoning, by auto',
        { functionTools: true, reasoning: true, policy: 'auto' },
        'translate responses',
      ],
    ])('%s', (_, given, expected) => {
      expect(
        call('chat', 'gpt-5.4', {
          endpoints: both,
          scene: { ...scene, lists: { copilot: [{ id: 'gpt-5.4', endpoints: both }] } },
          ...given,
        }),
      ).toBe(expected)
    })

    test('it passes where no endpoint can do better, and refuses where nothing may be translated', () => {
      const asked = { functionTools: true, reasoning: true }
      const only = { ...scene, lists: { copilot: [{ id: 'gpt-5.4', endpoints: ['chat' as const] }] } }
      expect(call('chat', 'gpt-5.4', { ...asked, scene: only })).toBe('pass chat')
      const two = { ...scene, lists: { copilot: [{ id: 'gpt-5.4', endpoints: both }] } }
      expect(call('chat', 'gpt-5.4', { ...asked, scene: two, policy: 'reject' })).toHaveProperty(
        'code',
        'endpoint_unsupported',
      )
    })
  })

  test('models of another kind and of websockets alone are refused with the way out', () => {
    expect(call('chat', 'm', { listed: { kind: 'embedding' } })).toMatchObject({
      status: 400,
      code: 'wrong_model_kind',
      message: expect.stringContaining('/v1/embeddings'),
    })
    const audio = ['/v1/audio/speech', '/v1/audio/transcriptions', '/v1/audio/translations']
    expect(call('chat', 'm', { listed: { kind: 'audio' } })).toMatchObject({
      message: expect.stringContaining(audio.join(' or ')),
      details: { supported_endpoints: audio },
    })
    expect(call('responses', 'm', { listed: { websocketOnly: true } })).toMatchObject({
      status: 400,
      code: 'endpoint_unsupported',
      message: expect.stringContaining('websocket'),
    })
  })
})

describe('a model that cannot take tools beside reasoning on Chat', () => {
  const fact = { match: '*', toolsWithReasoningNotOn: ['chat'], source: 'a page' } as const
  const scene = (mode?: Dialect): Partial<Scene> => ({
    providers: { copilot: { models: [fact] } },
    ...(mode && { settings: { models: { 'copilot/m': { endpoints: ['chat', 'responses'], mode } } } }),
  })
  const endpoints = ['chat', 'responses'] as const
  const both = { endpoints, functionTools: true, reasoning: true }

  test.each(['chat', 'messages'] as const)('is called on Responses by a client of %s', dialect => {
    expect(call(dialect, 'm', { ...both, scene: scene() })).toBe('translate responses')
    expect(call(dialect, 'm', { ...both, scene: scene('chat') })).toBe('translate responses')
  })

  test('is called as its user wishes where it can be', () => {
    expect(call('messages', 'm', { endpoints, functionTools: true, scene: scene('chat') })).toBe(
      'translate chat',
    )
    expect(call('chat', 'm', { endpoints, reasoning: true, scene: scene() })).toBe('pass chat')
  })
})
