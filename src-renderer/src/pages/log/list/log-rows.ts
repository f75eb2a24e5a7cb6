import type { LogChange, LogPage, LogRow } from '../../../../../src-main/control/contract/log.ts'

/** A place in the log: rows before it are older. */
export type Cursor = Pick<LogRow, 'startedAt' | 'id'>

/** Rows that follow each other. Those that nobody looks at are dropped and asked for again by their cursor. */
export interface Slice {
  /** The row above it; absent at the head of the log. */
  readonly before?: Cursor
  /** Absent: dropped. */
  readonly rows?: readonly LogRow[]
  readonly count: number
}

/** The log as the page holds it, newest first: as many places as were ever scrolled to, few of them with their rows. */
export interface LogRows {
  readonly slices: readonly Slice[]
  /** Index of the first row of each slice, then the number of all. */
  readonly starts: readonly number[]
  /** There are older ones. */
  readonly more: boolean
  /** The last row of all; where the next page begins. */
  readonly oldest?: Cursor
  readonly words: LogPage['words']
  /** Rows that came while the user reads: they are counted and not shown. */
  readonly waiting: ReadonlySet<string>
}

/** Rows of a slice, and of one answer of the server. */
export const SLICE = 200
/** Slices with rows above and below those in sight. */
const KEPT_AROUND = 4

const NONE: ReadonlySet<string> = new Set()

function made(slices: readonly Slice[], rest: Omit<LogRows, 'slices' | 'starts'>): LogRows {
  let start = 0
  const starts = slices.map(({ count }) => {
    start += count
    return start - count
  })
  return { ...rest, slices, starts: [...starts, start] }
}

const sliceOf = (rows: readonly LogRow[], before?: Cursor): Slice => ({ before, rows, count: rows.length })
const cursorOf = ({ startedAt, id }: Cursor): Cursor => ({ startedAt, id })
const lastOf = (rows: readonly LogRow[]): Cursor | undefined => {
  const last = rows.at(-1)
  return last && cursorOf(last)
}
/** As the server orders them: ids settle what began in the same millisecond. */
const newestFirst = (one: Cursor, other: Cursor): number =>
  other.startedAt - one.startedAt || (one.id < other.id ? 1 : one.id > other.id ? -1 : 0)

export const totalOf = ({ starts }: LogRows): number => starts.at(-1) ?? 0

/** Which slice holds this index. */
export function sliceAt({ starts }: LogRows, index: number): number {
  let low = 0
  let high = Math.max(0, starts.length - 2)
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if ((starts[middle] ?? 0) <= index) low = middle
    else high = middle - 1
  }
  return low
}

/** Undefined: its rows are not there at the moment. */
export function rowAt(log: LogRows, index: number): LogRow | undefined {
  const slice = sliceAt(log, index)
  return log.slices[slice]?.rows?.[index - (log.starts[slice] ?? 0)]
}

/** -1: not among the rows that are there. */
export function indexOfRow(log: LogRows, id: string): number {
  for (const [index, { rows }] of log.slices.entries()) {
    const found = rows?.findIndex(row => row.id === id) ?? -1
    if (found >= 0) return (log.starts[index] ?? 0) + found
  }
  return -1
}

/**
 * The log after a change. `held`: the user reads, so nothing may move; rows that are new wait then, and a snapshot says
 * only what became of the rows that are there.
 */
export function applyChange(log: LogRows | undefined, change: LogChange, held: boolean): LogRows | undefined {
  if (change.type === 'snapshot') {
    const { rows, more, words } = change
    if (log && held) return applyRows(withoutGone(log, change), rows, true, words)
    return made([sliceOf(rows)], { more, words, oldest: lastOf(rows), waiting: NONE })
  }
  if (!log) return undefined
  const left = change.gone.length > 0 ? without(log, new Set(change.gone)) : log
  return applyRows(left, change.rows, held, log.words)
}

function applyRows(log: LogRows, rows: readonly LogRow[], held: boolean, words: LogPage['words']): LogRows {
  const news = new Map(rows.map(row => [row.id, row]))
  const slices = log.slices.map(slice => {
    if (!slice.rows?.some(({ id }) => news.has(id))) return slice
    const filled = slice.rows.map(row => {
      const now = news.get(row.id) ?? row
      news.delete(row.id)
      return now
    })
    return { ...slice, rows: filled }
  })
  const [head, ...others] = slices
  // What is older than the head is told of rows that are not there: they are asked for when somebody scrolls to them.
  const bottom = others.length > 0 || log.more ? head?.rows?.at(-1) : undefined
  const added = [...news.values()].filter(row => !bottom || newestFirst(row, bottom) < 0)
  const waiting =
    held && added.length > 0 ? new Set([...log.waiting, ...added.map(({ id }) => id)]) : log.waiting
  if (held || added.length === 0) return made(slices, { ...log, words, waiting })
  const top = [...added, ...(head?.rows ?? [])].sort(newestFirst)
  const oldest = others.length > 0 ? log.oldest : lastOf(top)
  return made([...split(top), ...others], { ...log, words, waiting, oldest })
}

/** The head grows with every request; what is below its first rows becomes a slice that can be dropped. */
function split(rows: readonly LogRow[]): readonly Slice[] {
  if (rows.length <= 2 * SLICE) return [sliceOf(rows)]
  const head = rows.slice(0, SLICE)
  return [sliceOf(head), sliceOf(rows.slice(SLICE), lastOf(head))]
}

function without(log: LogRows, gone: ReadonlySet<string>): LogRows {
  const slices = log.slices.map(slice => {
    const rows = slice.rows?.filter(({ id }) => !gone.has(id))
    return rows && rows.length !== slice.count ? { ...slice, rows, count: rows.length } : slice
  })
  const waiting = new Set([...log.waiting].filter(id => !gone.has(id)))
  return made(slices, { ...log, waiting })
}

/** Rows that a snapshot should have had. */
function withoutGone(log: LogRows, { rows, more }: LogPage): LogRows {
  const there = new Set(rows.map(({ id }) => id))
  const last = rows.at(-1)
  const gone = log.slices
    .flatMap(slice => slice.rows ?? [])
    .filter(row => !there.has(row.id) && (!more || (last !== undefined && newestFirst(row, last) < 0)))
  return gone.length > 0 ? without(log, new Set(gone.map(({ id }) => id))) : log
}

/** With the page that follows the last row. */
export function addOlder(log: LogRows, { rows, more }: LogPage): LogRows {
  const rest = { ...log, more, oldest: lastOf(rows) ?? log.oldest }
  return rows.length > 0 ? made([...log.slices, sliceOf(rows, log.oldest)], rest) : made(log.slices, rest)
}

/** Puts rows that were asked for again in their place; what was removed meanwhile is missing from them. */
export function fillSlice(log: LogRows, index: number, rows: readonly LogRow[]): LogRows {
  const slice = log.slices[index]
  if (!slice) return log
  const next = log.slices[index + 1]?.before ?? log.oldest
  const own = next ? rows.filter(row => newestFirst(row, next) <= 0) : rows
  return made(log.slices.with(index, sliceOf(own, slice.before)), log)
}

/** Drops the rows that are far from those in sight, so that memory stays bounded; the head always stays. */
export function dropFar(log: LogRows, first: number, last: number): LogRows {
  const from = sliceAt(log, first) - KEPT_AROUND
  const to = sliceAt(log, last) + KEPT_AROUND
  const isFar = (index: number) => index > 0 && (index < from || index > to)
  if (!log.slices.some(({ rows }, index) => rows && isFar(index))) return log
  return {
    ...log,
    slices: log.slices.map((slice, index) =>
      slice.rows && isFar(index) ? { before: slice.before, count: slice.count } : slice,
    ),
  }
}
