import type { Block, Turn } from '../../conversation.ts'
import { asArray, asObject, asString, isObject, type Json, type JsonObject } from '../../json.ts'
import type { Failure } from '../../reply.ts'
import { untranslatable } from '../../untranslatable.ts'
import { readContent } from './read-blocks.ts'

/** A change of the tool list in the middle of a conversation (beta `mid-conversation-tool-changes`). */
export type ToolChange =
  | { readonly change: 'add' | 'remove'; readonly name: string }
  | { readonly change: 'define'; readonly definition: JsonObject; readonly path: string }

/** What the messages of a request say, besides their turns. */
export interface ReadTurns {
  readonly turns: readonly Turn[]
  readonly toolChanges: readonly ToolChange[]
  /** The effort that a system message asked for last. */
  readonly effort?: string
}

const ROLES = ['user', 'assistant', 'system'] as const

/** Reads `system` and `messages`. Gives a failure for a message that is none. */
export function readTurns(body: JsonObject): ReadTurns | Failure {
  if (!Array.isArray(body.messages)) {
    return untranslatable('messages', 'messages must be an array of messages.')
  }
  const turns: Turn[] = []
  const toolChanges: ToolChange[] = []
  let effort: string | undefined
  const system = readSystem(body.system)
  if (system.length > 0) turns.push({ role: 'system', blocks: system, path: 'system' })
  const messages = asArray(body.messages)
  const lastUser = messages.findLastIndex(message => isObject(message) && message.role === 'user')
  for (const [index, message] of messages.entries()) {
    const path = `messages[${index}]`
    const role = isObject(message) ? ROLES.find(name => name === message.role) : undefined
    if (!isObject(message) || !role) {
      return untranslatable(`${path}.role`, 'The role of a message must be user, assistant or system.')
    }
    const content = role === 'system' ? withoutChanges(message.content, path, toolChanges) : message.content
    if (role === 'system') effort = asString(asObject(message.output_config).effort) ?? effort
    if (message.clear_at === 'next_user_message' && index < lastUser) continue
    const blocks = readContent(content, `${path}.content`)
    if (blocks.length > 0) turns.push({ role, blocks, path })
  }
  return { turns, toolChanges, effort }
}

/**
 * Claude Code opens `system` with a billing note that changes with every session: it says nothing to a model and would
 * spoil other providers' prompt caches, so only Messages prints it.
 */
function readSystem(system: Json | undefined): Block[] {
  return readContent(system, 'system').map(block =>
    block.type === 'text' && block.text.startsWith('x-anthropic-billing-header:')
      ? {
          type: 'opaque',
          dialect: 'messages',
          kind: 'billing_header',
          value: { type: 'text', text: block.text },
          fate: 'drop',
          path: block.path,
        }
      : block,
  )
}

/** Takes the tool changes out of a system message's content and leaves the rest at its place. */
function withoutChanges(content: Json | undefined, path: string, changes: ToolChange[]): Json | undefined {
  if (!Array.isArray(content)) return content
  return content.map((block, index) => {
    const change = isObject(block) ? readChange(block, `${path}.content[${index}].tool`) : undefined
    if (!change) return block
    changes.push(change)
    return null
  })
}

function readChange(block: JsonObject, path: string): ToolChange | undefined {
  const tool = asObject(block.tool)
  const name = tool.type === 'tool_reference' ? asString(tool.name) : undefined
  if (block.type === 'tool_removal' && name !== undefined) return { change: 'remove', name }
  if (block.type !== 'tool_addition') return undefined
  if (name !== undefined) return { change: 'add', name }
  return isObject(tool.definition)
    ? { change: 'define', definition: tool.definition, path: `${path}.definition` }
    : undefined
}
