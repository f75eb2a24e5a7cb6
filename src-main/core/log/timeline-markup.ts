import { hasEnded } from './exchange-fields.ts'
import { factsTable } from './exchange-markup.ts'
import { html, type Markup } from './markup.ts'
import type { Logged } from './store.ts'
import type { StreamEventView } from './views.ts'

const inMs = (time: number | undefined): string | undefined => (time === undefined ? undefined : `${time} ms`)

/** When what happened, from the arrival of the request. */
export const timelineMarkup = (
  exchange: Logged,
  events: readonly StreamEventView[],
): Markup => html`<h3>Timeline</h3>
${factsTable([
  ['Sent on after', inMs(exchange.queueMs)],
  ['First byte after', inMs(exchange.firstByteMs)],
  ['First token after', inMs(exchange.firstTokenMs)],
  ['Ended after', inMs(hasEnded(exchange) ? exchange.durationMs : undefined)],
])}
${
  events.length === 0
    ? undefined
    : html`<details><summary>Events of the stream (${events.length})</summary><table>
<tr><th scope="col">At</th><th scope="col">Side</th><th scope="col">Event</th><th scope="col">Data</th></tr>
${events.map(
  ({
    at,
    side,
    name,
    data,
  }) => html`<tr><td>${at} ms</td><td>${side === 'client-response' ? 'client' : 'provider'}</td><td>${name}</td><td class="mono">${data}</td></tr>
`,
)}</table></details>`
}`
