import type { LogDetail, LogRow } from '../../control/contract/log.ts'
import type { Exchange } from '../../core/exchange.ts'
import { hasEnded, lossesOf } from '../../core/log/exchange-fields.ts'
import type { Logged } from '../../core/log/store.ts'
import { whyNoBodies } from '../../core/log/why-no-bodies.ts'

/** What the table shows of an exchange. */
export function logRow(logged: Logged, kept: boolean): LogRow {
  const { steps, attempts, losses, usage, bytesIn, bodies, ...row } = withOutcome(logged)
  const { bytesOut: _, ...rest }: typeof row & { bytesOut?: number } = row
  const { raw, ...tokens } = usage ?? {}
  return { ...rest, usage: usage && tokens, attempts: attempts.length, losses: lossesOf(logged).length, kept }
}

/** What the page shows of one exchange beside its messages. */
export const logDetail = (logged: Logged, held: Pick<LogDetail, 'sides' | 'held' | 'kept'>): LogDetail => ({
  ...withOutcome(logged),
  ...held,
  ...(held.held === 'nowhere' && { missing: whyNoBodies(logged) }),
})

const withOutcome = (
  logged: Logged,
): Exchange | (Omit<Logged, 'outcome'> & { readonly outcome: 'running' }) =>
  hasEnded(logged) ? logged : { ...logged, outcome: 'running' }
