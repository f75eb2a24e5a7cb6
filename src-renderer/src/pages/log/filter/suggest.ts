import { FILTER_KEYS, type FilterKey, isFilterKey } from './filter-keys.ts'

/** A word of the filter box: where it stands in the whole. */
export interface TypedWord {
  readonly start: number
  readonly end: number
  readonly text: string
}

/** What could stand in the place of the word that is being typed. */
export interface Suggestion {
  /** The whole word. */
  readonly text: string
  readonly about?: string
  /** A key alone: its value is typed next. */
  readonly goesOn: boolean
}

/** The values that are known for a key, the likely ones first. */
export type KnownValues = Readonly<Partial<Record<FilterKey, readonly string[]>>>

const MOST = 12
/** From white space to white space, but a quoted text is one word. */
const WORDS = /(?:"[^"]*"?|[^\s"])+/g

/** The word at the caret; empty where there is none. */
export function wordAt(text: string, caret: number): TypedWord {
  for (const match of text.matchAll(WORDS)) {
    const end = match.index + match[0].length
    if (match.index <= caret && caret <= end) return { start: match.index, end, text: match[0] }
  }
  return { start: caret, end: caret, text: '' }
}

/** Keys while a key is typed, then the values of that key that begin with what is typed, then those that hold it. */
export function suggest(word: string, values: KnownValues): readonly Suggestion[] {
  const negation = word.startsWith('-') ? '-' : ''
  const typed = word.slice(negation.length)
  const colon = typed.indexOf(':')
  if (colon < 0) {
    const keys = Object.entries(FILTER_KEYS).filter(([key]) => key.startsWith(typed.toLowerCase()))
    return keys
      .map(([key, { about, example }]) => ({
        text: `${negation}${key}:`,
        about: `${about}, as ${example}`,
        goesOn: true,
      }))
      .slice(0, MOST)
  }
  const key = typed.slice(0, colon)
  if (!isFilterKey(key)) return []
  const begun = typed
    .slice(colon + 1)
    .replaceAll('"', '')
    .toLowerCase()
  const known = values[key] ?? []
  const rank = (value: string) => (value.toLowerCase().startsWith(begun) ? 0 : 1)
  return known
    .filter(value => value.toLowerCase().includes(begun) && value.toLowerCase() !== begun)
    .sort((one, other) => rank(one) - rank(other))
    .slice(0, MOST)
    .map(value => ({ text: `${negation}${filterWord(key, value)}`, goesOn: false }))
}

/** The text with the suggestion in the place of the word, and where the caret goes. */
export function accept(text: string, word: TypedWord, { text: chosen, goesOn }: Suggestion) {
  const before = text.slice(0, word.start) + chosen
  const after = text.slice(word.end)
  // A value is complete: the next word can begin.
  const space = goesOn || after.startsWith(' ') ? '' : ' '
  return { text: before + space + after, caret: before.length + (goesOn ? 0 : 1) }
}

/** A word that looks for exactly this text: quoted where it must be. */
export const filterWord = (key: FilterKey, value: string): string =>
  `${key}:${/[\s"]/.test(value) ? `"${value.replaceAll('"', '')}"` : value}`

/** The text without one of its words. */
export function withoutWord(text: string, { start, text: word }: { start: number; text: string }): string {
  return `${text.slice(0, start)} ${text.slice(start + word.length)}`.replace(/\s+/g, ' ').trim()
}

/** With the word if it is not there, else without it. */
export function toggleWord(text: string, word: string): string {
  for (const match of text.matchAll(WORDS))
    if (match[0] === word) return withoutWord(text, { start: match.index, text: word })
  return `${text} ${word}`.trim()
}
