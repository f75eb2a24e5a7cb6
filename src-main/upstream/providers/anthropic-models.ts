import type { ModelFact } from '../../core/routing/provider.ts'
import type { Quirks } from '../../core/target.ts'

const OVERVIEW = 'https://platform.claude.com/docs/models/overview, read 2026-11-21'
const MIGRATION =
  'https://platform.claude.com/docs/en/about-claude/models/migration-guide and https://github.com/NousResearch/hermes-agent/issues/11137, read 2026-11-21'
const LIMITS =
  'https://github.com/Effect-TS/effect/releases/tag/@effect%2Fai-anthropic@4.0.0-beta.106, read 2026-11-21'
const OLDER = 'https://platform.claude.com/docs/en/about-claude/models/overview, not verified since 2025'
const FOLDED =
  'Claude Code 2.1.329 sends system turns inside messages to 4.8 with a beta header and from 5 on, seen 2026-11-20'

/** Before Opus 4.7 a budget switched thinking on and temperature was accepted. */
const manual: Partial<Quirks> = {
  thinking: 'manual',
  sampling: true,
  topK: true,
  efforts: [],
  systemTurns: 'leading',
}
const withoutThinking: Partial<Quirks> = { ...manual, thinking: 'none', structuredOutput: false }
const adaptive46: Partial<Quirks> = {
  thinking: 'adaptive',
  sampling: true,
  topK: true,
  efforts: ['low', 'medium', 'high', 'max'],
  systemTurns: 'leading',
}

const model = (
  match: string,
  contextWindow: number,
  maxOutputTokens: number,
  quirks: Partial<Quirks>,
  source: string,
): ModelFact => ({ match, contextWindow, maxOutputTokens, quirks, source })

/** What is known about Claude by its ids; the live list knows the limits of newer models better. Most special first. */
export const ANTHROPIC_MODELS: readonly ModelFact[] = [
  model('claude-3-7-sonnet*', 200_000, 64_000, { ...manual, structuredOutput: false }, OLDER),
  model('claude-3-5-*', 200_000, 8_192, withoutThinking, OLDER),
  model('claude-3-*', 200_000, 4_096, withoutThinking, OLDER),
  model('claude-opus-4-5*', 200_000, 64_000, { ...manual, efforts: ['low', 'medium', 'high'] }, OLDER),
  model('claude-sonnet-4-5*', 200_000, 64_000, manual, OLDER),
  model('claude-haiku-4-5*', 200_000, 64_000, manual, OVERVIEW),
  model('claude-opus-4-1*', 200_000, 32_000, manual, OLDER),
  model('claude-opus-4-6*', 1_000_000, 128_000, adaptive46, LIMITS),
  model('claude-sonnet-4-6*', 1_000_000, 128_000, adaptive46, LIMITS),
  model('claude-opus-4-7*', 1_000_000, 128_000, { systemTurns: 'leading' }, MIGRATION),
  model('claude-opus-4-8*', 1_000_000, 128_000, { systemTurns: 'leading' }, FOLDED),
  model('claude-opus-4-0', 200_000, 32_000, { ...manual, structuredOutput: false }, OLDER),
  model('claude-opus-4-20*', 200_000, 32_000, { ...manual, structuredOutput: false }, OLDER),
  model('claude-sonnet-4-0', 200_000, 64_000, { ...manual, structuredOutput: false }, OLDER),
  model('claude-sonnet-4-20*', 200_000, 64_000, { ...manual, structuredOutput: false }, OLDER),
  model('claude-*', 1_000_000, 128_000, {}, OVERVIEW),
]
