import { hasEnded, lossesOf } from '../core/log/exchange-fields.ts'
import { statusText } from '../core/log/outcome-text.ts'
import type { Logged } from '../core/log/store.ts'
import { dim, green, printable, red, shortened, yellow } from './terminal.ts'

interface Cell {
  readonly text: string
  readonly paint?: (text: string) => string
  /** Characters. Absent in the last ones, which are as wide as their texts. */
  readonly width?: number
  readonly isNumber?: boolean
}

const GAP = '  '
/** Characters that the names of a request and its model take in a table. */
const NAMES = { least: 24, most: 64 }

/** One exchange as a row of a table that is as wide as the terminal, if it can be: long names are shortened in the middle. */
export function logLine(exchange: Logged, columns: number): string {
  const others = cellsOf(exchange, { text: '', width: 0 })
  const taken = others.reduce((total, { width }) => total + (width === undefined ? 0 : width + GAP.length), 0)
  const width = Math.max(NAMES.least, Math.min(NAMES.most, columns - taken - exchange.id.length))
  return printed(cellsOf(exchange, { text: namesOf(exchange, width), width }).map(padded))
}

/** The same for one exchange alone, its names whole. */
export const headLine = (exchange: Logged): string =>
  printed(cellsOf(exchange, { text: namesOf(exchange, Number.POSITIVE_INFINITY) }))

function cellsOf(exchange: Logged, names: Cell): readonly Cell[] {
  const { clientDialect, upstreamDialect } = exchange
  const lost = lossesOf(exchange).length
  const isTranslated = upstreamDialect !== undefined && upstreamDialect !== clientDialect
  return [
    { text: timeOf(exchange), width: 19, paint: dim },
    { text: statusText(exchange), width: 9, paint: paintOf(exchange) },
    { text: clientOf(exchange), width: 16 },
    names,
    { text: hasEnded(exchange) ? durationText(exchange.durationMs) : 'runs', width: 8, isNumber: true },
    { text: tokensOf(exchange), width: 18, isNumber: true },
    { text: exchange.cost ? `$${exchange.cost.usd.toFixed(4)}` : '', width: 8, isNumber: true },
    { text: exchange.id, paint: dim },
    { text: besideOf(exchange), paint: dim },
    { text: isTranslated ? `${clientDialect}>${upstreamDialect}` : '', paint: dim },
    { text: lost > 0 ? `${lost} lost` : '', paint: yellow },
    { text: (hasEnded(exchange) && exchange.errorCode) || '', paint: red },
  ]
}

const printed = (cells: readonly Cell[]): string =>
  cells
    .filter(({ text }) => text !== '')
    .map(({ text, paint = (given: string) => given }) => paint(text))
    .join(GAP)

function padded({ text, width = 0, isNumber, ...cell }: Cell): Cell {
  const cut = width === 0 ? text : shortened(text, width)
  return { ...cell, text: isNumber ? cut.padStart(width) : cut.padEnd(width) }
}

/** What was asked for, and the model that it led to where that is another; each keeps as much room as it can. */
function namesOf({ requested, modelId, method, path }: Logged, width: number): string {
  const name = inOneLine(requested ?? `${method} ${path}`)
  if (!modelId || modelId === requested) return shortened(name, width)
  const model = inOneLine(modelId)
  const arrow = ' → '
  const room = width - arrow.length
  const half = Math.floor(room / 2)
  const first = shortened(name, Math.max(half, room - model.length))
  return `${first}${arrow}${shortened(model, room - first.length)}`
}

/** The three that are called for replies. */
const REPLIES = /^(?:\/v1)?\/(?:chat\/completions|responses|messages)$/

/** What was called with the name, where it was no call for a reply: `/v1/messages/count_tokens`. */
const besideOf = ({ requested, path }: Logged): string =>
  requested === undefined || REPLIES.test(path) ? '' : inOneLine(path)

const inOneLine = (text: string): string => printable(text.replace(/\s/g, ' '))

function timeOf({ startedAt }: Logged): string {
  const at = new Date(startedAt)
  const local = new Date(startedAt - at.getTimezoneOffset() * 60_000)
  return local.toISOString().slice(0, 19).replace('T', ' ')
}

function paintOf(exchange: Logged): (text: string) => string {
  if (!hasEnded(exchange)) return yellow
  if (exchange.outcome === 'completed') return green
  return exchange.outcome === 'aborted' ? dim : red
}

const clientOf = ({ client = '' }: Logged): string => inOneLine(/^[^\s(]+/.exec(client)?.[0] ?? '')

/** `12 ms`, `3.2 s`. */
export const durationText = (milliseconds: number): string =>
  milliseconds < 1000 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1000).toFixed(1)} s`

const tokensOf = ({ usage }: Logged): string =>
  usage?.input === undefined && usage?.output === undefined
    ? ''
    : `${usage.input ?? '–'}/${usage.output ?? '–'} tokens`
