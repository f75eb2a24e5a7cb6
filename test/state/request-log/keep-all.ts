import type { openExchangeStore } from '../../../src-main/state/request-log/open-exchange-store.ts'

type Options = Parameters<typeof openExchangeStore>[0]

/** What opens a store that prunes nothing; each may be said otherwise. */
export const keepAll = (options: Partial<Options> & Pick<Options, 'file' | 'log'>): Options => ({
  keepDays: () => 36_500,
  maxMegabytes: () => 1_000,
  now: Date.now,
  ...options,
})
