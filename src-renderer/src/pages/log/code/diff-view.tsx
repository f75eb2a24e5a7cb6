import { MergeView, unifiedMergeView } from '@codemirror/merge'
import { EditorState } from '@codemirror/state'
import { EditorView } from '@codemirror/view'
import { useComputedColorScheme } from '@mantine/core'
import { useEffect, useRef } from 'react'
import styles from './code.module.css'
import { codeSetup, readOnly } from './setup.ts'

export interface DiffViewProps {
  readonly before: string
  readonly after: string
  /** What they are, e.g. `what the client sent` and `what went upstream`. */
  readonly names: readonly [before: string, after: string]
  readonly isJson: boolean
}

/** Pixels from which both stand side by side; below, one text shows both. */
const WIDE = 860
/** Two large texts that have nothing in common are compared roughly, and never longer than this. */
const LIMITS = { scanLimit: 1000, timeout: 800 }
const UNCHANGED = { margin: 3, minSize: 8 }

/** What is different between two texts; what is the same is folded. */
export default function DiffView({ before, after, names, isJson }: DiffViewProps) {
  const host = useRef<HTMLDivElement>(null)
  const isDark = useComputedColorScheme() === 'dark'
  const [nameBefore, nameAfter] = names
  useEffect(() => {
    const parent = host.current
    if (!parent) return
    const side = (label: string) => [codeSetup({ label, isJson, isDark }), readOnly]
    const made =
      parent.clientWidth >= WIDE
        ? new MergeView({
            parent,
            a: { doc: before, extensions: side(nameBefore) },
            b: { doc: after, extensions: side(nameAfter) },
            collapseUnchanged: UNCHANGED,
            diffConfig: LIMITS,
          })
        : new EditorView({
            parent,
            state: EditorState.create({
              doc: after,
              extensions: [
                side(`${nameBefore}, and ${nameAfter}`),
                unifiedMergeView({
                  original: before,
                  mergeControls: false,
                  collapseUnchanged: UNCHANGED,
                  diffConfig: LIMITS,
                }),
              ],
            }),
          })
    return () => made.destroy()
  }, [before, after, nameBefore, nameAfter, isJson, isDark])
  return (
    <div className={styles.code}>
      <div ref={host} className={styles.host} />
    </div>
  )
}
