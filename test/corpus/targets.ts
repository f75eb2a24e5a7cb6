import type { Dialect } from '../../src-main/core/conversation.ts'
import type { ProviderPreset } from '../../src-main/core/routing/provider.ts'
import { DEFAULT_QUIRKS, type Target } from '../../src-main/core/target.ts'
import { anthropic } from '../../src-main/upstream/providers/anthropic.ts'
import { openai } from '../../src-main/upstream/providers/openai.ts'

const VENDORS: Readonly<Record<Dialect, ProviderPreset>> = {
  chat: openai,
  responses: openai,
  messages: anthropic,
}

/** A model of the vendor that made the dialect, with all that its provider is known to take. */
export function vendorTarget(dialect: Dialect): Target {
  const { quirks, quirksFor } = VENDORS[dialect]
  return {
    provider: 'vendor',
    model: 'vendor-1',
    family: 'vendor',
    dialect,
    maxOutputTokens: 64_000,
    quirks: { ...DEFAULT_QUIRKS, ...quirks, ...quirksFor?.[dialect] },
  }
}

/** A model of which nothing is known but its endpoint. */
export const plainTarget = (dialect: Dialect): Target => ({
  provider: 'lab',
  model: 'lab-1',
  family: 'lab',
  dialect,
  quirks: DEFAULT_QUIRKS,
})
