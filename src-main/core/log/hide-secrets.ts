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
  // Longer ones first, or what is left of them would still tell something.
  const forms = [...new Set(secrets.flatMap(formsOf))].sort((one, other) => other.length - one.length)
  return text => {
    let shown = text
    for (const form of forms) if (shown.includes(form)) shown = shown.replaceAll(form, HIDDEN)
    shown = redactText(shown)
    return { text: shown, hidden: shown === text ? 0 : count(shown) - count(text) }
  }
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
