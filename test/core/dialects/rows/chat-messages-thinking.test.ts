import { describe, expect, test } from 'vitest'
import { bodySent } from '../../../support/translating.ts'
import { between, CHAT_TOOL, dropped, eachRow, exact, type Row, SCHEMA } from './row.ts'

const chatToMessages = between('chat', 'messages')
const messagesToChat = between('messages', 'chat')
const EFFORTS = { efforts: ['none', 'low', 'medium', 'high', 'xhigh'] }
const thinking = (budget_tokens: number) => ({ thinking: { type: 'enabled', budget_tokens } })
const ofBudget = (reasoning_effort: string) => ({
  writes: { reasoning_effort },
  loses: ['effort_adjusted;thinking.budget_tokens'],
})

/** Mapping §2.3, to Chat: how much to think, in which form to answer, and what only Anthropic does. */
const ROWS: readonly Row[] = [
  messagesToChat({ thinking: { type: 'disabled' } }, exact({ reasoning_effort: 'none' }), EFFORTS),
  messagesToChat({ thinking: { type: 'disabled' } }, dropped('thinking')),
  messagesToChat({ thinking: { type: 'disabled' } }, exact({ thinking: { type: 'disabled' } }), {
    reasoningSwitch: 'thinking',
  }),
  messagesToChat(thinking(1999), ofBudget('low'), EFFORTS),
  messagesToChat(thinking(2000), ofBudget('medium'), EFFORTS),
  messagesToChat(thinking(10_000), ofBudget('high'), EFFORTS),
  messagesToChat(thinking(32_000), ofBudget('xhigh'), EFFORTS),
  messagesToChat(thinking(4000), exact({ reasoning: { max_tokens: 4000 } }), {
    reasoningSwitch: 'reasoning',
  }),
  messagesToChat({ thinking: { type: 'adaptive' } }, exact({})),
  messagesToChat({ thinking: { type: 'between_tools' } }, exact({})),
  messagesToChat({ thinking: { type: 'adaptive', display: 'omitted' } }, exact({})),
  messagesToChat({ thinking: { type: 'adaptive', a: 1 } }, dropped('thinking.a')),
  messagesToChat({ output_config: { effort: 'high' } }, exact({ reasoning_effort: 'high' })),
  messagesToChat(
    { output_config: { effort: 'max' } },
    { writes: { reasoning_effort: 'high' }, loses: ['effort_adjusted;output_config.effort'] },
  ),
  messagesToChat(
    { thinking: { type: 'adaptive' }, output_config: { effort: 'low' } },
    exact({ reasoning_effort: 'low' }),
  ),
  messagesToChat(
    { output_config: { format: { type: 'json_schema', schema: SCHEMA } } },
    exact({
      response_format: {
        type: 'json_schema',
        json_schema: { name: 'output', strict: true, schema: SCHEMA },
      },
    }),
  ),
  messagesToChat(
    { output_config: { task_budget: { type: 'tokens', total: 9 } } },
    dropped('output_config.task_budget'),
  ),
  messagesToChat({ output_config: { a: 1 } }, dropped('output_config.a')),
  messagesToChat({ container: 'c' }, { refuses: 'container' }),
  messagesToChat(
    { container: { skills: [{ type: 'anthropic', skill_id: 'pdf' }] } },
    { refuses: 'container' },
  ),
  messagesToChat({ thread: { type: 'create' } }, { refuses: 'thread' }),
  messagesToChat({ compaction: { type: 'summarize' } }, { refuses: 'compaction' }),
  messagesToChat({ mcp_servers: [{ name: 's' }] }, { refuses: 'mcp_servers[0]' }),
  messagesToChat(
    { context_management: { edits: [{ type: 'clear_thinking_20251015', keep: 'all' }] } },
    exact({}),
  ),
  messagesToChat(
    { context_management: { edits: [{ type: 'clear_thinking_20251015', keep: { type: 'all' } }] } },
    exact({}),
  ),
  messagesToChat(
    { context_management: { edits: [{ type: 'clear_tool_uses_20250919' }] } },
    dropped('context_management'),
  ),
  messagesToChat({ fallbacks: [{ model: 'x' }] }, dropped('fallbacks')),
  messagesToChat({ inference_geo: 'eu' }, dropped('inference_geo')),
  messagesToChat(
    {
      billing_policy: {},
      fallback_credit_token: 't',
      diagnostics: {},
      user_profile_id: 'u',
      workspace_id: 'w',
    },
    exact({}),
  ),
  messagesToChat({ betas: ['a-beta-2026-01-01'], fallbacks: [] }, exact({})),

  // Mapping §4.3: forced calls and thoughts, where both cannot be had
  chatToMessages(
    { tools: [CHAT_TOOL], tool_choice: 'required', reasoning_effort: 'high' },
    { writes: { thinking: { type: 'disabled' } }, loses: ['thinking_dropped_forced_tool;reasoning_effort'] },
    { thinking: 'manual' },
  ),
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
