import type { Turn } from './conversation.ts'

/** Where a turn's phase stands in the body of its client: on each message that its words come from. */
export function phasePaths({ blocks, path, phase }: Turn): string[] {
  if (phase === undefined) return []
  const words = blocks.filter(block => block.type === 'text' || block.type === 'refusal')
  const items = words.map(block => /^input\[\d+\]/.exec(block.path)?.[0] ?? path)
  return [...new Set(items.length > 0 ? items : [path])].map(item => `${item}.phase`)
}
