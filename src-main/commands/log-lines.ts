import type { Attempt, Exchange } from '../core/exchange.ts'
import { lossesOf, notesOf } from '../core/log/exchange-fields.ts'
import type { Logged } from '../core/log/store.ts'
import { LOSSES } from '../core/losses.ts'
import type { Loss } from '../core/reply.ts'
import { bold, dim, green, red, yellow } from './terminal.ts'

/** One exchange as one line of a terminal. */
export function logLine(exchange: Logged): string {
  const { requested, modelId, method, path, clientDialect, upstreamDialect } = exchange
  const lost = lossesOf(exchange).length
  const name = requested ?? `${method} ${path}`
  const parts = [
    dim(timeOf(exchange)),
    statusOf(exchange),
    clientOf(exchange).padEnd(16),
    modelId && modelId !== requested ? `${name} ${dim('→')} ${modelId}` : name,
    upstreamDialect && upstreamDialect !== clientDialect ? dim(`${clientDialect}>${upstreamDialect}`) : '',
    ended(exchange) ? durationOf(exchange.durationMs) : dim('runs'),
    tokensOf(exchange),
    exchange.cost ? `$${exchange.cost.usd.toFixed(4)}` : '',
    lost > 0 ? yellow(`${lost} lost`) : '',
    ended(exchange) && exchange.errorCode ? red(exchange.errorCode) : '',
    dim(exchange.id),
  ]
  return parts.filter(Boolean).join('  ')
}

/** One exchange with everything that is known of it but its bodies. */
export function logLines(exchange: Logged): string[] {
  const error = ended(exchange) ? exchange.errorMessage : undefined
  return [
    logLine(exchange),
    ...(error ? [red(error)] : []),
    ...section(
      'Resolution',
      exchange.steps.map(({ rule, outcome, detail }) => `${outcome.padEnd(6)} ${rule.padEnd(9)} ${detail}`),
    ),
    ...section('Attempts', exchange.attempts.map(attemptLine)),
    ...section('Changed or left out on the way', lossesOf(exchange).map(lossLine)),
    ...section('Notes', notesOf(exchange).map(lossLine)),
  ]
}

const section = (title: string, lines: readonly string[]): string[] =>
  lines.length === 0 ? [] : ['', bold(title), ...lines.map(line => `  ${line}`)]

const lossLine = ({ code, path }: Loss) => `${path}  ${LOSSES[code]}  ${dim(code)}`

const attemptLine = ({ modelId, dialect, action, status, durationMs, errorCode, upstreamId }: Attempt) =>
  [
    String(status ?? 'no answer'),
    `${modelId} as ${dialect} (${action})`,
    durationOf(durationMs),
    errorCode ? red(errorCode) : '',
    upstreamId ? dim(`the provider's id: ${upstreamId}`) : '',
  ]
    .filter(Boolean)
    .join('  ')

export const ended = (exchange: Logged): exchange is Exchange => 'outcome' in exchange

const timeOf = ({ startedAt }: Logged): string => {
  const at = new Date(startedAt)
  const local = new Date(startedAt - at.getTimezoneOffset() * 60_000)
  return local.toISOString().slice(0, 19).replace('T', ' ')
}

function statusOf(exchange: Logged): string {
  if (!ended(exchange)) return yellow('…  ')
  const text = String(exchange.status)
  if (exchange.outcome === 'completed') return green(text)
  return exchange.outcome === 'aborted' ? dim(text) : red(text)
}

const clientOf = ({ client = '' }: Logged): string => /^[^\s(]+/.exec(client)?.[0].slice(0, 28) ?? ''

const durationOf = (milliseconds: number): string =>
  milliseconds < 1000 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1000).toFixed(1)} s`

const tokensOf = ({ usage }: Logged): string =>
  usage?.input === undefined && usage?.output === undefined
    ? ''
    : `${usage.input ?? '–'}/${usage.output ?? '–'} tokens`
