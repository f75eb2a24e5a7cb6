import { styleText } from 'node:util'

/** Data and answers: one line to standard output. */
export const print = (line: string): void => void process.stdout.write(`${line}\n`)

/** Everything else that people should know: one line to standard error, so that pipes stay clean. */
export const tell = (line: string): void =>
  void process.stderr.write(process.stderr.isTTY ? `${line}${CLEAR}\n` : `${line}\n`)

/** Clears a terminal's line from here on: that of a `progress` may be longer than what is told in its place. */
const CLEAR = '\x1b[K'

/** Colour only where standard output is a terminal that wants it (NO_COLOR is honoured). */
export const bold = (text: string): string => styleText('bold', text, { stream: process.stdout })
export const dim = (text: string): string => styleText('dim', text, { stream: process.stdout })
export const green = (text: string): string => styleText('green', text, { stream: process.stdout })
export const yellow = (text: string): string => styleText('yellow', text, { stream: process.stdout })
export const red = (text: string): string => styleText('red', text, { stream: process.stdout })

/** Characters in a line of the terminal; of a pipe or file, enough for most names. */
export const columns = (): number => process.stdout.columns ?? 200

/** Text that others chose: none of it tells the terminal what to do. Line ends and tabs stay. */
export const printable = (text: string): string => text.replace(/[^\P{Cc}\r\n\t]/gu, '�')

/** At most so many characters; what does not fit is left out in the middle. */
export function shortened(text: string, length: number): string {
  if (text.length <= length) return text
  const kept = Math.max(0, length - 1)
  return `${text.slice(0, Math.ceil(kept / 2))}…${text.slice(text.length - Math.floor(kept / 2))}`
}

/** Says what must be corrected and ends the command with 2, once what is open has been closed. */
export function complain(message: string): void {
  tell(message)
  process.exitCode = 2
}

/** A line that is replaced while work goes on; nothing where standard error is no terminal. */
export function progress(text: string): () => void {
  if (!process.stderr.isTTY) return () => undefined
  process.stderr.write(`${text}\r`)
  return () => void process.stderr.write(CLEAR)
}

/** Columns as wide as their widest cell, two spaces apart. */
export function table(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map(row => (row[column] ?? '').length)))
  return rows.map(row =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  )
}
