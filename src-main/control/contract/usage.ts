import { z } from 'zod'
import { USAGE_KEYS, type UsageGroup } from '../../core/log/store.ts'

export const usageInput = z.strictObject({
  /** Milliseconds since the epoch, `from` included and `to` not. */
  from: z.number(),
  to: z.number(),
  by: z.array(z.enum(USAGE_KEYS)).max(2),
  filter: z.string().max(4000).default(''),
  /** Minutes to add to UTC for the user's day. */
  offset: z.int().min(-1440).max(1440).default(0),
})
type UsageInput = z.output<typeof usageInput>

export interface UsageOperations {
  summary(input: UsageInput): Promise<readonly UsageGroup[]>
  /** The same as a table, RFC 4180, with a line of names. */
  csv(input: UsageInput): Promise<string>
}

export type { UsageGroup, UsageKey } from '../../core/log/store.ts'
