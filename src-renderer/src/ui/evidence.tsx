import { Text, Tooltip } from '@mantine/core'
import type { ReactNode } from 'react'

export interface EvidenceProps {
  /** Who says so, as a sentence, e.g. `live list, 2 min ago`. */
  readonly evidence: ReactNode
  readonly children: ReactNode
}

/** A value with its source, on hover and on focus. */
export function Evidence({ evidence, children }: EvidenceProps) {
  return (
    <Tooltip label={evidence}>
      <Text span inherit tabIndex={0} className="evidence">
        {children}
      </Text>
    </Tooltip>
  )
}
