import { expect, test } from 'vitest'
import { answerOf, comparedFacts } from '../../../../../src-renderer/src/pages/log/compare/compared.ts'
import { logDetail } from '../log-detail.ts'

test('what neither request has is left out of the comparison', () => {
  const facts = comparedFacts(
    logDetail({ cost: { usd: 0.5, source: 'list' }, usage: { output: 1200 } }),
    logDetail({ cost: undefined, usage: { output: 900 } }),
  )
  expect(facts).toContainEqual({ name: 'Cost', values: ['$0.50', ''] })
  expect(facts).toContainEqual({ name: 'Tokens out', values: ['1,200', '900'] })
  expect(facts.map(({ name }) => name)).not.toContain('Reasoning')
})

test('an answer is what was said, thought and called in this reply, in order', () => {
  expect(
    answerOf({
      system: [],
      tools: [],
      turns: [
        { role: 'user', isReply: false, blocks: [{ kind: 'text', text: 'Hi' }] },
        {
          role: 'assistant',
          isReply: true,
          blocks: [
            { kind: 'reasoning', text: 'Hm' },
            { kind: 'text', text: 'Hello' },
            { kind: 'tool-call', id: 'c1', name: 'read', input: '{}' },
          ],
        },
      ],
    }),
  ).toBe('(reasoning)\nHm\n\nHello\n\n→ read\n{}')
})
