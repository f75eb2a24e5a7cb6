import { expect, test } from 'vitest'
import type { Turn } from '../../../../src-main/core/conversation.ts'
import { asArray, asObject } from '../../../../src-main/core/json.ts'
import { conversation, text, told, user, write } from './builders.ts'

test('a cache breakpoint that the endpoint does not know is told', () => {
  const blocks = [{ ...text('hi'), cache: { type: 'ephemeral' } }]
  expect(told({ turns: [{ role: 'user', path: 'messages[0]', blocks }] })).toEqual([
    'cache_breakpoint_dropped;messages[0].content',
  ])
})

test('a tool’s error is said in words, once', () => {
  const result = (words: string): Turn[] => [
    {
      role: 'assistant',
      path: 'm',
      blocks: [{ type: 'tool-call', id: 'a', kind: 'function', name: 'f', input: '', path: 'm' }],
    },
    user({
      type: 'tool-result',
      callId: 'a',
      kind: 'function',
      isError: true,
      blocks: [text(words)],
      path: 'messages[0]',
    }),
  ]
  const output = (words: string) =>
    asObject(asArray(write(conversation({ turns: result(words) })).input)[1]).output
  expect([output('no such file'), output('Error: no such file')]).toEqual([
    'Error: no such file',
    'Error: no such file',
  ])
})

test('reasoning of another vendor is taken out with a loss, never forged', () => {
  const proof = { dialect: 'messages', provider: 'a', family: 'b', item: { type: 'thinking' } } as const
  const turns: Turn[] = [
    user(text('a')),
    { role: 'assistant', path: 'm', blocks: [{ type: 'reasoning', text: 't', proof, path: 'm' }, text('x')] },
    user(text('b')),
  ]
  expect(told({ turns })).toEqual(['reasoning_dropped;m'])
  expect(JSON.stringify(write(conversation({ turns })))).not.toContain('thinking')
})
