/** Absent values are empty cells. */
export type Cell = string | number | undefined

/** A table as RFC 4180 wants it, its first line the names of the columns. No cell is a formula to a spreadsheet. */
export const printTable = (names: readonly string[], rows: readonly (readonly Cell[])[]): string =>
  [names, ...rows].map(row => `${row.map(printCell).join(',')}\r\n`).join('')

function printCell(cell: Cell): string {
  if (typeof cell !== 'string') return cell === undefined ? '' : String(cell)
  // Names come from clients; spreadsheets run what begins like this. The quote is what they recommend themselves.
  const text = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
