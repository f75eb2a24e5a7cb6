import type { Block, Conversation, ToolResultBlock } from '../core/conversation.ts'

/** What a conversation asks for now. */
export interface Prompt {
  /** The last words of the user. */
  readonly text: string
  /** Results that came after the last assistant turn, in order. */
  readonly results: readonly ToolResultBlock[]
  /** A folder named as the working directory by the client, where it did. */
  readonly folder?: string
}

/** What agents put around the user's words: `<system-reminder>…</system-reminder>` and the like, whole blocks or parts of one. */
const REMINDER = /<([a-z_-]+)>[\s\S]*?<\/\1>/gi

/** Reads the end of the conversation. Reminders that agents put around the user's words are not taken for them. */
export function readPrompt({ turns }: Conversation): Prompt {
  const lastReply = turns.findLastIndex(turn => turn.role === 'assistant')
  const results = turns.slice(lastReply + 1).flatMap(turn => turn.blocks.filter(isResult))
  const words = turns
    .filter(turn => turn.role === 'user')
    .flatMap(turn => turn.blocks)
    .map(block => textOf(block).replace(REMINDER, '').trim())
    .filter(text => text !== '')
  const everything = turns.flatMap(turn => turn.blocks.map(textOf)).join('\n')
  // Neither the end of a sentence nor a tag that closes may stand between: prompts speak of folders without naming one.
  const folder = /(?:working directory|cwd)[^\w.<]{0,12}(\/[^\s<>"'`]*)/i.exec(everything)?.[1]
  return { text: words.at(-1) ?? '', results, folder }
}

/** Only this one: a file that was read may hold tags of its own. */
const RESULT_REMINDER = /<system-reminder>[\s\S]*?<\/system-reminder>/g
/** A line number before its line; an empty last line may have lost the tab after it. */
const NUMBER = /^\s*\d+(?:\t|→|$)/

/** The text of a tool result, without what agents print around it: line numbers, exit codes, timings. */
export function resultText(result: ToolResultBlock): string {
  const text = result.blocks.map(textOf).join('\n').replace(RESULT_REMINDER, '').trimEnd()
  const output = /^Output:\n([\s\S]*)$/m.exec(text)?.[1] ?? text
  const lines = output.split('\n')
  const isNumbered = /^\s*\d+(?:\t|→)/.test(lines[0] ?? '')
  return (isNumbered ? lines.map(line => line.replace(NUMBER, '')) : lines).join('\n').trim()
}

const isResult = (block: Block): block is ToolResultBlock => block.type === 'tool-result'
const textOf = (block: Block): string => (block.type === 'text' ? block.text : '')
