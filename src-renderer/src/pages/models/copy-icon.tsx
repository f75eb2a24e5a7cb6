import { useClipboard } from '@mantine/hooks'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import { LineButton } from './line-button.tsx'

/** Copies a text; says for a moment that it did. */
export function CopyIcon({ text, tabIndex }: { readonly text: string; readonly tabIndex: number }) {
  const { copied, copy } = useClipboard({ timeout: 1000 })
  return (
    <LineButton
      title={copied ? 'Copied' : 'Copy'}
      label={copied ? `Copied ${text}` : `Copy ${text}`}
      tabIndex={tabIndex}
      onClick={() => copy(text)}
    >
      {copied ? <IconCheck size={15} /> : <IconCopy size={15} />}
    </LineButton>
  )
}
