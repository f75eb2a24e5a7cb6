import { ActionIcon, Button, CopyButton as Copying, Tooltip } from '@mantine/core'
import { IconCheck, IconCopy } from '@tabler/icons-react'

export interface CopyButtonProps {
  readonly value: string
  /** What is copied, e.g. `base URL`: the button is named "Copy base URL". */
  readonly what: string
  /** False: an icon only, for rows. */
  readonly withText?: boolean
}

/** Copies a text and says that it did; as wide after as before. */
export function CopyButton({ value, what, withText = false }: CopyButtonProps) {
  return (
    <Copying value={value} timeout={1500}>
      {({ copied, copy }) => {
        const icon = copied ? <IconCheck size={14} /> : <IconCopy size={14} />
        return withText ? (
          <Button size="xs" variant="default" leftSection={icon} onClick={copy} aria-live="polite" miw={96}>
            {copied ? 'Copied' : `Copy ${what}`}
          </Button>
        ) : (
          <Tooltip label={copied ? 'Copied' : `Copy ${what}`}>
            <ActionIcon size="sm" variant="subtle" color="gray" onClick={copy} aria-label={`Copy ${what}`}>
              {icon}
            </ActionIcon>
          </Tooltip>
        )
      }}
    </Copying>
  )
}
