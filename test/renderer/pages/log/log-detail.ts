import type { LogDetail } from '../../../../src-main/control/contract/log.ts'
import { logRow } from './log-row.ts'

/** What is known of a request that ended well; tests say what is different. */
export const logDetail = (fields: Partial<LogDetail> = {}): LogDetail => ({
  ...logRow(),
  startedAt: 1000,
  durationMs: 900,
  firstByteMs: 500,
  firstTokenMs: 600,
  steps: [],
  attempts: [],
  losses: [],
  bytesIn: 10,
  sides: [],
  held: 'nowhere',
  ...fields,
})
