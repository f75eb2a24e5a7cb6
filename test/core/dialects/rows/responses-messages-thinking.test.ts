import { dropped, eachRow, exact, OPENAI, type Row, SCHEMA } from './row.ts'

const ALL_EFFORTS = { ...OPENAI, efforts: ['none', 'low', 'medium', 'high', 'xhigh'] }
const ofBudget = (effort: string) => ({
  writes: { reasoning: { effort, summary: 'auto' } },
  loses: ['effort_adjusted;thinking.budget_tokens'],
})
const enabled = (budget_tokens: number) => ({ thinking: { type: 'enabled', budget_tokens } })

/** Mapping §2.3, to Responses: how much to think, in which form to answer, and what only Anthropic does. */
const ROWS: readonly Row[] = [
  [
    'messages',
    'responses',
    { thinking: { type: 'disabled' } },
    exact({ reasoning: { effort: 'none' } }),
    OPENAI,
  ],
  ['messages', 'responses', { thinking: { type: 'disabled' } }, dropped('thinking')],
  ['messages', 'responses', enabled(1999), ofBudget('low'), ALL_EFFORTS],
  ['messages', 'responses', enabled(9999), ofBudget('medium'), ALL_EFFORTS],
  ['messages', 'responses', enabled(31_999), ofBudget('high'), ALL_EFFORTS],
  ['messages', 'responses', enabled(32_000), ofBudget('xhigh'), ALL_EFFORTS],
  [
    'messages',
    'responses',
    { thinking: { type: 'adaptive' } },
    exact({ reasoning: { summary: 'auto' } }),
    OPENAI,
  ],
  [
    'messages',
    'responses',
    { thinking: { type: 'between_tools' } },
    exact({ reasoning: { summary: 'auto' } }),
    OPENAI,
  ],
  [
    'messages',
    'responses',
    { thinking: { type: 'adaptive', display: 'summarized' }, output_config: { effort: 'high' } },
    exact({ reasoning: { effort: 'high', summary: 'auto' } }),
    OPENAI,
  ],
  ['messages', 'responses', { thinking: { type: 'adaptive', a: 1 } }, dropped('thinking.a'), OPENAI],
  ['messages', 'responses', { output_config: { effort: 'low' } }, exact({ reasoning: { effort: 'low' } })],
  [
    'messages',
    'responses',
    { output_config: { effort: 'max' } },
    { writes: { reasoning: { effort: 'high' } }, loses: ['effort_adjusted;output_config.effort'] },
  ],
  [
    'messages',
    'responses',
    { output_config: { format: { type: 'json_schema', schema: SCHEMA } } },
    exact({ text: { format: { type: 'json_schema', name: 'output', strict: true, schema: SCHEMA } } }),
  ],
  [
    'messages',
    'responses',
    { output_config: { task_budget: { total: 9 } } },
    dropped('output_config.task_budget'),
  ],
  ['messages', 'responses', { container: 'c' }, { refuses: 'container' }],
  ['messages', 'responses', { thread: { type: 'create' } }, { refuses: 'thread' }],
  ['messages', 'responses', { compaction: { type: 'summarize' } }, { refuses: 'compaction' }],
  [
    'messages',
    'responses',
    { context_management: { edits: [{ type: 'clear_thinking_20251015', keep: 'all' }] } },
    exact({}),
  ],
  [
    'messages',
    'responses',
    { context_management: { edits: [{ type: 'compact_20260112' }] } },
    dropped('context_management'),
  ],
  ['messages', 'responses', { fallbacks: [{ model: 'x' }] }, dropped('fallbacks')],
  ['messages', 'responses', { inference_geo: 'eu' }, dropped('inference_geo')],
  [
    'messages',
    'responses',
    {
      billing_policy: {},
      fallback_credit_token: 't',
      diagnostics: {},
      user_profile_id: 'u',
      workspace_id: 'w',
    },
    exact({}),
  ],
]

eachRow(ROWS)
