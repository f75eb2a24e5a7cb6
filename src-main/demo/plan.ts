import type { Conversation } from '../core/conversation.ts'
import { chooseCalls, type PlannedCall } from './choose-tool.ts'
import { readPrompt, resultText } from './prompt.ts'
import { instanceOf } from './schema-instance.ts'

/** What the demo model is going to say. */
export interface Plan {
  /** Absent where no reasoning was asked for. */
  readonly thought?: string
  readonly text: string
  readonly calls: readonly PlannedCall[]
}

/** The whole mind of the demo model: the same conversation always gets the same answer. */
export function planReply(conversation: Conversation): Plan {
  const prompt = readPrompt(conversation)
  const thinks = wantsThought(conversation)
  if (prompt.results.length > 0) {
    const found = prompt.results.map(resultText).join('\n')
    const text = structured(conversation, found) ?? `The tool says: ${found === '' ? '(nothing)' : found}`
    return {
      text,
      calls: [],
      thought: thinks ? 'The tool has answered; its words go to the user.' : undefined,
    }
  }
  const calls = chooseCalls(conversation, prompt)
  if (calls[0]) {
    const { name } = calls[0].tool
    return {
      text: `I use ${name} for that.`,
      calls,
      thought: thinks ? `The user asks for something that ${name} can do.` : undefined,
    }
  }
  const answer =
    prompt.text === ''
      ? 'Hello! I am the demo model of Patchbay. Send me a message, and I say it back.'
      : `You said: ${prompt.text}\n\nI am the demo model of Patchbay: no key, no network, the same answer each time.`
  return {
    text: structured(conversation, prompt.text) ?? answer,
    calls: [],
    thought: thinks ? 'The user wants an answer, and no tool is needed for it.' : undefined,
  }
}

function wantsThought({ options: { reasoning } }: Conversation): boolean {
  if (!reasoning || reasoning.mode === 'disabled') return false
  return reasoning.effort !== 'none'
}

/** The answer as JSON, where the request wants it so. */
function structured({ options: { format } }: Conversation, words: string): string | undefined {
  if (format?.type === 'json') return JSON.stringify({ answer: words })
  return format?.type === 'schema' ? JSON.stringify(instanceOf(format.schema, () => words)) : undefined
}
