import { EditorState, type Extension } from '@codemirror/state'
import { EditorView } from '@codemirror/view'
import { useComputedColorScheme } from '@mantine/core'
import { type RefObject, useEffect, useRef, useState } from 'react'
import { type CodeOptions, codeSetup } from './setup.ts'

export interface EditorOptions extends Omit<CodeOptions, 'isDark'> {
  /** What stands in it when it is made, also when the theme makes it anew. */
  readonly text: string
  /** What it has beside what all code has. */
  readonly extensions: () => Extension
}

/** An editor in the element that gets the ref; undefined until it is there. */
export function useEditor({ label, isJson, text, extensions }: EditorOptions): {
  readonly host: RefObject<HTMLDivElement | null>
  readonly view: EditorView | undefined
} {
  const host = useRef<HTMLDivElement>(null)
  const [view, setView] = useState<EditorView>()
  const isDark = useComputedColorScheme() === 'dark'
  const latest = useRef({ text, extensions })
  latest.current = { text, extensions }
  useEffect(() => {
    if (!host.current) return
    const made = new EditorView({
      parent: host.current,
      state: EditorState.create({
        doc: latest.current.text,
        extensions: [codeSetup({ label, isJson, isDark }), latest.current.extensions()],
      }),
    })
    setView(made)
    return () => made.destroy()
  }, [label, isJson, isDark])
  return { host, view }
}
