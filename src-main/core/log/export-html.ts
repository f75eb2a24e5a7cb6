import { chatMarkup } from './chat-markup.ts'
import { hasEnded } from './exchange-fields.ts'
import { attemptsMarkup, lossesMarkup, stepsMarkup, summaryMarkup } from './exchange-markup.ts'
import { type ExportContext, type ExportEntry, isoTime } from './export-entry.ts'
import { EXPORT_STYLE } from './export-style.ts'
import { html, type Markup } from './markup.ts'
import { messagesMarkup } from './message-markup.ts'
import { timelineMarkup } from './timeline-markup.ts'

/** Nothing is loaded and nothing runs, whatever stands in the bodies. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"

/** Exchanges as one page that needs nothing else: no script, no network, readable in the light and in the dark. */
export function exportHtml(entries: readonly ExportEntry[], { version, at }: ExportContext): string {
  const count = entries.length === 1 ? '1 request' : `${entries.length} requests`
  const [only] = entries
  const title = entries.length === 1 && only ? `Request ${only.exchange.id}` : `${count} of the log`
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${title} – Patchbay</title>
<style>${{ html: EXPORT_STYLE }}</style>
</head>
<body>
<main>
<h1>${title}</h1>
<p class="dim">Exported by Patchbay ${version} at ${isoTime(at)}. Credentials were taken out; images and files stand as their hashes.</p>
${entries.length > 1 ? contents(entries) : undefined}
${entries.map(entryMarkup)}
</main>
</body>
</html>
`
  return page.html
}

const anchorOf = (index: number): string => `request-${index + 1}`

const contents = (entries: readonly ExportEntry[]): Markup => html`<nav aria-label="Requests"><ol>
${entries.map(
  ({ exchange }, index) =>
    html`<li><a href="#${anchorOf(index)}">${titleOf(exchange)}</a></li>
`,
)}</ol></nav>`

const titleOf = (exchange: ExportEntry['exchange']): string =>
  `${exchange.requested ?? exchange.path} · ${hasEnded(exchange) ? exchange.status : 'running'} · ${isoTime(exchange.startedAt)}`

const entryMarkup = (entry: ExportEntry, index: number): Markup => {
  const { exchange, messages, chat, events = [] } = entry
  return html`<section aria-labelledby="${anchorOf(index)}">
<h2 id="${anchorOf(index)}">${titleOf(exchange)}</h2>
${summaryMarkup(exchange)}
${stepsMarkup(exchange)}
${attemptsMarkup(exchange)}
${lossesMarkup(exchange)}
${chat && chatMarkup(chat)}
${messagesMarkup(messages)}
${timelineMarkup(exchange, events)}
</section>
`
}
