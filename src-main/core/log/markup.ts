/** HTML that is safe to print: everything in it was escaped, or written here. */
export interface Markup {
  readonly html: string
}

type Part = string | number | Markup | undefined | readonly Part[]

/** HTML with its values escaped, for text and for quoted attributes; markup in it stays, lists are joined, undefined is nothing. */
export const html = (pieces: TemplateStringsArray, ...parts: readonly Part[]): Markup => ({
  html: pieces.map((piece, index) => piece + (index < parts.length ? print(parts[index]) : '')).join(''),
})

/** Text as it stands, line by line. A parser takes one line break after the tag away: this one is not the text's. */
export const pre = (text: string): Markup => html`<pre>
${text}</pre>`

function print(part: Part): string {
  if (part === undefined) return ''
  if (typeof part === 'string' || typeof part === 'number') return escapeHtml(String(part))
  return 'html' in part ? part.html : part.map(print).join('')
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, char => ENTITIES[char] ?? char)
