import type { Json, JsonObject } from '../../../src-main/core/json.ts'
import { isObject, parseJson } from '../../../src-main/core/json.ts'
import { type Leaf, leavesOf, textOf } from './leaves.ts'

/** What one leaf says, in no arrangement: the same key holds the same sort of thing wherever it stands. */
export interface Fact {
  readonly leaf: Leaf
  readonly key: string
  readonly value: string
  /** Words of one key may stand in other pieces afterwards, as one text or several. */
  readonly isText: boolean
}

/** A leaf's meaning: a key of its own, `text` of a side, or nothing beyond what its neighbours say. */
export type Meaning =
  | { readonly key: string; readonly value?: Json }
  | { readonly text: string; readonly value?: Json }
  | undefined

/** The meaning of a body's leaves. A leaf that the reading does not know means its place and its value. */
export function factsOf(body: JsonObject, meaningOf: (leaf: Leaf) => Meaning | 'plain'): Fact[] {
  return leavesOf(body).flatMap((leaf): Fact[] => {
    const said = meaningOf(leaf)
    const meaning = said === 'plain' ? { key: leaf.place } : said
    if (!meaning) return []
    const value = textOf(meaning.value ?? leaf.value)
    return 'text' in meaning
      ? [{ leaf, key: `text of ${meaning.text}`, value, isText: true }]
      : [{ leaf, key: meaning.key, value, isText: false }]
  })
}

/** The facts that are not there again: texts in order within the words of their key, other values in order of their key. */
export function unmatched(before: readonly Fact[], after: readonly Fact[]): Fact[] {
  const byKey = Map.groupBy(after, fact => fact.key)
  const reached = new Map<string, number>()
  return before.filter(fact => {
    const there = byKey.get(fact.key)
    if (!there) return true
    const from = reached.get(fact.key) ?? 0
    const next = fact.isText ? afterText(fact, there, from) : afterValue(fact, there, from)
    if (next === undefined) return true
    reached.set(fact.key, next)
    return false
  })
}

/** White space at the border of a text is not counted: dialects join and trim there. */
function afterText(fact: Fact, there: readonly Fact[], from: number): number | undefined {
  const words = fact.value.trim()
  const at = there
    .map(({ value }) => value)
    .join('\n\n')
    .indexOf(words, from)
  return at < 0 ? undefined : at + words.length
}

function afterValue(fact: Fact, there: readonly Fact[], from: number): number | undefined {
  const at = there.findIndex(({ value }, index) => index >= from && value === fact.value)
  if (at < 0) return undefined
  // Each value within a call's input stands for the whole of it.
  return fact.key.startsWith('input of') && !/arguments$/.test(fact.leaf.place) ? at : at + 1
}

/** JSON text by value, free text that travels as `{"input": …}` as that text, broken JSON under `_raw` as itself. */
export function inputOf(input: Json | undefined): string {
  const value = typeof input === 'string' ? (parseJson(input || '{}') ?? input) : (input ?? {})
  if (!isObject(value)) return textOf(value)
  const [only, ...more] = Object.entries(value)
  const isWrapped = more.length === 0 && (only?.[0] === 'input' || only?.[0] === '_raw')
  return isWrapped && typeof only?.[1] === 'string' ? inputOf(only[1]) : JSON.stringify(value)
}
