import type { Citation } from '../../conversation.ts'
import type { Json, JsonObject } from '../../json.ts'
import { type LossCode, REPLY_PATH } from '../../losses.ts'
import type { BlockHead, Failure, ReplyEvent, Stop, TokenLogprob, Usage } from '../../reply.ts'
import { joinDetails } from './details.ts'

/** What of a message flows in one block at a time. */
type Flow = 'text' | 'refusal' | 'reasoning'

interface OpenBlock {
  readonly index: number
  readonly flow: Flow
  text: string
  readonly details: Json[]
}

/**
 * Makes reply events of what a message says, and keeps to their grammar: a block opens with its first content and closes when
 * content of another kind begins. `take` gives what has happened since the last time.
 */
export function replyBuilder() {
  let events: ReplyEvent[] = []
  let open: OpenBlock | undefined
  let count = 0
  let textBefore = 0
  let textLength = 0
  const lost = new Set<string>()

  const begin = (block: BlockHead): number => {
    events.push({ type: 'begin', index: count, block })
    return count++
  }

  const close = (): void => {
    if (!open) return
    const { index, flow, text, details } = open
    if (flow === 'reasoning') {
      const item: JsonObject =
        details.length > 0 ? { reasoning_details: joinDetails(details) } : { reasoning_content: text }
      events.push({ type: 'proof', index, proof: { dialect: 'chat', item } })
    }
    events.push({ type: 'end', index })
    open = undefined
  }

  const flowing = (flow: Flow, head: BlockHead): OpenBlock => {
    if (open?.flow === flow) return open
    close()
    if (flow === 'text') textBefore = textLength
    open = { index: begin(head), flow, text: '', details: [] }
    return open
  }

  const append = (block: OpenBlock, text: string): void => {
    if (text === '') return
    block.text += text
    events.push({ type: 'text', index: block.index, text })
  }

  return {
    begin,
    close,
    push: (event: ReplyEvent): void => {
      events.push(event)
    },
    say(text: string): void {
      if (text === '') return
      append(flowing('text', { type: 'text' }), text)
      textLength += text.length
    },
    /** Adds the probabilities of what was said last; false where that were no words. */
    weigh(logprobs: readonly TokenLogprob[]): boolean {
      if (open?.flow !== 'text') return false
      const last = events.at(-1)
      if (last?.type === 'text' && last.index === open.index && !last.logprobs)
        events[events.length - 1] = { ...last, logprobs }
      else events.push({ type: 'text', index: open.index, text: '', logprobs })
      return true
    },
    refuse(text: string): void {
      if (text !== '') append(flowing('refusal', { type: 'refusal' }), text)
    },
    /** Reasoning text, or details, or both; `part` counts when a block opens. */
    think(text: string, details: readonly Json[], part: 'summary' | 'raw'): void {
      if (text === '' && details.length === 0) return
      const block = flowing('reasoning', { type: 'reasoning', part })
      block.details.push(...details)
      append(block, text)
    },
    /** A proof without text, as a block of its own. */
    prove(item: JsonObject): void {
      close()
      const index = begin({ type: 'reasoning', part: 'raw' })
      events.push({ type: 'proof', index, proof: { dialect: 'chat', item } }, { type: 'end', index })
    },
    canCite: (): boolean => open?.flow === 'text',
    /** Cites in the text that is being said; false where none is. */
    cite(read: (before: number) => Citation | undefined): boolean {
      if (open?.flow !== 'text') return false
      const citation = read(textBefore)
      if (citation) events.push({ type: 'citation', index: open.index, citation })
      return citation !== undefined
    },
    /** Tells a loss once, however often it happens. */
    lose(code: LossCode, path: string = REPLY_PATH): void {
      if (lost.has(`${code};${path}`)) return
      lost.add(`${code};${path}`)
      events.push({ type: 'loss', loss: { code, path } })
    },
    /** The last events of a reply that is whole. */
    stop(stop: Stop, usage: Usage | undefined): void {
      close()
      if (usage) events.push({ type: 'usage', usage })
      events.push({ type: 'stop', stop })
    },
    fail(failure: Failure): void {
      events.push({ type: 'failure', failure })
    },
    isEmpty: (): boolean => count === 0,
    take(): ReplyEvent[] {
      const taken = events
      events = []
      return taken
    },
  }
}

export type ReplyBuilder = ReturnType<typeof replyBuilder>
