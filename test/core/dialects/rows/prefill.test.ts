import { describe, expect, test } from 'vitest'
import { bodySent, sent } from '../../../support/translating.ts'
import { assistant, user } from './turns.ts'

describe('an answer that the caller has begun', () => {
  const messages = [user('hi'), assistant('Well, ')]

  test.each([
    ['restarts', {}, ['prefill_restarts;messages[1]']],
    ['continues', {}, []],
    ['continue_final_message', { continue_final_message: true, add_generation_prompt: false }, []],
  ] as const)('is asked for in the words of the provider: %s', (prefill, body, losses) => {
    expect(sent('messages', 'chat', { messages }, { prefill })).toMatchObject({ body, losses })
  })

  test('is marked where the provider wants a mark', () => {
    expect(bodySent('messages', 'chat', { messages }, { prefill: 'prefix' }).messages).toMatchObject([
      { role: 'user' },
      { role: 'assistant', prefix: true },
    ])
  })
})
