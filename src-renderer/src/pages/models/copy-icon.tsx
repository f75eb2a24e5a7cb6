import { ActionIcon, CopyButton } from '@mantine/core'
import { IconCheck, IconCopy } from '@tabler/icons-react'

/** Copies a text; says for a moment that it did. */
export const CopyIcon = ({ text, tabIndex }: { readonly text: string; readonly tabIndex?: number }) => (
  <CopyButton value={text}>
    {({ copied, copy }) => (
      <ActionIcon
        variant="subtle"
        color={copied ? 'teal' : 'gray'}
        size="sm"
        tabIndex={tabIndex}
        title={copied ? 'Copied' : 'Copy'}
        aria-label={copied ? `Copied ${text}` : `Copy ${text}`}
        onClick={copy}
      >
        {copied ? <IconCheck size={15} /> : <IconCopy size={15} />}
      </ActionIcon>
    )}
  </CopyButton>
)
