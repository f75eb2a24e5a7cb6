import { expect, test } from 'vitest'
import { budgetPath, optionPath, turnsField } from '../../src-main/core/option-paths.ts'
import { conversation as from } from './conversations.ts'

test('a path is what the client itself wrote', () => {
  expect(optionPath(from({ body: { max_tokens: 5 } }), 'maxOutputTokens')).toBe('max_tokens')
  expect(optionPath(from({ body: { max_completion_tokens: 5 } }), 'maxOutputTokens')).toBe(
    'max_completion_tokens',
  )
  expect(optionPath(from({ from: 'responses' }), 'maxOutputTokens')).toBe('max_output_tokens')
  expect(optionPath(from({ from: 'responses' }), 'verbosity')).toBe('text.verbosity')
  expect(optionPath(from({ from: 'messages' }), 'stop')).toBe('stop_sequences')
  expect(optionPath(from({}), 'frequencyPenalty')).toBe('frequency_penalty')
})

test('thinking that names no effort is found at its switch', () => {
  const thinking = from({ from: 'messages', options: { reasoning: { mode: 'enabled' } } })
  expect(optionPath(thinking, 'reasoning')).toBe('thinking')
  const effort = from({ from: 'messages', options: { reasoning: { effort: 'low' } } })
  expect(optionPath(effort, 'reasoning')).toBe('output_config.effort')
})

test('a budget is found in the words of whoever gave it', () => {
  expect(budgetPath({ body: { reasoning: { max_tokens: 5 } } })).toBe('reasoning.max_tokens')
  expect(budgetPath({ body: { thinking: { budget_tokens: 5 } } })).toBe('thinking.budget_tokens')
})

test('a conversation is found where its client put it', () => {
  const fields = (['chat', 'responses', 'messages'] as const).map(dialect => turnsField({ from: dialect }))
  expect(fields).toEqual(['messages', 'input', 'messages'])
})
