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

test('of several names the one that was used is told, and the last word on effort wherever it stands', () => {
  expect(optionPath(from({ body: { user: 'u' } }), 'userId')).toBe('user')
  expect(optionPath(from({ from: 'responses', body: { user: 'u' } }), 'userId')).toBe('user')
  expect(optionPath(from({ body: { user: 'u', safety_identifier: 's' } }), 'userId')).toBe(
    'safety_identifier',
  )
  expect(optionPath(from({ body: { reasoning_effort: null, thinking: {} } }), 'reasoning')).toBe('thinking')
  const update = { type: 'configuration_update', reasoning: { effort: 'low' } }
  const body = { reasoning: { effort: 'high' }, input: [{ role: 'user' }, update, { role: 'user' }] }
  expect(optionPath(from({ from: 'responses', body }), 'reasoning')).toBe('input[1].reasoning.effort')
  expect(optionPath(from({ from: 'responses', body: {} }), 'reasoning')).toBe('reasoning.effort')
})
