import { EditorView } from '@codemirror/view'
import { useRef } from 'react'
import styles from './code.module.css'
import { undoing } from './undo.ts'
import { useEditor } from './use-editor.ts'

export interface EditViewProps {
  /** What it begins with, then what was made of it. */
  readonly text: string
  readonly label: string
  readonly onChange: (text: string) => void
}

/** A text that is edited, as JSON. */
export default function EditView({ text, label, onChange }: EditViewProps) {
  const changed = useRef(onChange)
  changed.current = onChange
  const { host } = useEditor({
    label,
    isJson: true,
    text,
    extensions: () => [
      undoing(),
      EditorView.updateListener.of(({ docChanged, state }) => {
        if (docChanged) changed.current(state.doc.toString())
      }),
    ],
  })
  return <div ref={host} className={styles.editor} data-own-keys />
}
