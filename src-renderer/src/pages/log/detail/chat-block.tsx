import { Button } from '@mantine/core'
import { useState } from 'react'
import type { ChatBlock } from '../../../../../src-main/control/contract/log.ts'
import styles from './chat.module.css'

/** Characters of a text that are shown until somebody wants them all. */
const SHORT = 1600

/** A text of which only the beginning is shown while it is long. */
export function LongText({ text }: { text: string }) {
  const [all, setAll] = useState(false)
  const isLong = text.length > SHORT * 1.25
  return (
    <div className={styles.text}>
      {isLong && !all ? `${text.slice(0, SHORT)}…` : text}
      {isLong && (
        <Button size="compact-xs" variant="subtle" onClick={() => setAll(!all)}>
          {all ? 'Show less' : `Show all ${text.length.toLocaleString('en')} characters`}
        </Button>
      )}
    </div>
  )
}

/** One block of a turn. Reasoning and results of tools are folded; the others are why somebody reads. */
export function ChatBlockView({ block }: { block: ChatBlock }) {
  switch (block.kind) {
    case 'text':
      return <LongText text={block.text} />
    case 'refusal':
      return (
        <div className={styles.labelled}>
          <span className={styles.label}>Refused</span>
          <LongText text={block.text} />
        </div>
      )
    case 'reasoning':
      return (
        <details className={styles.folded}>
          <summary>Reasoning · {block.text.length.toLocaleString('en')} characters</summary>
          <LongText text={block.text} />
        </details>
      )
    case 'tool-call':
      return (
        <div className={styles.labelled}>
          <span className={styles.label}>
            Calls <code title={block.id}>{block.name}</code>
          </span>
          <code className={styles.code}>
            <LongText text={block.input} />
          </code>
        </div>
      )
    case 'tool-result':
      return (
        <details className={styles.folded} open={block.text.length < 400}>
          <summary title={block.id}>
            {block.isError ? 'The tool failed' : 'Result'} · {block.text.length.toLocaleString('en')}{' '}
            characters
          </summary>
          <code className={styles.code}>
            <LongText text={block.text} />
          </code>
        </details>
      )
    case 'image':
    case 'file':
    case 'audio':
    case 'other':
      return (
        <div className={styles.labelled}>
          <span className={styles.label}>{block.kind === 'other' ? 'Something else' : block.kind}</span>
          {block.dataUrl && block.kind === 'image' && (
            <img src={block.dataUrl} alt={block.text} className={styles.image} />
          )}
          <LongText text={block.text} />
        </div>
      )
  }
}
