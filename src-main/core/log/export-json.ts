import { type ExportContext, type ExportEntry, isoTime, missingMessages } from './export-entry.ts'

/** Exchanges with their messages as JSON that says its format and version; later versions only add. */
export function exportJson(entries: readonly ExportEntry[], { version, at }: ExportContext): string {
  const file = {
    format: 'patchbay-exchanges',
    version: 1,
    creator: { name: 'Patchbay', version },
    exportedAt: isoTime(at),
    exchanges: entries.map(entry => ({
      exchange: entry.exchange,
      messages: entry.messages,
      messagesLeftOut: missingMessages(entry),
    })),
  }
  return `${JSON.stringify(file, null, 2)}\n`
}
