import type { ModelFact } from '../../core/routing/provider.ts'
import type { Quirks } from '../../core/target.ts'

const DOCS = 'https://platform.openai.com/docs/models, not verified'
const TOOLS =
  'https://github.com/openai/openai-openapi/issues/541 and https://github.com/BerriAI/litellm/pull/34569, read 2026-11-21'
const EFFORTS = 'https://github.com/livekit/agents/pull/7169 (the error text), read 2026-11-21'
const LIMITS = 'https://docs.rs/crate/llmr/latest/source/models/openai.toml, read 2026-11-21'

const RESPONSES_ONLY = ['responses'] as const
const FROM_5_2 = ['none', 'low', 'medium', 'high', 'xhigh']
const plain: Partial<Quirks> = { efforts: [], sampling: true }
const reasoning = (efforts: readonly string[]): Partial<Quirks> => ({ efforts, sampling: false })

/** Other kinds than conversation: whole words of the id only, so that `gpt-4o-audio-preview` stays a chat model. */
const kinds: readonly ModelFact[] = [
  { match: 'text-embedding-*', kind: 'embedding', source: DOCS },
  { match: 'dall-e-*', kind: 'image', source: DOCS },
  { match: 'gpt-image-*', kind: 'image', source: DOCS },
  { match: 'chatgpt-image-*', kind: 'image', source: DOCS },
  { match: 'sora-*', kind: 'image', source: `${DOCS}; videos, the nearest kind there is` },
  { match: 'whisper-*', kind: 'audio', source: DOCS },
  { match: 'tts-*', kind: 'audio', source: DOCS },
  { match: 'gpt-*-transcribe', kind: 'audio', source: DOCS },
  { match: 'gpt-*-transcribe-*', kind: 'audio', source: DOCS },
  { match: 'gpt-*-tts', kind: 'audio', source: DOCS },
  { match: 'gpt-*-tts-*', kind: 'audio', source: DOCS },
  { match: 'gpt-realtime*', kind: 'audio', source: DOCS },
  { match: 'gpt-*-realtime-*', kind: 'audio', source: DOCS },
  { match: 'omni-moderation-*', kind: 'moderation', source: DOCS },
  { match: 'text-moderation-*', kind: 'moderation', source: DOCS },
  { match: 'babbage-002', kind: 'completion', source: DOCS },
  { match: 'davinci-002', kind: 'completion', source: DOCS },
  { match: 'gpt-3.5-turbo-instruct*', kind: 'completion', source: DOCS },
]

/** Which endpoints a model has, where it has not both. */
const endpoints: readonly ModelFact[] = [
  { match: 'gpt-*-codex', endpoints: RESPONSES_ONLY, source: DOCS },
  { match: 'gpt-*-codex-*', endpoints: RESPONSES_ONLY, source: DOCS },
  { match: 'codex-mini-*', endpoints: RESPONSES_ONLY, source: DOCS },
  { match: 'gpt-*-pro', endpoints: RESPONSES_ONLY, source: DOCS },
  { match: 'gpt-*-pro-20*', endpoints: RESPONSES_ONLY, source: DOCS },
  { match: 'o1-pro*', endpoints: RESPONSES_ONLY, source: DOCS },
  { match: 'o3-pro*', endpoints: RESPONSES_ONLY, source: DOCS },
  { match: '*-deep-research', endpoints: RESPONSES_ONLY, source: DOCS },
  { match: '*-deep-research-*', endpoints: RESPONSES_ONLY, source: DOCS },
  { match: 'computer-use-preview*', endpoints: RESPONSES_ONLY, source: DOCS },
  {
    match: 'gpt-*-search-preview*',
    endpoints: ['chat'],
    quirks: { hostedTools: ['web_search'] },
    source: DOCS,
  },
  { match: 'gpt-5-search-api*', endpoints: ['chat'], quirks: { hostedTools: ['web_search'] }, source: DOCS },
  { match: 'gpt-*-audio-preview*', endpoints: ['chat'], source: DOCS },
  { match: 'gpt-audio*', endpoints: ['chat'], source: DOCS },
]

const NOT_ON_CHAT = { toolsWithReasoningNotOn: ['chat'] } as const

/** Tools beside reasoning, efforts, cache breakpoints. gpt-5.6 and later reason unless told `none`. */
const behaviour: readonly ModelFact[] = [
  { match: 'gpt-5.4*', ...NOT_ON_CHAT, source: TOOLS },
  { match: 'gpt-5.5*', ...NOT_ON_CHAT, source: TOOLS },
  {
    match: 'gpt-5.6*',
    ...NOT_ON_CHAT,
    quirks: { cacheBreakpoints: 'prompt_cache_breakpoint' },
    source: TOOLS,
  },
  {
    match: 'gpt-6*',
    ...NOT_ON_CHAT,
    quirks: { cacheBreakpoints: 'prompt_cache_breakpoint' },
    source: `${TOOLS}; that gpt-6 is like gpt-5.6 is a guess`,
  },
  { match: 'gpt-5*-chat-latest', quirks: plain, source: DOCS },
  { match: 'gpt-5-pro*', quirks: reasoning(['high']), source: DOCS },
  { match: 'gpt-5.1*', quirks: reasoning(['none', 'low', 'medium', 'high']), source: DOCS },
  { match: 'gpt-5.*-pro*', quirks: reasoning(['medium', 'high', 'xhigh']), source: DOCS },
  { match: 'gpt-5.*', quirks: reasoning(FROM_5_2), source: EFFORTS },
  { match: 'gpt-5*', quirks: reasoning(['minimal', 'low', 'medium', 'high']), source: DOCS },
  { match: 'gpt-6*', quirks: reasoning(FROM_5_2), source: `${EFFORTS}; for gpt-6 a guess` },
  { match: 'o1-mini*', quirks: { efforts: [], sampling: false, instructionRole: 'system' }, source: DOCS },
  { match: 'o1*', quirks: reasoning(['low', 'medium', 'high']), source: DOCS },
  { match: 'o3*', quirks: reasoning(['low', 'medium', 'high']), source: DOCS },
  { match: 'o4*', quirks: reasoning(['low', 'medium', 'high']), source: DOCS },
  { match: 'codex-mini-*', quirks: reasoning(['low', 'medium', 'high']), source: DOCS },
  { match: 'gpt-3.5*', quirks: { ...plain, structuredOutput: false }, source: DOCS },
  { match: 'gpt-4-*', quirks: { ...plain, structuredOutput: false }, source: DOCS },
  { match: 'gpt-4', quirks: { ...plain, structuredOutput: false }, source: DOCS },
  { match: 'gpt-4*', quirks: plain, source: DOCS },
  { match: 'chatgpt-4o-*', quirks: plain, source: DOCS },
]

const limit = (match: string, contextWindow: number, maxOutputTokens: number, source = DOCS): ModelFact => ({
  match,
  contextWindow,
  maxOutputTokens,
  source,
})

/** OpenAI's list says nothing about limits. */
const limits: readonly ModelFact[] = [
  limit('gpt-5*-chat-latest', 128_000, 16_384),
  limit('gpt-5-pro*', 400_000, 272_000),
  limit('gpt-5.6*', 1_050_000, 128_000, LIMITS),
  limit('gpt-5.4-mini*', 400_000, 128_000),
  limit('gpt-5.4-nano*', 400_000, 128_000),
  limit('gpt-5.4*', 1_050_000, 128_000),
  limit('gpt-5.5*', 1_050_000, 128_000),
  limit('gpt-5*', 400_000, 128_000),
  limit('gpt-4.1*', 1_047_576, 32_768),
  limit('gpt-4o-mini*', 128_000, 16_384),
  limit('gpt-4o-2024-05-13', 128_000, 4_096),
  limit('gpt-4o*', 128_000, 16_384),
  limit('chatgpt-4o-*', 128_000, 16_384),
  limit('gpt-4-turbo*', 128_000, 4_096),
  limit('gpt-4', 8_192, 8_192),
  limit('gpt-3.5-turbo*', 16_385, 4_096),
  limit('o1-mini*', 128_000, 65_536),
  limit('o1-preview*', 128_000, 32_768),
  limit('o1*', 200_000, 100_000),
  limit('o3*', 200_000, 100_000),
  limit('o4*', 200_000, 100_000),
  limit('codex-mini-*', 200_000, 100_000),
]

/** What is known about OpenAI's models by their ids. */
export const OPENAI_MODELS: readonly ModelFact[] = [...kinds, ...endpoints, ...behaviour, ...limits]
