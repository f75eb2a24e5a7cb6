import type { UsageGroup } from '../../../src-main/core/log/store.ts'

/** What one request used that cost nothing; everything has a default but its keys. */
export const usageGroup = (changes: Partial<UsageGroup> & Pick<UsageGroup, 'keys'>): UsageGroup => ({
  requests: 1,
  errors: 0,
  input: 0,
  cacheRead: 0,
  cacheWrite: 0,
  output: 0,
  reasoning: 0,
  cost: 0,
  unpriced: 0,
  ...changes,
})
