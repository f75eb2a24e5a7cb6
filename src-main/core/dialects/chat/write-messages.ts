import type { Block, ReasoningBlock, ToolCallBlock, ToolResultBlock, Turn } from '../../conversation.ts'
import { wrapInput } from '../../custom-input.ts'
import { isObject, type JsonObject, parseJson } from '../../json.ts'
import { loseOwnFields } from '../../own-fields.ts'
import { phasePaths } from '../../phase.ts'
import { foldSystemTurns, splitLeading } from '../../system-turns.ts'
import { wireCallId } from '../../tool-names.ts'
import { pairToolResults } from '../../tool-pairs.ts'
import type { Page } from './page.ts'
import { contentOf, limitBreakpoints, writeParts } from './write-parts.ts'
import { callExtras, writeReasoning } from './write-reasoning.ts'
import { writeResults } from './write-results.ts'

/** Prints the turns as messages: neighbouring assistant turns are one, results stand right after their calls. */
export function writeMessages(page: Page): JsonObject[] {
  const { conversation, target, ledger } = page
  const paired = pairToolResults(joinAssistantTurns(conversation.turns))
  for (const path of conversation.turns.flatMap(phasePaths)) ledger.lose('phase_dropped', path)
  const isLeading = target.quirks.systemTurns === 'leading'
  const folded = isLeading ? foldSystemTurns(paired.turns) : { turns: paired.turns, losses: [] }
  for (const { code, path } of [...paired.losses, ...folded.losses]) ledger.lose(code, path)
  const turns = isLeading ? joinLeading(folded.turns) : folded.turns
  const messages = turns.flatMap(turn => writeTurn(turn, page))
  return target.quirks.cacheBreakpoints === 'prompt_cache_breakpoint'
    ? limitBreakpoints(messages, page)
    : messages
}

/** Responses has an item for each reasoning, text and call of one answer: in Chat they are one message. */
function joinAssistantTurns(turns: readonly Turn[]): Turn[] {
  const joined: Turn[] = []
  for (const turn of turns) {
    const last = joined.at(-1)
    if (turn.role === 'assistant' && last?.role === 'assistant' && last.name === turn.name) {
      joined[joined.length - 1] = { ...last, blocks: [...last.blocks, ...turn.blocks] }
    } else joined.push(turn)
  }
  return joined
}

/** Templates that want the system message first want a single one. */
function joinLeading(turns: readonly Turn[]): Turn[] {
  const { leading, rest } = splitLeading(turns)
  const [first] = leading
  return first ? [{ ...first, blocks: leading.flatMap(turn => turn.blocks) }, ...rest] : rest
}

function writeTurn(turn: Turn, page: Page): JsonObject[] {
  const { ledger, target } = page
  switch (turn.role) {
    case 'user':
      return writeUser(turn, page)
    case 'assistant':
      return writeAssistant(turn, page)
    case 'system':
    case 'developer': {
      const parts = writeParts(turn.blocks, page)
      if (parts.some(part => part.type !== 'text')) {
        ledger.refuse(
          turn.path,
          'Instructions of a Chat model are text only. Move the rest into a user message.',
        )
      }
      if (parts.length === 0 && turn.blocks.length > 0) return []
      if (target.quirks.instructionRole === 'user') ledger.lose('system_turn_as_user', turn.path)
      return [{ role: target.quirks.instructionRole, ...named(turn), content: contentOf(parts, page) }]
    }
  }
}

function writeUser(turn: Turn, page: Page): JsonObject[] {
  const results = turn.blocks.filter(isResult)
  const parts = writeParts(turn.blocks, page)
  const messages = writeResults(results, page)
  // A turn that held nothing but results, or nothing that could be kept, is no empty message.
  if (parts.length === 0 && turn.blocks.length > 0) return messages
  return [...messages, { role: 'user', ...named(turn), content: contentOf(parts, page) }]
}

function writeAssistant(turn: Turn, page: Page): JsonObject[] {
  const thoughts = turn.blocks.filter(isReasoning)
  const extras = callExtras(thoughts, page)
  const written = turn.blocks
    .filter(isCall)
    .map(call => writeCall(call, extras.get(wireCallId(call.id)), page))
  const calls = withProof(written, page)
  const reasoning = withMissing(writeReasoning(thoughts, page), calls.length > 0, page)
  const parts = writeParts(turn.blocks, page)
  if (parts.length + calls.length + Object.keys(reasoning).length === 0 && turn.blocks.length > 0) return []
  const [only] = parts
  // OpenAI gives a refusal in a field of its own, and takes it back there.
  const isRefusal = parts.length === 1 && only?.type === 'refusal'
  return [
    {
      role: 'assistant',
      ...named(turn),
      content: isRefusal || (parts.length === 0 && calls.length > 0) ? null : contentOf(parts, page),
      ...(isRefusal && { refusal: only.refusal }),
      ...reasoning,
      ...(calls.length > 0 && { tool_calls: calls }),
    },
  ]
}

/**
 * Models that want their reasoning back refuse calls of the history without the field (musistudio/claude-code-router#1050), and
 * another model's calls never had any: then it is there, and empty.
 */
function withMissing(reasoning: JsonObject, hasCalls: boolean, { target: { quirks } }: Page): JsonObject {
  const isWanted = hasCalls && quirks.reasoningField === 'reasoning_content' && !quirks.openaiParameters
  return isWanted && reasoning.reasoning_content === undefined
    ? { ...reasoning, reasoning_content: '' }
    : reasoning
}

/** Gemini signs the first of the calls that it makes at a time, and refuses to go on from a turn without: another model's. */
function withProof(calls: JsonObject[], { target: { quirks } }: Page): JsonObject[] {
  const [first, ...others] = calls
  const isProven = calls.some(call => call.extra_content !== undefined)
  if (!first || !quirks.standInProof || isProven) return calls
  return [{ ...first, extra_content: quirks.standInProof }, ...others]
}

function writeCall(call: ToolCallBlock, extra: JsonObject | undefined, page: Page): JsonObject {
  const { names, target, ledger } = page
  const id = wireCallId(call.id)
  loseOwnFields(call, ledger)
  if (call.cache) ledger.lose('cache_breakpoint_dropped', call.path)
  const name = names.wire(call)
  if (call.kind === 'custom' && target.quirks.customTools) {
    return { id, type: 'custom', custom: { name, input: call.input } }
  }
  const args = call.kind === 'custom' ? wrapInput(call.input) : writeArguments(call, page)
  return { id, type: 'function', function: { name, arguments: args }, ...(extra && { extra_content: extra }) }
}

/** Many servers parse the arguments of the history: what is no JSON is packed, but OpenAI takes back what it said. */
function writeArguments({ input, path }: ToolCallBlock, { target, ledger }: Page): string {
  if (input.trim() === '') return '{}'
  if (target.quirks.openaiParameters || isObject(parseJson(input))) return input
  ledger.lose('arguments_not_json', path)
  return JSON.stringify({ _raw: input })
}

const named = (turn: Turn): JsonObject => (turn.name === undefined ? {} : { name: turn.name })
const isResult = (block: Block): block is ToolResultBlock => block.type === 'tool-result'
const isReasoning = (block: Block): block is ReasoningBlock => block.type === 'reasoning'
const isCall = (block: Block): block is ToolCallBlock => block.type === 'tool-call'
