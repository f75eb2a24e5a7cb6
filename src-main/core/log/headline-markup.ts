import { hasEnded, hasError } from './exchange-fields.ts'
import { isoTime } from './export-entry.ts'
import { html, type Markup } from './markup.ts'
import { statusText } from './outcome-text.ts'
import type { Logged } from './store.ts'

/** The head of a request: what was asked of whom and how it went, then its time, tokens and cost at a glance. */
export const headlineMarkup = (exchange: Logged, anchor: string): Markup => html`<header>
<h2 id="${anchor}">${namesOf(exchange)} ${badge(exchange)}</h2>
<p class="dim">${[exchange.client, `${exchange.method} ${exchange.path}`, protocolOf(exchange), isoTime(exchange.startedAt)].filter(Boolean).join(' · ')}</p>
</header>
${errorOf(exchange)}
${figures(exchange)}
`

/** A request in one line, e.g. for a list of contents. */
export const titleOf = (exchange: Logged): string =>
  `${exchange.requested ?? exchange.path} · ${statusText(exchange)} · ${isoTime(exchange.startedAt)}`

/** `messages → chat, translated`; undefined where no dialect was seen. */
export function protocolOf({ clientDialect, upstreamDialect, action }: Logged): string | undefined {
  if (clientDialect === undefined || upstreamDialect === undefined) return clientDialect
  return action === 'translate'
    ? `${clientDialect} → ${upstreamDialect}, translated`
    : `${clientDialect}, passed`
}

function namesOf({ requested, path, modelId }: Logged): string {
  const name = requested ?? path
  return modelId === undefined || modelId === name ? name : `${name} → ${modelId}`
}

function badge(exchange: Logged): Markup {
  if (!hasEnded(exchange)) return html`<span class="badge">running</span>`
  return html`<span class="badge ${hasError(exchange) ? 'bad' : 'good'}">${statusText(exchange)}</span>`
}

function errorOf(exchange: Logged): Markup | undefined {
  if (!hasEnded(exchange) || exchange.errorMessage === undefined) return undefined
  const { errorCode, errorMessage } = exchange
  return html`<p class="alert">${errorCode === undefined ? undefined : html`<code>${errorCode}</code> `}${errorMessage}</p>`
}

function figures(exchange: Logged): Markup {
  const { usage = {}, cost, firstTokenMs, attempts } = exchange
  const known: readonly (readonly [name: string, value: string | undefined])[] = [
    ['Took', hasEnded(exchange) ? inMs(exchange.durationMs) : undefined],
    ['First token', inMs(firstTokenMs)],
    ['Tokens in', grouped(usage.input)],
    ['From cache', grouped(usage.cacheRead)],
    ['Tokens out', grouped(usage.output)],
    ['Cost', cost && `$${cost.usd.toFixed(6)}`],
    ['Attempts', attempts.length > 1 ? String(attempts.length) : undefined],
  ]
  const shown = known.filter(([, value]) => value !== undefined)
  return html`${
    shown.length === 0
      ? undefined
      : html`<dl class="figures">${shown.map(
          ([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`,
        )}</dl>`
  }`
}

const grouped = (count: number | undefined): string | undefined => count?.toLocaleString('en')

/** `1,200 ms`; undefined for what was not measured. */
export const inMs = (time: number | undefined): string | undefined =>
  time === undefined ? undefined : `${Math.round(time).toLocaleString('en')} ms`
