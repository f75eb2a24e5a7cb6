import { describe, expect, test } from 'vitest'
import { messages } from '../../../../src-main/core/dialects/messages/index.ts'
import { wrapProof } from '../../../../src-main/core/envelope.ts'
import type { JsonObject } from '../../../../src-main/core/json.ts'
import { ask, target } from './builders.ts'

const own = { type: 'thinking', thinking: 'hm', signature: 'vendor' }
const foreign = { dialect: 'responses', item: { type: 'reasoning' } } as const
const seal = wrapProof({ dialect: 'messages', item: own }, target())
const said = { type: 'text', text: 'a' }

const clean = (content: JsonObject[]) =>
  messages.cleanEnvelopes(
    ask({
      messages: [
        { role: 'user', content: 'hi' },
        { role: 'assistant', content },
      ],
    }),
    target(),
  )

describe('the history of a passed body', () => {
  test('stays the same object where there is nothing to clean', () => {
    const body = ask({ messages: [{ role: 'assistant', content: [own, said] }] })
    expect(messages.cleanEnvelopes(body, target()).body).toBe(body)
  })

  test('gets the vendor’s own block back out of our envelope', () => {
    const { body, losses } = clean([{ type: 'thinking', thinking: 'hm', signature: seal }, said])
    expect(body.messages).toContainEqual({ role: 'assistant', content: [own, said] })
    expect(losses).toEqual([])
  })

  test.each<[string, string]>([
    ['another dialect', wrapProof(foreign, target())],
    [
      'another provider',
      wrapProof({ dialect: 'messages', item: own }, { provider: 'else', family: 'claude-lab' }),
    ],
    [
      'another family',
      wrapProof({ dialect: 'messages', item: own }, { provider: 'lab', family: 'claude-else' }),
    ],
    ['nobody, being damaged', 'pb1.j.lab.claude-lab.!!'],
  ])('loses reasoning of %s', (_whose, data) => {
    const { body, losses } = clean([{ type: 'redacted_thinking', data }, said])
    expect(body.messages).toContainEqual({ role: 'assistant', content: [said] })
    expect(losses).toEqual([{ code: 'reasoning_dropped', path: 'messages[1].content[0]' }])
  })

  test('loses a message that held nothing else', () => {
    const { body } = clean([{ type: 'redacted_thinking', data: wrapProof(foreign, target()) }])
    expect(body.messages).toEqual([{ role: 'user', content: 'hi' }])
  })

  test('loses citations that only we can have made', () => {
    const cite = (encrypted_index: string) => ({
      type: 'web_search_result_location',
      url: 'u',
      encrypted_index,
    })
    const { body } = clean([
      { ...said, citations: [cite(''), cite('x')] },
      { ...said, citations: [cite('')] },
    ])
    expect(body.messages).toContainEqual({
      role: 'assistant',
      content: [{ ...said, citations: [cite('x')] }, said],
    })
  })
})
