import { useSearchParams } from 'wouter'

export const TABS = ['summary', 'chat', 'request', 'response', 'stream', 'timing'] as const
export type Tab = (typeof TABS)[number]
export const VIEWS = ['client', 'upstream', 'diff'] as const
export type View = (typeof VIEWS)[number]

/** What the log shows, as the address says it: a reload, a link and a second tab show the same. */
export interface LogAddress {
  readonly filter: string
  /** The request that is open. */
  readonly exchange?: string
  /** The one beside it. */
  readonly beside?: string
  readonly tab: Tab
  readonly view: View
}

/** The address, and how to change some of it. */
export function useAddress(): readonly [LogAddress, (change: Partial<LogAddress>) => void] {
  const [query, setQuery] = useSearchParams()
  const address: LogAddress = {
    filter: query.get('filter') ?? '',
    exchange: query.get('exchange') ?? undefined,
    beside: query.get('beside') ?? undefined,
    tab: TABS.find(tab => tab === query.get('tab')) ?? 'summary',
    view: VIEWS.find(view => view === query.get('view')) ?? 'client',
  }
  const change = (changes: Partial<LogAddress>) =>
    setQuery(
      last => {
        const next = new URLSearchParams(last)
        for (const [name, value] of Object.entries(changes)) {
          if (value && value !== DEFAULTS[name]) next.set(name, value)
          else next.delete(name)
        }
        return next
      },
      { replace: true },
    )
  return [address, change]
}

/** They do not stand in the address. */
const DEFAULTS: Readonly<Record<string, string>> = { tab: 'summary', view: 'client' }
