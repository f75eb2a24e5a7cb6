import type { AuthStyle } from '../../core/routing/provider.ts'

/** `Authorization: Bearer KEY`, as OpenAI and nearly all others want it. */
export const BEARER: AuthStyle = { header: 'authorization', scheme: 'Bearer' }

/** `x-api-key: KEY`, as Anthropic wants it. */
export const X_API_KEY: AuthStyle = { header: 'x-api-key' }
