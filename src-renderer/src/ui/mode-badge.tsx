import { Badge } from '@mantine/core'
import type { TestInput } from '../../../src-main/control/contract/aliases.ts'

export type Dialect = TestInput['endpoint']

/** The dialects as people read them, in the order they are always shown in. */
export const DIALECT_NAMES: Readonly<Record<Dialect, string>> = {
  chat: 'Chat',
  responses: 'Responses',
  messages: 'Messages',
}
const COLORS: Readonly<Record<Dialect, string>> = { chat: 'blue', responses: 'grape', messages: 'orange' }

/** A dialect, in its own colour everywhere. */
export function ModeBadge({ mode }: { mode: Dialect }) {
  return (
    <Badge size="sm" radius="sm" variant="light" color={COLORS[mode]} tt="none" fw={500}>
      {DIALECT_NAMES[mode]}
    </Badge>
  )
}
