import { EditorState } from '@codemirror/state'
import { EditorView } from '@codemirror/view'
import { useComputedColorScheme } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import styles from './code.module.css'
import { FindBar } from './find-bar.tsx'
import { findMarks } from './find-marks.ts'
import { codeSetup, readOnly } from './setup.ts'

export interface CodeViewProps {
  readonly text: string
  readonly label: string
  readonly isJson: boolean
}

/** A text of any size to read, fold, search and copy; only the lines in sight are in the document. */
export default function CodeView({ text, label, isJson }: CodeViewProps) {
  const host = useRef<HTMLDivElement>(null)
  const [view, setView] = useState<EditorView>()
  const isDark = useComputedColorScheme() === 'dark'
  const start = useRef(text)
  start.current = text
  useEffect(() => {
    if (!host.current) return
    const made = new EditorView({
      parent: host.current,
      state: EditorState.create({
        doc: start.current,
        extensions: [codeSetup({ label, isJson, isDark }), readOnly, findMarks],
      }),
    })
    setView(made)
    return () => made.destroy()
  }, [label, isJson, isDark])
  useEffect(() => {
    if (view && view.state.doc.length !== text.length)
      view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } })
  }, [view, text])
  return (
    <div className={styles.code}>
      <FindBar view={view} body={text} label={label} />
      <div ref={host} className={styles.host} />
    </div>
  )
}
