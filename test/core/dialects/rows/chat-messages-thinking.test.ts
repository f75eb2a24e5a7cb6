import { describe, expect, test } from 'vitest'
import { bodySent } from '../../../support/translating.ts'
import { CHAT_TOOL, dropped, eachRow, exact, type Row, SCHEMA } from './row.ts'

const EFFORTS = { efforts: ['none', 'low', 'medium', 'high', 'xhigh'] }
const thinking = (budget_tokens: number) => ({ thinking: { type: 'enabled', budget_tokens } })
const ofBudget = (reasoning_effort: string) => ({
  writes: { reasoning_effort },
  loses: ['effort_adjusted;thinking.budget_tokens'],
})

/** Mapping §2.3, to Chat: how much to think, in which form to answer, and what only Anthropic does. */
const ROWS: readonly Row[] = [
  ['messages', 'chat', { thinking: { type: 'disabled' } }, exact({ reasoning_effort: 'none' }), EFFORTS],
  ['messages', 'chat', { thinking: { type: 'disabled' } }, dropped('thinking')],
  [
    'messages',
    'chat',
    { thinking: { type: 'disabled' } },
    exact({ thinking: { type: 'disabled' } }),
    { reasoningSwitch: 'thinking' },
  ],
  ['messages', 'chat', thinking(1999), ofBudget('low'), EFFORTS],
  ['messages', 'chat', thinking(2000), ofBudget('medium'), EFFORTS],
  ['messages', 'chat', thinking(10_000), ofBudget('high'), EFFORTS],
  ['messages', 'chat', thinking(32_000), ofBudget('xhigh'), EFFORTS],
  [
    'messages',
    'chat',
    thinking(4000),
    exact({ reasoning: { max_tokens: 4000 } }),
    { reasoningSwitch: 'reasoning' },
  ],
  ['messages', 'chat', { thinking: { type: 'adaptive' } }, exact({})],
  ['messages', 'chat', { thinking: { type: 'between_tools' } }, exact({})],
  ['messages', 'chat', { thinking: { type: 'adaptive', display: 'omitted' } }, exact({})],
  ['messages', 'chat', { thinking: { type: 'adaptive', a: 1 } }, dropped('thinking.a')],
  ['messages', 'chat', { output_config: { effort: 'high' } }, exact({ reasoning_effort: 'high' })],
  [
    'messages',
    'chat',
    { output_config: { effort: 'max' } },
    { writes: { reasoning_effort: 'high' }, loses: ['effort_adjusted;output_config.effort'] },
  ],
  [
    'messages',
    'chat',
    { thinking: { type: 'adaptive' }, output_config: { effort: 'low' } },
    exact({ reasoning_effort: 'low' }),
  ],
  [
    'messages',
    'chat',
    { output_config: { format: { type: 'json_schema', schema: SCHEMA } } },
    exact({
      response_format: {
        type: 'json_schema',
        json_schema: { name: 'output', strict: true, schema: SCHEMA },
      },
    }),
  ],
  [
    'messages',
    'chat',
    { output_config: { task_budget: { type: 'tokens', total: 9 } } },
    dropped('output_config.task_budget'),
  ],
  ['messages', 'chat', { output_config: { a: 1 } }, dropped('output_config.a')],
  ['messages', 'chat', { container: 'c' }, { refuses: 'container' }],
  [
    'messages',
    'chat',
    { container: { skills: [{ type: 'anthropic', skill_id: 'pdf' }] } },
    { refuses: 'container' },
  ],
  ['messages', 'chat', { thread: { type: 'create' } }, { refuses: 'thread' }],
  ['messages', 'chat', { compaction: { type: 'summarize' } }, { refuses: 'compaction' }],
  ['messages', 'chat', { mcp_servers: [{ name: 's' }] }, { refuses: 'mcp_servers[0]' }],
  [
    'messages',
    'chat',
    { context_management: { edits: [{ type: 'clear_thinking_20251015', keep: 'all' }] } },
    exact({}),
  ],
  [
    'messages',
    'chat',
    { context_management: { edits: [{ type: 'clear_thinking_20251015', keep: { type: 'all' } }] } },
    exact({}),
  ],
  [
    'messages',
    'chat',
    { context_management: { edits: [{ type: 'clear_tool_uses_20250919' }] } },
    dropped('context_management'),
  ],
  ['messages', 'chat', { fallbacks: [{ model: 'x' }] }, dropped('fallbacks')],
  ['messages', 'chat', { inference_geo: 'eu' }, dropped('inference_geo')],
  [
    'messages',
    'chat',
    {
      billing_policy: {},
      fallback_credit_token: 't',
      diagnostics: {},
      user_profile_id: 'u',
      workspace_id: 'w',
    },
    exact({}),
  ],
  ['messages', 'chat', { betas: ['a-beta-2026-01-01'], fallbacks: [] }, exact({})],

  // Mapping §4.3: forced calls and thoughts, where both cannot be had
  [
    'chat',
    'messages',
    { tools: [CHAT_TOOL], tool_choice: 'required', reasoning_effort: 'high' },
    { writes: { thinking: { type: 'disabled' } }, loses: ['thinking_dropped_forced_tool;reasoning_effort'] },
    { thinking: 'manual' },
  ],
]

eachRow(ROWS)

describe('what Anthropic alone knows of an object', () => {
  test('stays in it for a model of its own', () => {
    const fields = {
      thinking: { type: 'adaptive', display: 'omitted', a: 1 },
      output_config: { effort: 'high', task_budget: { type: 'tokens', total: 9 }, b: 2 },
    }
    expect(bodySent('messages', 'messages', fields)).toMatchObject(fields)
  })
})
