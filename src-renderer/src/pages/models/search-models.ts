import type { ModelRow } from '../../../../src-main/control/contract/models.ts'
import { abilities } from './model-facts.ts'

/**
 * What the filter box asks for: every word is in the id or the name, every `key:value` holds. Values of one key: any of them;
 * of `can` and `price` all of them.
 */
export interface ModelSearch {
  readonly words: readonly string[]
  readonly fields: Readonly<Partial<Record<SearchField, readonly string[]>>>
}

/** A model and what the filter looks into, made once a list so that a keystroke only compares. */
export interface SearchableModel {
  readonly row: ModelRow
  readonly text: string
}

type SearchField = keyof typeof FIELDS

/** Whether a row answers to `field:value`; values are lower case. */
const FIELDS = {
  provider: (row: ModelRow, value: string) => row.provider.startsWith(value),
  mode: (row: ModelRow, value: string) => ((!row.kind && row.mode) || 'none').startsWith(value),
  kind: (row: ModelRow, value: string) => (row.kind ?? 'chat').startsWith(value),
  can: (row: ModelRow, value: string) => abilities(row).some(name => name.startsWith(value)),
  price: (row: ModelRow, value: string) => hasPrice(row.price?.input, value),
  is: (row: ModelRow, value: string) => Object.hasOwn(STATES, value) && STATES[value]?.(row) === true,
}

const STATES: Readonly<Record<string, (row: ModelRow) => boolean>> = {
  new: row => row.isNew,
  pinned: row => row.userMode !== undefined,
  learned: row => row.endpoints.source === 'learned',
  enabled: row => row.enabled,
  disabled: row => !row.enabled,
  deprecated: row => row.deprecation !== undefined,
}

/** Each more of their values says less: a range of prices, all that a model must be able to do. */
const NARROWING: ReadonlySet<SearchField> = new Set(['can', 'price'])

const COMPARE: Readonly<Record<string, (price: number, limit: number) => boolean>> = {
  '<': (price, limit) => price < limit,
  '<=': (price, limit) => price <= limit,
  '>': (price, limit) => price > limit,
  '>=': (price, limit) => price >= limit,
  '': (price, limit) => price === limit,
}

/** Dollars for a million tokens of input against `<5`. A comparison that is being typed hides nothing yet. */
function hasPrice(price: number | undefined, value: string): boolean {
  const [, sign = '', limit] = /^([<>]=?|)\$?(\d*\.?\d*)$/.exec(value) ?? []
  if (limit === '') return true
  return price !== undefined && limit !== undefined && COMPARE[sign]?.(price, Number(limit)) === true
}

const isField = (text: string): text is SearchField => Object.hasOwn(FIELDS, text)

/** Reads the filter box. A word with a colon that is no known field is a plain word: ids hold colons, too. */
export function readSearch(text: string): ModelSearch {
  const words: string[] = []
  const fields: Partial<Record<SearchField, string[]>> = {}
  for (const word of text.toLowerCase().split(/\s+/)) {
    const colon = word.indexOf(':')
    const field = word.slice(0, Math.max(colon, 0))
    // `provider:` alone is a word that is being typed: it hides nothing yet.
    if (isField(field)) fields[field] = [...(fields[field] ?? []), word.slice(colon + 1)].filter(Boolean)
    else if (word) words.push(word)
  }
  return { words, fields }
}

export const makeSearchable = (rows: readonly ModelRow[]): readonly SearchableModel[] =>
  rows.map(row => ({ row, text: `${row.id} ${row.displayName ?? ''}`.toLowerCase() }))

/** The models that the search finds, in the order of the list. */
export function searchModels(models: readonly SearchableModel[], search: ModelSearch): readonly ModelRow[] {
  const fields = Object.entries(search.fields).flatMap(([field, values]) =>
    isField(field) && values.length > 0
      ? [{ holds: FIELDS[field], values, isNarrowing: NARROWING.has(field) }]
      : [],
  )
  const found: ModelRow[] = []
  for (const { row, text } of models) {
    if (!search.words.every(word => text.includes(word))) continue
    const fits = fields.every(({ holds, values, isNarrowing }) =>
      isNarrowing ? values.every(value => holds(row, value)) : values.some(value => holds(row, value)),
    )
    if (fits) found.push(row)
  }
  return found
}
