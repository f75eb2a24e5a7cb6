import type { ToolChoice } from './conversation.ts'

/** Whether the model must call a tool, so that a request without any tool could not be answered as it was meant. */
export const isForced = (choice: ToolChoice | undefined): boolean =>
  choice?.type === 'tool' ||
  choice?.type === 'required' ||
  choice?.type === 'opaque' ||
  (choice?.type === 'allowed' && choice.mode === 'required')
