import { chatMarkup } from './chat-markup.ts'
import { attemptsMarkup, lossesMarkup, stepsMarkup, summaryMarkup } from './exchange-markup.ts'
import { type ExportContext, type ExportEntry, isoTime, missingMessages } from './export-entry.ts'
import { EXPORT_STYLE } from './export-style.ts'
import { headlineMarkup, titleOf } from './headline-markup.ts'
import { html, type Markup } from './markup.ts'
import type { Media } from './media.ts'
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
<p class="brand">Patchbay</p>
<h1>${title}</h1>
<p class="dim">Exported by Patchbay ${version} at ${isoTime(at)}. Credentials were taken out. Small images that were in memory are shown; all other files stand as their hashes.</p>
${leftOutMarkup(entries)}
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

const leftOutMarkup = (entries: readonly ExportEntry[]): Markup | undefined => {
  const count = entries.filter(({ isLeftOut }) => isLeftOut).length
  return count === 0
    ? undefined
    : html`<p class="note">The last ${count === 1 ? 'of these requests stands' : `${count} of these requests stand`} here without headers and bodies, since the file would be too long.</p>`
}

function entryMarkup(entry: ExportEntry, index: number): Markup {
  const { exchange, messages, chat, events = [] } = entry
  const missing = missingMessages(entry)
  const anchor = anchorOf(index)
  return html`<section aria-labelledby="${anchor}">
${headlineMarkup(exchange, anchor)}
${summaryMarkup(exchange)}
${stepsMarkup(exchange)}
${attemptsMarkup(exchange)}
${lossesMarkup(exchange)}
${chat && chatMarkup(chat)}
${missing === undefined ? messagesMarkup(messages, mediaBeside(entry)) : html`<p class="note">${missing}</p>`}
${timelineMarkup(exchange, events)}
</section>
`
}

/** The images that the conversation does not show: once in the file is enough. */
function mediaBeside({ chat, media = [] }: ExportEntry): readonly Media[] {
  const shown = new Set(
    chat?.turns.flatMap(({ blocks }) => blocks.map(block => block.kind === 'image' && block.text)),
  )
  return media.filter(({ mark }) => !shown.has(mark))
}
