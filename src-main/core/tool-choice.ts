import type { ToolChoice } from './conversation.ts'
import type { Ledger } from './ledger.ts'
import type { Target } from './target.ts'

/** Whether the model must call a tool, so that a request without any tool could not be answered as it was meant. */
export const isForced = (choice: ToolChoice | undefined): boolean =>
  choice?.type === 'tool' ||
  choice?.type === 'required' ||
  choice?.type === 'opaque' ||
  (choice?.type === 'allowed' && choice.mode === 'required')

/** The choice as far as the model can be made to keep it: where no call can be forced, it is free. */
export function loosen(
  choice: ToolChoice | undefined,
  { target, ledger }: { readonly target: Target; readonly ledger: Ledger },
): ToolChoice | undefined {
  if (target.quirks.forcedTools || !choice || !isForced(choice) || choice.type === 'opaque') return choice
  ledger.lose('choice_loosened', 'tool_choice')
  return choice.type === 'allowed' ? { ...choice, mode: 'auto' } : { type: 'auto' }
}
