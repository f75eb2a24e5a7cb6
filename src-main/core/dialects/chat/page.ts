import type { Conversation } from '../../conversation.ts'
import type { Ledger } from '../../ledger.ts'
import type { Target } from '../../target.ts'
import type { ToolNames } from '../../tool-names.ts'

/** What the parts of a request writer share. */
export interface Page {
  readonly conversation: Conversation
  readonly target: Target
  readonly names: ToolNames
  readonly ledger: Ledger
}
