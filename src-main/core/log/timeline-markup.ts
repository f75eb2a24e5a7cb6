import { hasEnded } from './exchange-fields.ts'
import { inMs } from './headline-markup.ts'
import { html, type Markup } from './markup.ts'
import type { Logged } from './store.ts'
import type { StreamEventView } from './views.ts'

/** When what happened, from the arrival of the request. */
export const timelineMarkup = (
  exchange: Logged,
  events: readonly StreamEventView[],
): Markup => html`<h3>Timeline</h3>
${phasesMarkup(exchange)}
${
  events.length === 0
    ? undefined
    : html`<details><summary>Events of the stream (${events.length})</summary><table class="events">
<tr><th scope="col">At</th><th scope="col">Side</th><th scope="col">Event</th><th scope="col">Data</th></tr>
${events.map(
  ({
    at,
    side,
    name,
    data,
  }) => html`<tr><td>${inMs(at)}</td><td>${side === 'client-response' ? 'client' : 'provider'}</td><td>${name}</td><td class="mono">${data}</td></tr>
`,
)}</table></details>`
}`

/** Each phase as a bar that begins where the one before it ended. */
function phasesMarkup(exchange: Logged): Markup | undefined {
  const phases = [
    ['Sent on after', exchange.queueMs],
    ['First byte after', exchange.firstByteMs],
    ['First token after', exchange.firstTokenMs],
    ['Ended after', hasEnded(exchange) ? exchange.durationMs : undefined],
  ] as const
  const known = phases.flatMap(([name, at]) => (at === undefined ? [] : [{ name, at }]))
  if (known.length === 0) return undefined
  const whole = Math.max(1, ...known.map(({ at }) => at))
  const percent = (time: number) => ((time / whole) * 100).toFixed(2)
  return html`<table class="phases">
${known.map(({ name, at }, index) => {
  const from = known[index - 1]?.at ?? 0
  return html`<tr><th scope="row">${name}</th><td class="time">${inMs(at)}</td><td aria-hidden="true"><div class="track"><div class="bar" style="margin-left:${percent(from)}%;width:${percent(at - from)}%"></div></div></td></tr>
`
})}</table>`
}
