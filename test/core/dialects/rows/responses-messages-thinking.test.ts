import { between, dropped, eachRow, exact, OPENAI, type Row, SCHEMA } from './row.ts'

const messagesToResponses = between('messages', 'responses')
const ALL_EFFORTS = { ...OPENAI, efforts: ['none', 'low', 'medium', 'high', 'xhigh'] }
const ofBudget = (effort: string) => ({
  writes: { reasoning: { effort, summary: 'auto' } },
  loses: ['effort_adjusted;thinking.budget_tokens'],
})
const enabled = (budget_tokens: number) => ({ thinking: { type: 'enabled', budget_tokens } })

/** Mapping §2.3, to Responses: how much to think, in which form to answer, and what only Anthropic does. */
const ROWS: readonly Row[] = [
  messagesToResponses({ thinking: { type: 'disabled' } }, exact({ reasoning: { effort: 'none' } }), OPENAI),
  messagesToResponses({ thinking: { type: 'disabled' } }, dropped('thinking')),
  messagesToResponses(enabled(1999), ofBudget('low'), ALL_EFFORTS),
  messagesToResponses(enabled(9999), ofBudget('medium'), ALL_EFFORTS),
  messagesToResponses(enabled(31_999), ofBudget('high'), ALL_EFFORTS),
  messagesToResponses(enabled(32_000), ofBudget('xhigh'), ALL_EFFORTS),
  messagesToResponses({ thinking: { type: 'adaptive' } }, exact({ reasoning: { summary: 'auto' } }), OPENAI),
  messagesToResponses(
    { thinking: { type: 'between_tools' } },
    exact({ reasoning: { summary: 'auto' } }),
    OPENAI,
  ),
  messagesToResponses(
    { thinking: { type: 'adaptive', display: 'summarized' }, output_config: { effort: 'high' } },
    exact({ reasoning: { effort: 'high', summary: 'auto' } }),
    OPENAI,
  ),
  messagesToResponses({ thinking: { type: 'adaptive', a: 1 } }, dropped('thinking.a'), OPENAI),
  messagesToResponses({ output_config: { effort: 'low' } }, exact({ reasoning: { effort: 'low' } })),
  messagesToResponses(
    { output_config: { effort: 'max' } },
    { writes: { reasoning: { effort: 'high' } }, loses: ['effort_adjusted;output_config.effort'] },
  ),
  messagesToResponses(
    { output_config: { format: { type: 'json_schema', schema: SCHEMA } } },
    exact({ text: { format: { type: 'json_schema', name: 'output', strict: true, schema: SCHEMA } } }),
  ),
  messagesToResponses({ output_config: { task_budget: { total: 9 } } }, dropped('output_config.task_budget')),
  messagesToResponses({ container: 'c' }, { refuses: 'container' }),
  messagesToResponses({ thread: { type: 'create' } }, { refuses: 'thread' }),
  messagesToResponses({ compaction: { type: 'summarize' } }, { refuses: 'compaction' }),
  messagesToResponses(
    { context_management: { edits: [{ type: 'clear_thinking_20251015', keep: 'all' }] } },
    exact({}),
  ),
  messagesToResponses(
    { context_management: { edits: [{ type: 'compact_20260112' }] } },
    dropped('context_management'),
  ),
  messagesToResponses({ fallbacks: [{ model: 'x' }] }, dropped('fallbacks')),
  messagesToResponses({ inference_geo: 'eu' }, dropped('inference_geo')),
  messagesToResponses(
    {
      billing_policy: {},
      fallback_credit_token: 't',
      diagnostics: {},
      user_profile_id: 'u',
      workspace_id: 'w',
    },
    exact({}),
  ),
]

eachRow(ROWS)
