import type { Attempt } from '../core/exchange.ts'
import { hasEnded, lossesOf, notesOf } from '../core/log/exchange-fields.ts'
import { outcomeText } from '../core/log/outcome-text.ts'
import type { Logged } from '../core/log/store.ts'
import { LOSSES } from '../core/losses.ts'
import type { Loss } from '../core/reply.ts'
import { durationText, headLine } from './log-line.ts'
import { bold, dim, printable, red } from './terminal.ts'

/** One exchange with everything that is known of it but its bodies. */
export function logLines(exchange: Logged): string[] {
  const error = hasEnded(exchange) ? exchange.errorMessage : undefined
  return [
    headLine(exchange),
    `Outcome: ${printable(outcomeText(exchange))}.`,
    ...(error ? [red(printable(error))] : []),
    ...section(
      'Resolution',
      exchange.steps.map(
        ({ rule, outcome, detail }) => `${outcome.padEnd(6)} ${rule.padEnd(9)} ${printable(detail)}`,
      ),
    ),
    ...section(
      'Attempts',
      exchange.attempts.map(attempt => attemptLine(attempt, hasEnded(exchange))),
    ),
    ...section('Changed or left out on the way', lossesOf(exchange).map(lossLine)),
    ...section('Notes', notesOf(exchange).map(lossLine)),
  ]
}

const section = (title: string, lines: readonly string[]): string[] =>
  lines.length === 0 ? [] : ['', bold(title), ...lines.map(line => `  ${line}`)]

const lossLine = ({ code, path }: Loss) => `${printable(path)}  ${LOSSES[code]}  ${dim(code)}`

const attemptLine = (
  { modelId, dialect, action, status, durationMs, errorCode, upstreamId }: Attempt,
  isOver: boolean,
) =>
  [
    String(status ?? (isOver || errorCode ? 'no answer' : 'waits')),
    `${printable(modelId)} as ${dialect} (${action})`,
    durationText(durationMs),
    errorCode ? red(errorCode) : '',
    upstreamId ? dim(`the provider's id: ${printable(upstreamId)}`) : '',
  ]
    .filter(Boolean)
    .join('  ')
