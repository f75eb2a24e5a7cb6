import { Box } from '@mantine/core'
import { CopyButton } from './copy-button.tsx'

export interface CodeBlockProps {
  /** What is copied, and shown. */
  readonly text: string
  /** Shown in its place, where the text holds a secret. */
  readonly shown?: string
  /** What it is, for screen readers and the copy button, e.g. `settings`. */
  readonly what: string
  /** Pixels; longer text scrolls inside. */
  readonly maxHeight?: number
}

/** A text to be read or copied as it is, in monospace, with its copy button. */
export function CodeBlock({ text, shown = text, what, maxHeight }: CodeBlockProps) {
  return (
    <Box className="code-block">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section aria-label={what} tabIndex={0} style={{ maxHeight }}>
        <pre>{shown}</pre>
      </section>
      <Box className="code-block-copy">
        <CopyButton value={text} what={what} />
      </Box>
    </Box>
  )
}
