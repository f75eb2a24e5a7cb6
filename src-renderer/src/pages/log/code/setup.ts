import { json } from '@codemirror/lang-json'
import { codeFolding, foldGutter } from '@codemirror/language'
import { EditorState, type Extension } from '@codemirror/state'
import { drawSelection, EditorView, lineNumbers } from '@codemirror/view'
import { highlighting } from './highlight.ts'
import './code.css'

export interface CodeOptions {
  /** What it is, for screen readers, e.g. `Body that the client sent`. */
  readonly label: string
  readonly isJson: boolean
  readonly isDark: boolean
}

/** The page's policy lets only styles with its nonce in. */
const nonce = document.querySelector<HTMLMetaElement>('meta[property=csp-nonce]')?.nonce ?? ''

/** What every piece of code has: lines, folding, colours, and only the lines in sight in the document. */
export const codeSetup = ({ label, isJson, isDark }: CodeOptions): Extension => [
  EditorView.cspNonce.of(nonce),
  EditorView.theme({}, { dark: isDark }),
  EditorView.contentAttributes.of({ 'aria-label': label, tabindex: '0' }),
  EditorView.lineWrapping,
  lineNumbers(),
  isJson ? [json(), codeFolding(), foldGutter(), highlighting] : [],
]

/** Text that is read and copied; it takes the focus, so that the keyboard scrolls it. */
export const readOnly: Extension = [EditorState.readOnly.of(true), drawSelection()]
