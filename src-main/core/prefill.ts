import type { Conversation, Turn } from './conversation.ts'

/** The answer that the model is meant to go on from: an assistant's text at the very end. */
export function prefilledTurn({ turns }: Pick<Conversation, 'turns'>): Turn | undefined {
  const last = turns.at(-1)
  if (last?.role !== 'assistant' || last.blocks.some(block => block.type === 'tool-call')) return undefined
  return last.blocks.some(block => block.type === 'text' && block.text.trim() !== '') ? last : undefined
}
