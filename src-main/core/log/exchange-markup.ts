import type { Exchange } from '../exchange.ts'
import { LOSSES } from '../losses.ts'
import type { Loss } from '../reply.ts'
import { countBytes } from './body-text.ts'
import { hasEnded, lossesOf, notesOf } from './exchange-fields.ts'
import { isoTime } from './export-entry.ts'
import { inMs, protocolOf } from './headline-markup.ts'
import { html, type Markup } from './markup.ts'
import { outcomeText } from './outcome-text.ts'
import type { Logged } from './store.ts'

type Rows = readonly (readonly [name: string, value: string | number | undefined])[]

/** Names and values as a table, those that are not known left out. */
const factsTable = (rows: Rows): Markup => html`<table class="facts">
${rows
  .filter(([, value]) => value !== undefined && value !== '')
  .map(
    ([name, value]) => html`<tr><th scope="row">${name}</th><td>${value}</td></tr>
`,
  )}</table>`

/** What is known of an exchange at a glance. */
export const summaryMarkup = (exchange: Logged): Markup => html`<h3>Summary</h3>
${factsTable([
  ['Id', exchange.id],
  ['Began', isoTime(exchange.startedAt)],
  ['Request', `${exchange.method} ${exchange.path}`],
  ['Client', exchange.client],
  ['Session', exchange.session],
  ['Thread', exchange.thread],
  ['Repeats', exchange.replayOf],
  ['Key', exchange.keyName],
  ['Model asked for', exchange.requested],
  ['Answered by', exchange.modelId],
  ['Route', exchange.route && [exchange.route.kind, exchange.route.name].filter(Boolean).join(' ')],
  ['Protocol', protocolOf(exchange)],
  ['Outcome', outcomeText(exchange)],
  ['Status', hasEnded(exchange) ? [exchange.status, exchange.errorCode].filter(Boolean).join(', ') : ''],
  ['Stopped', exchange.stop],
  ['Tokens', tokensOf(exchange)],
  ['Cost', exchange.cost && `$${exchange.cost.usd.toFixed(6)} (${COST_SOURCES[exchange.cost.source]})`],
  ['Sent', countBytes(exchange.bytesIn)],
  ['Received', receivedText(exchange)],
])}`

const receivedText = (exchange: Logged): string | undefined =>
  hasEnded(exchange) && exchange.bytesOut !== undefined ? countBytes(exchange.bytesOut) : undefined

const COST_SOURCES = {
  reply: 'by the reply',
  list: 'by the list of the provider',
  bundled: 'by bundled prices',
} as const

function tokensOf({ usage }: Pick<Exchange, 'usage'>): string | undefined {
  if (!usage) return undefined
  const parts = [
    [usage.input, 'in'],
    [usage.cacheRead, 'of them from the cache'],
    [usage.cacheWrite, 'of them to the cache'],
    [usage.output, 'out'],
    [usage.reasoning, 'of them reasoning'],
  ] as const
  return parts
    .flatMap(([count, words]) => (count === undefined ? [] : `${count.toLocaleString('en')} ${words}`))
    .join(', ')
}

export const stepsMarkup = ({ steps }: Logged): Markup | undefined =>
  steps.length === 0
    ? undefined
    : html`<h3>How the name was resolved</h3>
<ol>
${steps.map(
  ({ rule, outcome, detail, rejected = [] }) => html`<li><strong>${rule}</strong>: ${outcome}. ${detail}${
    rejected.length === 0
      ? undefined
      : html`<ul>${rejected.map(({ id, reason }) => html`<li><code>${id}</code>: ${reason}</li>`)}</ul>`
  }</li>
`,
)}</ol>`

export const attemptsMarkup = ({ attempts }: Logged): Markup | undefined =>
  attempts.length === 0
    ? undefined
    : html`<h3>Attempts</h3>
<table class="attempts">
<tr><th scope="col">Model</th><th scope="col">Protocol</th><th scope="col">Status</th><th scope="col">Took</th><th scope="col">Connected after</th><th scope="col">Provider’s id</th></tr>
${attempts.map(
  attempt => html`<tr><td class="mono">${attempt.modelId}</td><td>${attempt.dialect}, ${attempt.action}</td><td>${[attempt.status, attempt.errorCode].filter(known => known !== undefined).join(' ')}</td><td>${inMs(attempt.durationMs)}</td><td>${inMs(attempt.connectMs)}</td><td class="mono">${attempt.upstreamId}</td></tr>
`,
)}</table>`

/** What was lost or changed, and what else is said of the request. */
export const lossesMarkup = (exchange: Logged): Markup =>
  html`${lossList('What could not be kept', lossesOf(exchange))}
${lossList('Notes', notesOf(exchange))}`

const lossList = (title: string, losses: readonly Loss[]): Markup | undefined =>
  losses.length === 0
    ? undefined
    : html`<h3>${title}</h3>
<ul>
${losses.map(
  ({ code, path }) => html`<li><code>${code}</code> at <code>${path}</code>. ${LOSSES[code]}</li>
`,
)}</ul>`
