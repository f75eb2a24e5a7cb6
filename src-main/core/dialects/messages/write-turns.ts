import { arrangedTurns } from '../../arranged-turns.ts'
import type { Turn } from '../../conversation.ts'
import type { JsonObject } from '../../json.ts'
import { phasePaths } from '../../phase.ts'
import { splitLeading } from '../../system-turns.ts'
import { type Page, writeBlocks } from './write-blocks.ts'

/** The conversation as Anthropic wants it: instructions apart, roles in turns, results right after their calls. */
export interface WrittenTurns {
  readonly system: JsonObject[]
  readonly messages: JsonObject[]
}

interface Message {
  role: 'user' | 'assistant' | 'system'
  content: JsonObject[]
}

/**
 * Prints turns. Neighbours of one role become one message. Where only instructions were sent, the last of them is asked as
 * a user message, as Anthropic wants at least one.
 */
export function writeTurns(page: Page): WrittenTurns {
  const { ledger } = page
  const { leading, rest } = splitLeading(arrangedTurns(page))
  const asked = rest.length === 0 ? leading.at(-1) : undefined
  if (asked) ledger.lose('system_turn_as_user', asked.path)
  const instructions = asked ? leading.slice(0, -1) : leading
  const turns = asked ? [{ ...asked, role: 'user' } as const] : rest
  return {
    system: instructions.flatMap(turn => writeInstructions(turn, page)),
    messages: withoutTrailingSpace(mergeMessages(turns, page)).map(({ role, content }) => ({
      role,
      content,
    })),
  }
}

function mergeMessages(turns: readonly Turn[], page: Page): Message[] {
  const messages: Message[] = []
  for (const turn of turns) {
    for (const path of phasePaths(turn)) page.ledger.lose('phase_dropped', path)
    if (turn.name) page.ledger.lose('participant_name_dropped', `${turn.path}.name`)
    const role = turn.role === 'developer' ? 'system' : turn.role
    const content = role === 'system' ? writeInstructions(turn, page) : writeBlocks(turn.blocks, page)
    if (content.length === 0) continue
    const last = messages.at(-1)
    if (last?.role === role) last.content.push(...content)
    else messages.push({ role, content })
  }
  return messages.map(resultsFirst)
}

function writeInstructions(turn: Turn, page: Page): JsonObject[] {
  const content = writeBlocks(turn.blocks, page)
  if (content.some(block => block.type !== 'text')) {
    page.ledger.refuse(
      turn.path,
      'Instructions of a Messages model are text only. Move the rest into a user message.',
    )
  }
  return content
}

/** Merging may have put text before results, which Anthropic refuses. */
function resultsFirst(message: Message): Message {
  if (message.role !== 'user') return message
  const isResult = (block: JsonObject) => block.type === 'tool_result'
  const results = message.content.filter(isResult)
  return results.length === 0
    ? message
    : { ...message, content: [...results, ...message.content.filter(block => !isResult(block))] }
}

/** A reply that the model shall continue must not end in white space. */
function withoutTrailingSpace(messages: Message[]): Message[] {
  const last = messages.at(-1)
  const block = last?.content.at(-1)
  if (last?.role !== 'assistant' || block?.type !== 'text' || typeof block.text !== 'string') return messages
  const trimmed = { ...block, text: block.text.trimEnd() }
  return [...messages.slice(0, -1), { ...last, content: [...last.content.slice(0, -1), trimmed] }]
}
