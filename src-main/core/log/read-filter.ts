import { suggest, suggestable } from '../routing/suggest.ts'
import type { Condition, Filter, FilterWord } from './filter.ts'
import { FILTER_KEYS } from './filter-keys.ts'
import { phrasesOf } from './search-words.ts'

const WORD = /(-?)(?:([a-z]+):)?("(?:[^"\\]|\\.)*"?|\S*)/giy

/**
 * Reads a filter box: words apart by blanks, each `key:value` or bare, quoted where they hold blanks, `-` before what must
 * not be. `*` stands for anything; numbers take `>`, `>=`, `<`, `<=`, ranges and units. `now`, milliseconds since the
 * epoch, is what `since:2h` counts from. Never throws; what it cannot read is a word with a problem.
 */
export function readFilter(text: string, now: number): Filter {
  const words: FilterWord[] = []
  let at = 0
  while (at < text.length) {
    if (/\s/.test(text.charAt(at))) {
      at += 1
      continue
    }
    WORD.lastIndex = at
    const [word = '', minus = '', key = '', quoted = ''] = WORD.exec(text) ?? []
    const conditions = readWord(key, quoted, now)
    const common = { text: word, start: at, negated: minus === '-' }
    if (typeof conditions === 'string') words.push({ ...common, conditions: [], problem: conditions })
    else if (conditions.length > 0) words.push({ ...common, conditions })
    at += Math.max(word.length, 1)
  }
  return { words }
}

function readWord(key: string, quoted: string, now: number): readonly Condition[] | string {
  const value = unquote(quoted)
  const name = key.toLowerCase()
  const read = Object.hasOwn(FILTER_KEYS, name) ? FILTER_KEYS[name] : undefined
  if (read) return read(value, name, now)
  if (key && isMeantAsKey(name, quoted))
    return `“${key}:” is no filter; there are ${Object.keys(FILTER_KEYS).join(', ')}`
  return readBare(key ? `${key}:${value}` : value)
}

function readBare(value: string): readonly Condition[] | string {
  // Nothing was typed yet.
  if (value === '') return []
  if (phrasesOf(value).length === 0) return `“${value}” has no letter or digit that could be looked for`
  return [{ kind: 'anywhere', value }]
}

const KEYS = Object.keys(FILTER_KEYS).map(suggestable)

/** `http://…`, `openai:gpt` and `qwen3:8b` are things people look for; what resembles a filter is a mistake. */
const isMeantAsKey = (key: string, value: string): boolean =>
  value === '' ||
  /^[<>="]/.test(value) ||
  suggest({ name: key, among: KEYS, accept: () => true, limit: 1 }).length > 0

const unquote = (text: string): string =>
  text.startsWith('"') ? text.slice(1).replace(/"$/, '').replace(/\\(.)/g, '$1') : text
