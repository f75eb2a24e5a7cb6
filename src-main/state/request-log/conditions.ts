import type { DatabaseSync } from 'node:sqlite'
import type { Compare, Condition, Filter, NumberField, TextField } from '../../core/log/filter.ts'
import { fits } from '../../core/log/match-filter.ts'
import { phrasesOf } from '../../core/log/search-words.ts'
import { SPOKEN } from '../../core/spoken.ts'
import { ACTIONS, featureBit, type MeasuredColumn, type NamedColumn, OUTCOMES, PLACES } from './columns.ts'

/** A filter in SQL: what stands after FROM, and after WHERE; the names are those of the tables. */
export interface Conditions {
  readonly from: string
  /** The column to compare keys with, and to sort by. */
  readonly key: string
  readonly where: string
  readonly values: readonly (string | number)[]
}

/** Finds the same exchanges as `matchesFilter`, and those whose stored text fits. */
export function conditionsOf(filter: Filter, database: DatabaseSync): Conditions {
  const words = filter.words.filter(({ conditions }) => conditions.length > 0)
  // Words that must be there lead the search; all else is looked up for what they find.
  const leading = words.flatMap(({ conditions: [first], negated }) =>
    first?.kind === 'anywhere' && !negated ? [phrases(first.value)] : [],
  )
  const key = leading.length > 0 ? 'words.rowid' : 'exchanges.key'
  const others = words
    .filter(({ conditions: [first], negated }) => first?.kind !== 'anywhere' || negated)
    .map(({ conditions, negated }) => {
      const all = joined(
        conditions.map(condition => sqlOf(condition, { key, database })),
        ' AND ',
      )
      return negated ? { sql: `(${all.sql}) IS NOT TRUE`, values: all.values } : all
    })
  const tests =
    leading.length > 0 ? [{ sql: 'words MATCH ?', values: [leading.join(' AND ')] }, ...others] : others
  const { sql, values } = joined(tests, ' AND ')
  return {
    from: leading.length > 0 ? 'words CROSS JOIN exchanges ON exchanges.key = words.rowid' : 'exchanges',
    key,
    where: sql || 'TRUE',
    values,
  }
}

interface Sql {
  readonly sql: string
  readonly values: readonly (string | number)[]
}
interface Place {
  readonly key: string
  readonly database: DatabaseSync
}

const sql = (text: string, ...values: readonly (string | number)[]): Sql => ({ sql: text, values })
const joined = (parts: readonly Sql[], by: string): Sql => ({
  sql: parts.map(part => part.sql).join(by),
  values: parts.flatMap(({ values }) => values),
})

/** For FTS5. Words are letters and digits, so nothing needs to be escaped. */
const phrases = (wanted: string): string =>
  `(${phrasesOf(wanted)
    .map(words => `"${words.join(' ')}" *`)
    .join(' AND ')})`

function sqlOf(condition: Condition, place: Place): Sql {
  switch (condition.kind) {
    case 'text':
      return sqlOfText(condition.field, condition.value, place)
    case 'number':
      return sqlOfNumber(condition, place.key)
    case 'via':
      return sqlOfVia(condition)
    case 'has':
      return sql('(features & ?) <> 0', featureBit(condition.value))
    case 'anywhere':
      return found(place.key, phrases(condition.value))
    default:
      return condition satisfies never
  }
}

const found = (key: string, match: string): Sql =>
  sql(`${key} IN (SELECT rowid FROM words WHERE words MATCH ?)`, match)

const COLUMNS: Readonly<Record<Exclude<TextField, 'is' | 'error' | 'id'>, readonly NamedColumn[]>> = {
  model: ['requested', 'model'],
  client: ['client'],
  provider: ['provider'],
  alias: ['alias'],
  key: ['key_name'],
  path: ['path'],
  session: ['session'],
  thread: ['thread'],
  stop: ['stop'],
  loss: ['losses'],
}

function sqlOfText(field: TextField, value: string, { key, database }: Place): Sql {
  if (field === 'is') return STATES[value] ?? sql('outcome = ?', placeIn(OUTCOMES, value))
  if (field === 'id') return sqlOfId(value, { key, database })
  if (field !== 'error') return named(COLUMNS[field], value, database)
  if (value === '') return sql('failed = 1')
  const ways = [
    named(['error'], value, database),
    placed('outcome', OUTCOMES, value),
    ...(phrasesOf(value).length > 0 ? [found(key, `fault : ${phrases(value)}`)] : []),
  ]
  const either = joined(ways, ' OR ')
  return { sql: `failed = 1 AND (${either.sql})`, values: either.values }
}

/**
 * A whole id is looked up: ids are of one length, so that none is in another. Of others all are looked through, for the longest
 * piece first: that takes a third of the time that the whole takes.
 */
function sqlOfId(value: string, { key, database }: Place): Sql {
  const whole = database.prepare('SELECT key FROM details WHERE id = ?').get(value)?.['key']
  if (typeof whole === 'number' && value.length >= WHOLE_ID) return sql(`${key} = ?`, whole)
  const pieces = value.toLowerCase().split('*')
  const longest = pieces.reduce((one, other) => (other.length > one.length ? other : one))
  const all = pieces.length > 1 ? sql(" AND id LIKE ? ESCAPE '\\'", pattern(value)) : sql('')
  return sql(
    `${key} IN (SELECT key FROM details WHERE instr(lower(id), ?) > 0${all.sql})`,
    longest,
    ...all.values,
  )
}

/** Characters of an id as this program makes them. */
const WHOLE_ID = 36

const STATES: Readonly<Record<string, Sql>> = {
  stream: sql('stream = 1'),
  whole: sql('stream = 0'),
  kept: sql('kept = 1'),
  error: sql('failed = 1'),
  replay: sql('replay = 1'),
}

/** The few texts that a column can stand for are looked through first. */
function named(columns: readonly NamedColumn[], value: string, database: DatabaseSync): Sql {
  const find = database.prepare("SELECT key, value FROM names WHERE field = ? AND folded LIKE ? ESCAPE '\\'")
  const tests = columns.map(column => {
    if (value === '') return sql(`${column} IS NOT NULL`)
    const keys = find
      .all(column, pattern(value))
      .filter(
        name =>
          column !== 'losses' ||
          String(name['value'])
            .split(' ')
            .some(code => fits(code, value)),
      )
      .map(name => Number(name['key']))
    return keys.length === 0
      ? sql('FALSE')
      : sql(`${column} IN (SELECT value FROM json_each(?))`, JSON.stringify(keys))
  })
  const either = joined(tests, ' OR ')
  return { sql: `(${either.sql})`, values: either.values }
}

const pattern = (value: string): string =>
  `%${value
    .toLowerCase()
    .replace(/[\\%_]/g, '\\$&')
    .replaceAll('*', '%')}%`

const placeIn = (words: readonly string[], word: string): number => words.indexOf(word)

/** Whether a column that holds places in a list stands for a word that fits. */
const placed = (column: MeasuredColumn, words: readonly string[], value: string): Sql =>
  sql(`${column} IN (${words.flatMap((word, place) => (fits(word, value) ? [place] : []))})`)

function sqlOfVia({ from, to }: { readonly from?: string; readonly to?: string }): Sql {
  const tests = from ? [placed('client_dialect', SPOKEN, from)] : []
  if (to) {
    const ways = [placed('upstream_dialect', SPOKEN, to)]
    if (from === undefined) ways.push(placed('action', ACTIONS, to))
    tests.push(sql(`(${joined(ways, ' OR ').sql})`))
  }
  return tests.length > 0 ? joined(tests, ' AND ') : sql('TRUE')
}

function sqlOfNumber(
  {
    field,
    compare,
    value,
  }: { readonly field: NumberField; readonly compare: Compare; readonly value: number },
  key: string,
): Sql {
  if (field === 'since' || field === 'before')
    return joined(
      KEYS[compare](value).map(range => sql(`${key} ${range.is} ?`, keyFor(range.at))),
      ' AND ',
    )
  return sql(`${field} ${compare} ?`, value)
}

const keyFor = (startedAt: number): number =>
  Math.max(0, Math.min(Number.MAX_SAFE_INTEGER, startedAt * PLACES))

type Range = { readonly is: '>=' | '<'; readonly at: number }
/** Keys of a millisecond are in a row: comparisons with a time are ranges of keys. */
const KEYS: Readonly<Record<Compare, (time: number) => readonly Range[]>> = {
  '>=': time => [{ is: '>=', at: Math.ceil(time) }],
  '>': time => [{ is: '>=', at: Math.floor(time) + 1 }],
  '<': time => [{ is: '<', at: Math.ceil(time) }],
  '<=': time => [{ is: '<', at: Math.floor(time) + 1 }],
  '=': time => [
    { is: '>=', at: Math.ceil(time) },
    { is: '<', at: Math.floor(time) + 1 },
  ],
}
