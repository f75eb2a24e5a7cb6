import { useEffect } from 'react'
import styles from './code.module.css'
import { FindBar } from './find-bar.tsx'
import { findMarks } from './find-marks.ts'
import { readOnly } from './setup.ts'
import { useEditor } from './use-editor.ts'

export interface CodeViewProps {
  readonly text: string
  readonly label: string
  readonly isJson: boolean
}

/** A text of any size to read, fold, search and copy; only the lines in sight are in the document. */
export default function CodeView({ text, label, isJson }: CodeViewProps) {
  const { host, view } = useEditor({ label, isJson, text, extensions: () => [readOnly, findMarks] })
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
