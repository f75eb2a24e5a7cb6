import { EditorState } from '@codemirror/state'
import { EditorView } from '@codemirror/view'
import { useComputedColorScheme } from '@mantine/core'
import { useEffect, useRef } from 'react'
import styles from './code.module.css'
import { codeSetup } from './setup.ts'
import { undoing } from './undo.ts'

export interface EditViewProps {
  /** What it begins with; later values are not looked at. */
  readonly start: string
  readonly label: string
  readonly onChange: (text: string) => void
}

/** A text that is edited, as JSON. */
export default function EditView({ start, label, onChange }: EditViewProps) {
  const host = useRef<HTMLDivElement>(null)
  const isDark = useComputedColorScheme() === 'dark'
  const text = useRef(start)
  const changed = useRef(onChange)
  changed.current = onChange
  useEffect(() => {
    if (!host.current) return
    const view = new EditorView({
      parent: host.current,
      state: EditorState.create({
        doc: text.current,
        extensions: [
          codeSetup({ label, isJson: true, isDark }),
          undoing(),
          EditorView.updateListener.of(update => {
            if (!update.docChanged) return
            text.current = update.state.doc.toString()
            changed.current(text.current)
          }),
        ],
      }),
    })
    return () => view.destroy()
  }, [label, isDark])
  return <div ref={host} className={styles.editor} data-own-keys />
}
