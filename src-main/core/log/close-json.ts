import { type Json, parseJson } from '../json.ts'
import { stringEnd } from './lay-out-json.ts'

/**
 * Reads JSON that was cut short, as far as it goes: what is open is closed, and a member whose value did not come is left out.
 * Whole JSON is read as it is. Undefined where nothing can be made of it.
 */
export function readCutJson(text: string): Json | undefined {
  return parseJson(text) ?? parseJson(closeJson(text))
}

function closeJson(text: string): string {
  const open: string[] = []
  /** Up to here everything is whole, and these were open then. */
  let whole = { end: 0, open: '' }
  const mark = (end: number) => {
    whole = { end, open: open.toReversed().join('') }
  }
  let at = 0
  let isKey = false
  while (at < text.length) {
    const char = text.charAt(at)
    if (char === '"') {
      const end = stringEnd(text, at)
      if (end < 0) return isKey ? close(text, whole) : closeString(text, at, open)
      at = end
      if (!isKey) mark(end)
      continue
    }
    if (char === '{' || char === '[') {
      open.push(char === '{' ? '}' : ']')
      isKey = char === '{'
      mark(at + 1)
    } else if (char === '}' || char === ']') {
      open.pop()
      isKey = false
      mark(at + 1)
    } else if (char === ',') {
      // A number or a word before it is whole now.
      mark(at)
      isKey = open.at(-1) === '}'
    } else if (char === ':') isKey = false
    at++
  }
  return close(text, whole)
}

const close = (text: string, { end, open }: { readonly end: number; readonly open: string }): string =>
  text.slice(0, end) + open

/** The text of the last string, without an escape that was cut. */
function closeString(text: string, start: number, open: readonly string[]): string {
  const said = text.slice(start + 1)
  const broken = /(?<!\\)(?:\\\\)*(\\(?:u[\da-f]{0,3})?)$/i.exec(said.slice(-CUT_WITHIN))?.[1] ?? ''
  return `${text.slice(0, text.length - broken.length)}"${open.toReversed().join('')}`
}

/** Where the escape that may have been cut is looked for. */
const CUT_WITHIN = 1_000
