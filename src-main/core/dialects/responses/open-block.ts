import type { BlockHead, ReplyEvent, TokenLogprob } from '../../reply.ts'

/** A block that begins with its first content, so that none is ever empty, and never says a thing twice. */
export function openBlock(head: BlockHead, next: () => number) {
  let index: number | undefined
  let sent = ''
  let ended = false
  const begin = (): ReplyEvent[] => {
    if (index !== undefined) return []
    index = next()
    return [{ type: 'begin', index, block: head }]
  }
  return {
    begin,
    text(type: 'text' | 'input', text: string): ReplyEvent[] {
      if (text === '' || ended) return []
      const begun = begin()
      sent += text
      return [...begun, { type, index: index ?? 0, text }]
    },
    /** Words with the probabilities of their tokens, which may come later than the words. */
    words(text: string, logprobs: readonly TokenLogprob[]): ReplyEvent[] {
      if (ended || (text === '' && logprobs.length === 0)) return []
      const begun = begin()
      sent += text
      return [...begun, { type: 'text', index: index ?? 0, text, ...(logprobs.length > 0 && { logprobs }) }]
    },
    /** What of the whole has not been said; nothing where the deltas said something else. */
    rest: (whole: string): string => (whole.startsWith(sent) ? whole.slice(sent.length) : ''),
    say(event: (index: number) => ReplyEvent): ReplyEvent[] {
      if (ended) return []
      const begun = begin()
      return [...begun, event(index ?? 0)]
    },
    end(): ReplyEvent[] {
      if (index === undefined || ended) return []
      ended = true
      return [{ type: 'end', index }]
    },
  }
}
