import type { Block, Role, ToolCallBlock, ToolKind, Turn } from '../../conversation.ts'
import { asArray, asObject, asString, isObject, type Json, type JsonObject } from '../../json.ts'
import type { Ledger } from '../../ledger.ts'
import { readAnnotation } from './annotations.ts'
import { readContent } from './read-parts.ts'
import { readReasoning } from './read-reasoning.ts'

const ROLES: Readonly<Record<string, Role>> = {
  system: 'system',
  developer: 'developer',
  user: 'user',
  assistant: 'assistant',
}

/** A call of the history that results may still refer to. */
interface Call {
  readonly id: string
  readonly kind: ToolKind
}

/** What has been called so far: by id, and by name for deprecated `function` messages, which have no id. */
interface Calls {
  readonly byId: Map<string, Call>
  readonly byName: Map<string, Call>
}

/** The turns of `messages`. Unknown roles are refused with their path. */
export function readTurns(messages: Json[], ledger: Ledger): Turn[] {
  const calls: Calls = { byId: new Map(), byName: new Map() }
  return messages.flatMap((message, index) => {
    const path = `messages[${index}]`
    if (!isObject(message)) {
      ledger.refuse(path, 'A message must be an object with a role and content.')
      return []
    }
    return readMessage(message, path, calls, ledger)
  })
}

function readMessage(message: JsonObject, path: string, calls: Calls, ledger: Ledger): Turn[] {
  const name = asString(message.name)
  const role = asString(message.role) ?? ''
  if (role === 'tool' || role === 'function') return [readResult(message, path, calls, ledger)]
  const known = Object.hasOwn(ROLES, role) ? ROLES[role] : undefined
  if (!known) {
    ledger.refuse(`${path}.role`, `Messages of role "${role}" are not known.`)
    return []
  }
  const content = readContent(message.content, `${path}.content`, ledger)
  const blocks = known === 'assistant' ? readAssistant(message, content, path, calls, ledger) : content
  return [{ role: known, blocks, path, ...(name !== undefined && { name }) }]
}

function readAssistant(
  message: JsonObject,
  content: Block[],
  path: string,
  calls: Calls,
  ledger: Ledger,
): Block[] {
  if (asString(asObject(message.audio).id)) {
    ledger.refuse(`${path}.audio`, 'Earlier audio answers cannot be replayed to another protocol.')
  }
  const refusal = asString(message.refusal)
  const made = readCalls(message, path)
  for (const call of made) {
    calls.byId.set(call.id, call)
    calls.byName.set(call.name, call)
  }
  return [
    ...readReasoning(message, path),
    ...cited(content, message, path, ledger),
    ...(refusal ? [{ type: 'refusal', text: refusal, path: `${path}.refusal` } as const] : []),
    ...readCallProofs(message, path),
    ...made,
  ]
}

/** The content with the sources that its message cites, which stand in its first text. */
function cited(content: Block[], { annotations }: JsonObject, path: string, ledger: Ledger): Block[] {
  const citations = asArray(annotations).flatMap((annotation, index) => {
    const citation = readAnnotation(annotation, 0)
    if (!citation) ledger.lose('citation_dropped', `${path}.annotations[${index}]`)
    return citation ?? []
  })
  const at = content.findIndex(block => block.type === 'text')
  const text = content[at]
  if (citations.length === 0) return content
  if (text?.type === 'text') return content.with(at, { ...text, citations })
  ledger.lose('citation_dropped', `${path}.annotations`)
  return content
}

function readCalls(message: JsonObject, path: string): ToolCallBlock[] {
  const calls = asArray(message.tool_calls).map((entry, index) =>
    readCall(asObject(entry), `${path}.tool_calls[${index}]`),
  )
  if (!isObject(message.function_call)) return calls
  const { name, arguments: input } = message.function_call
  return [
    ...calls,
    {
      type: 'tool-call',
      id: `function_${path.replace(/\D/g, '')}`,
      kind: 'function',
      name: asString(name) ?? '',
      input: argumentsText(input),
      path: `${path}.function_call`,
    },
  ]
}

function readCall(call: JsonObject, path: string): ToolCallBlock {
  const isCustom = call.type === 'custom' || isObject(call.custom)
  const { name, arguments: args, input } = asObject(isCustom ? call.custom : call.function)
  return {
    type: 'tool-call',
    id: asString(call.id) ?? path,
    kind: isCustom ? 'custom' : 'function',
    name: asString(name) ?? '',
    input: isCustom ? (asString(input) ?? '') : argumentsText(args),
    path,
  }
}

/** Gemini binds a thought signature to each call (`extra_content.google`): it travels as the proof of a reasoning block. */
const readCallProofs = (message: JsonObject, path: string): Block[] =>
  asArray(message.tool_calls).flatMap((entry, index) => {
    const { id, extra_content } = asObject(entry)
    if (!isObject(extra_content)) return []
    const item = { tool_call_id: asString(id) ?? '', extra_content }
    const at = `${path}.tool_calls[${index}].extra_content`
    return [{ type: 'reasoning', text: '', proof: { dialect: 'chat', item }, path: at } as const]
  })

/** Arguments as JSON text; some clients replay them as the object that they parsed. */
export const argumentsText = (args: Json | undefined): string =>
  typeof args === 'string' ? args : isObject(args) ? JSON.stringify(args) : ''

function readResult(message: JsonObject, path: string, calls: Calls, ledger: Ledger): Turn {
  const id = asString(message.tool_call_id)
  const call = id === undefined ? calls.byName.get(asString(message.name) ?? '') : calls.byId.get(id)
  const block: Block = {
    type: 'tool-result',
    callId: call?.id ?? id ?? path,
    kind: call?.kind ?? 'function',
    blocks: readContent(message.content, `${path}.content`, ledger),
    isError: false,
    path,
  }
  return { role: 'user', blocks: [block], path }
}
