import { syntaxHighlighting } from '@codemirror/language'
import type { Extension } from '@codemirror/state'

/** Names of syntax tags, and the class of the page's own stylesheet that colours them in both themes. */
const CLASSES: Readonly<Record<string, string>> = {
  propertyName: 'code-name',
  string: 'code-text',
  number: 'code-number',
  bool: 'code-number',
  null: 'code-number',
}

/** Colours of JSON by the page's own stylesheet, which knows dark and light. */
export const highlighting: Extension = syntaxHighlighting({
  style(tags) {
    for (const tag of tags)
      for (const base of tag.set) {
        const found = CLASSES[base.toString()]
        if (found) return found
      }
    return null
  },
})
