import { type Json, parseJson } from './json.ts'

/** The part of a proposal that engines have and TypeScript's library does not declare yet (tc39, JSON.parse source text access). */
interface ExactJson {
  parse(text: string, revive: (key: string, value: Json, context: { readonly source?: string }) => Json): Json
  /** A value that is written as this text. */
  rawJSON(text: string): Json
}
const exact: unknown = JSON

/**
 * Like `parseJson`; but an integer that a number cannot hold (ids of 64 bits, bounds in schemas) stays as it was written, and
 * is written so again. Readers take it for something that is neither a number nor an object.
 */
export function parseExact(text: string): Json | undefined {
  const value = parseJson(text)
  if (!holdsRounded(value)) return value
  try {
    return keepIntegers(text)
  } catch {
    // Too deep for the engine, and for everybody who would read it.
    return value
  }
}

function keepIntegers(text: string): Json {
  const { parse, rawJSON } = exact as ExactJson
  return parse(text, (_key, value, { source }) =>
    source !== undefined && INTEGER.test(source) && String(value) !== source ? rawJSON(source) : value,
  )
}

const INTEGER = /^-?[1-9]\d{15,}$/

const isRounded = (value: Json | undefined): boolean =>
  typeof value === 'number' && Number.isInteger(value) && !Number.isSafeInteger(value)

/** Without recursion: bodies may be nested deeper than the stack. */
function holdsRounded(whole: Json | undefined): boolean {
  const open = [whole]
  for (let value = open.pop(); value !== undefined; value = open.pop()) {
    if (isRounded(value)) return true
    if (typeof value !== 'object' || value === null) continue
    for (const child of Object.values(value))
      if (typeof child === 'object' || isRounded(child)) open.push(child)
  }
  return false
}
