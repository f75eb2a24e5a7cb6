import type { ExportFile, LogOperations } from '../../control/contract/log.ts'
import { chatView } from '../../core/log/chat-view.ts'
import type { ExportContext, ExportEntry } from '../../core/log/export-entry.ts'
import { exportHtml } from '../../core/log/export-html.ts'
import { exportJson } from '../../core/log/export-json.ts'
import { exportHar } from '../../core/log/har.ts'
import type { Logged } from '../../core/log/store.ts'
import { streamEvents } from '../../core/log/stream-view.ts'
import type { HeldMessages } from './held-messages.ts'

type Format = Parameters<LogOperations['export']>[0]['format']

interface Kind {
  readonly mediaType: string
  readonly print: (entries: readonly ExportEntry[], context: ExportContext) => string
}

const KINDS: Readonly<Record<Format, Kind>> = {
  har: {
    mediaType: 'application/json',
    print: (entries, context) => JSON.stringify(exportHar(entries, context), null, 2),
  },
  json: { mediaType: 'application/json', print: exportJson },
  html: { mediaType: 'text/html', print: exportHtml },
}

/** Characters of bodies in one file: behind them, exchanges stand without theirs, and say so. A page can still open it. */
const LONGEST = 64 * 1024 * 1024

/** Exchanges as one file, without credentials. */
export async function exportLog(given: {
  readonly all: readonly Logged[]
  readonly format: Format
  readonly held: Pick<HeldMessages, 'recording' | 'shown' | 'hider'>
  readonly context: ExportContext
  readonly longest?: number
}): Promise<ExportFile> {
  const { all, format, held, context, longest = LONGEST } = given
  const entries: ExportEntry[] = []
  let length = 0
  for (const exchange of all) {
    const entry: ExportEntry =
      length < longest
        ? await wholeEntry(exchange, format, held)
        : { exchange, messages: {}, isLeftOut: true }
    entries.push(entry)
    length += lengthOf(entry)
  }
  const { mediaType, print } = KINDS[format]
  return { name: nameOf(all, format, context), mediaType, text: print(entries, context) }
}

function lengthOf({ messages, media = [], events = [] }: ExportEntry): number {
  const texts = [
    ...Object.values(messages).map(({ text }) => text),
    ...media.map(({ base64 }) => base64),
    ...events.map(({ data }) => data),
  ]
  return texts.reduce((total, text) => total + text.length, 0)
}

async function wholeEntry(
  exchange: Logged,
  format: Format,
  held: Pick<HeldMessages, 'recording' | 'shown' | 'hider'>,
): Promise<ExportEntry> {
  const { messages, media } = await held.shown(exchange.id)
  if (format !== 'html') return { exchange, messages }
  const hide = held.hider()
  const { clientDialect: dialect } = exchange
  return {
    exchange,
    messages,
    media,
    chat: dialect && messages['client-request'] ? chatView({ dialect, messages, media, hide }) : undefined,
    events: streamEvents(messages),
  }
}

/** `patchbay-req_….har`, or with the day and time where there are several. */
function nameOf(all: readonly Logged[], format: Format, { at }: ExportContext): string {
  const [only] = all
  const time = new Date(at).toISOString().slice(0, 19).replaceAll(':', '-')
  return `patchbay-${all.length === 1 && only ? only.id : `log-${time}`}.${format}`
}
