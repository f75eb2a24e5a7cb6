import { asString, type JsonObject } from './json.ts'
import type { Ledger } from './ledger.ts'
import type { Target } from './target.ts'

/** A breakpoint as its client said it, where it stands, and who hears of what could not be kept. */
interface Breakpoint {
  readonly cache: JsonObject
  readonly path: string
  readonly ledger: Ledger
}

const isAnthropic = (cache: JsonObject): boolean => cache.type === 'ephemeral'

/** The breakpoint in Anthropic's words, which keeps a prefix for five minutes or an hour; another lifetime is told. */
export function cacheControl({ cache, path, ledger }: Breakpoint): JsonObject {
  if (isAnthropic(cache)) return cache
  const ttl = asString(cache.ttl)
  if (ttl === undefined || ttl === '5m') return { type: 'ephemeral' }
  if (ttl !== '1h') ledger.lose('unsupported_parameter', `${path}.prompt_cache_breakpoint.ttl`)
  return { type: 'ephemeral', ttl: '1h' }
}

/** The lifetimes of OpenAI that come next to what was asked for. It keeps every prefix for longer than five minutes. */
const LIFETIMES: Readonly<Record<string, '30m' | '12h' | undefined>> = {
  '30m': '30m',
  '1h': '30m',
  '12h': '12h',
}

/** The breakpoint in OpenAI's words, which keeps a prefix for half an hour or for twelve; another lifetime is told. */
function promptCacheBreakpoint({ cache, path, ledger }: Breakpoint) {
  const asked = asString(cache.ttl)
  const ttl = asked === undefined ? undefined : LIFETIMES[asked]
  if (asked !== ttl && asked !== '5m') {
    const field = isAnthropic(cache) ? 'cache_control' : 'prompt_cache_breakpoint'
    ledger.lose('unsupported_parameter', `${path}.${field}.ttl`)
  }
  return { mode: 'explicit' as const, ...(ttl && { ttl }) }
}

/** A content part's field for the breakpoint, by the name that the endpoint has for it; where it has none, that is told. */
export function cacheField(
  cache: JsonObject,
  path: string,
  { target, ledger }: { readonly target: Target; readonly ledger: Ledger },
): { cache_control?: JsonObject } | { prompt_cache_breakpoint?: ReturnType<typeof promptCacheBreakpoint> } {
  switch (target.quirks.cacheBreakpoints) {
    case 'cache_control':
      return { cache_control: cacheControl({ cache, path, ledger }) }
    case 'prompt_cache_breakpoint':
      return { prompt_cache_breakpoint: promptCacheBreakpoint({ cache, path, ledger }) }
    case 'none':
      ledger.lose('cache_breakpoint_dropped', path)
      return {}
  }
}
