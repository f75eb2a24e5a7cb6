import { HIDDEN, redactText } from '../redact.ts'

/** A text without credentials, and how many were taken out. */
export interface Hidden {
  readonly text: string
  readonly hidden: number
}

export type HideSecrets = (text: string) => Hidden

/**
 * Takes out of texts these values in every form that a body may have them in, as they are, escaped as JSON does and in URLs,
 * and what looks like a credential besides.
 */
export function secretHider(secrets: readonly string[]): HideSecrets {
  const forms = formsIn(secrets)
  const hideIn: HideSecrets = text => {
    const shown = redactText(withoutForms(text, forms))
    return { text: shown, hidden: shown === text ? 0 : count(shown) - count(text) }
  }
  return text => {
    const readable = plain(text)
    const hidden = readable === text ? undefined : hideIn(readable)
    return hidden && hidden.hidden > 0 ? hidden : hideIn(text)
  }
}

/** Takes these values, in each of their forms, out of texts, and nothing that only looks like one. */
export function valueHider(secrets: readonly string[]): (text: string) => string {
  const forms = formsIn(secrets)
  return text => withoutForms(text, forms)
}

const formsIn = (secrets: readonly string[]): readonly string[] =>
  // Longer ones first, or what is left of them would still tell something.
  [...new Set(secrets.flatMap(formsOf))].sort((one, other) => other.length - one.length)

function withoutForms(text: string, forms: readonly string[]): string {
  let shown = text
  for (const form of forms) if (shown.includes(form)) shown = shown.replaceAll(form, HIDDEN)
  return shown
}

const ESCAPED = /(\\+)u00([2-7][0-9a-f])/gi

/** Without JSON's escapes of characters that need none, as some writers make of `+` and `"`: JSON stays JSON. */
function plain(text: string): string {
  if (!text.includes('\\u00')) return text
  return text.replace(ESCAPED, (whole, backslashes: string, code: string) => {
    const char = String.fromCharCode(Number.parseInt(code, 16))
    if (char === '\\' || char === '\x7f') return whole
    // In a string of JSON within a string, each level doubles them.
    return char === '"' ? `${'\\'.repeat(2 * backslashes.length - 1)}"` : char
  })
}

function formsOf(secret: string): readonly string[] {
  if (secret === '') return []
  const once = escaped(secret)
  return [secret, once, once.replaceAll('/', '\\/'), escaped(once), encoded(secret)]
}

const escaped = (text: string): string => JSON.stringify(text).slice(1, -1)

/** Half of a surrogate pair cannot be encoded. */
const encoded = (text: string): string => encodeURIComponent(text.toWellFormed())

function count(text: string): number {
  let found = 0
  for (let at = text.indexOf(HIDDEN); at >= 0; at = text.indexOf(HIDDEN, at + HIDDEN.length)) found++
  return found
}
