import type { Exchange } from '../exchange.ts'
import { hasEnded } from './exchange-fields.ts'
import type { Logged } from './store.ts'

const isCancelled = ({ errorCode }: Exchange): boolean => errorCode === 'cancelled'

/** How a request ended, in a word or two beside its status, as the page's list has it: `200`, `200 left`, `cancelled`. */
export function statusText(exchange: Logged): string {
  if (!hasEnded(exchange)) return 'running'
  const { outcome, status } = exchange
  if (isCancelled(exchange)) return 'cancelled'
  if (outcome === 'aborted') return status === 499 ? 'left' : `${status} left`
  return outcome === 'broken' ? `${status} cut` : String(status)
}

const OUTCOMES: Readonly<Record<Exchange['outcome'], (exchange: Exchange) => string>> = {
  completed: () => 'it was answered',
  failed: ({ status, errorCode }) => `it got an error (${[status, errorCode].filter(Boolean).join(', ')})`,
  broken: () => 'the answer was cut off',
  aborted: exchange => (isCancelled(exchange) ? 'it was cancelled here' : 'the client left'),
}

/** The same as a clause, as the page's sentence of a request has it. */
export const outcomeText = (exchange: Logged): string =>
  hasEnded(exchange) ? OUTCOMES[exchange.outcome](exchange) : 'the answer is on its way'
