import type { Block, FunctionTool, HostedTool, Tool, ToolChoice, Turn } from '../../conversation.ts'
import {
  asArray,
  asBoolean,
  asNumber,
  asObject,
  asString,
  isObject,
  type Json,
  type JsonObject,
} from '../../json.ts'
import { toolExtras } from '../../tool-extras.ts'
import type { ToolChange } from './read-turns.ts'
import { typedTool } from './typed-tools.ts'

/** Fields that a canonical function tool holds; a tool with others keeps the client's own object beside it. */
const PLAIN_FIELDS: ReadonlySet<string> = new Set([
  'type',
  'name',
  'description',
  'input_schema',
  'strict',
  'cache_control',
  'defer_loading',
])

/** The fields of a web search that have a canonical place. */
const SEARCH_FIELDS: ReadonlySet<string> = new Set([
  ...['type', 'name', 'cache_control', 'defer_loading'],
  ...['max_uses', 'allowed_domains', 'blocked_domains', 'user_location'],
])

/**
 * The tools of a request after the changes its messages made. A tool with `defer_loading` stays hidden until a
 * `tool_reference` or a tool addition names it (mapping §3.3 rule 10); where Anthropic's own tool search is listed,
 * nobody else could ever reveal them, so none are hidden.
 */
export function readTools(
  value: Json | undefined,
  turns: readonly Turn[],
  changes: readonly ToolChange[],
): Tool[] {
  const declared = asArray(value).flatMap((tool, index) =>
    isObject(tool) ? [readTool(tool, `tools[${index}]`)] : [],
  )
  const defined = changes.flatMap(change =>
    change.change === 'define' ? [readTool(change.definition, change.path)] : [],
  )
  const revealed = revealedNames(turns)
  const removed = new Set<string>()
  for (const change of changes) {
    const name = change.change === 'define' ? (asString(change.definition.name) ?? '') : change.name
    if (change.change === 'remove') removed.add(name)
    else {
      removed.delete(name)
      revealed.add(name)
    }
  }
  const searchable = declared.some(tool => tool.type === 'hosted' && isToolSearch(tool.value))
  return [...declared, ...defined]
    .filter(tool => !removed.has(tool.name))
    .map(tool =>
      tool.deferred && (searchable || revealed.has(tool.name)) ? { ...tool, deferred: undefined } : tool,
    )
}

const isToolSearch = (value: JsonObject): boolean =>
  (asString(value.type) ?? '').startsWith('tool_search_tool_')

function readTool(value: JsonObject, path: string): Tool {
  const type = asString(value.type) ?? 'custom'
  const base = {
    path,
    name: asString(value.name) ?? type,
    ...(isObject(value.cache_control) && { cache: value.cache_control }),
    ...(value.defer_loading === true && { deferred: true }),
    ...toolExtras('messages', value, type.startsWith('web_search_') ? SEARCH_FIELDS : PLAIN_FIELDS),
  }
  const typed = typedTool(type)
  if (typed) return { ...base, ...typed, type: 'function', kind: 'function', raw: value }
  if (type !== 'custom') return readHosted(value, type, base)
  const strict = asBoolean(value.strict)
  const description = asString(value.description)
  const tool: FunctionTool = {
    ...base,
    type: 'function',
    kind: 'function',
    ...(description !== undefined && { description }),
    ...(isObject(value.input_schema) && { parameters: value.input_schema }),
    ...(strict !== undefined && { strict }),
  }
  return Object.keys(value).every(key => PLAIN_FIELDS.has(key)) ? tool : { ...tool, raw: value }
}

function readHosted(value: JsonObject, type: string, base: { path: string; name: string }): HostedTool {
  const hosted = { ...base, type: 'hosted', dialect: 'messages', value } as const
  if (!type.startsWith('web_search_')) return hosted
  const maxUses = asNumber(value.max_uses)
  const [allowedDomains, blockedDomains] = [names(value.allowed_domains), names(value.blocked_domains)]
  return {
    ...hosted,
    search: {
      ...(isObject(value.user_location) && { location: value.user_location }),
      ...(maxUses !== undefined && { maxUses }),
      ...(allowedDomains.length > 0 && { allowedDomains }),
      ...(blockedDomains.length > 0 && { blockedDomains }),
    },
  }
}

const names = (list: unknown): string[] => asArray(list).filter(name => typeof name === 'string')

function revealedNames(turns: readonly Turn[]): Set<string> {
  const names = new Set<string>()
  const look = (block: Block): void => {
    if (block.type === 'tool-result') block.blocks.forEach(look)
    if (block.type !== 'opaque') return
    if (block.kind === 'tool_reference') names.add(asString(block.value.tool_name) ?? '')
    if (block.kind !== 'tool_search_tool_result') return
    for (const reference of asArray(asObject(block.value.content).tool_references)) {
      names.add(asString(asObject(reference).tool_name) ?? '')
    }
  }
  for (const turn of turns) turn.blocks.forEach(look)
  return names
}

const CHOICES: Readonly<Record<string, 'auto' | 'none' | 'required'>> = {
  auto: 'auto',
  none: 'none',
  any: 'required',
}

/** `tool_choice`, and whether it forbids several calls in one reply. */
export function readToolChoice(value: Json | undefined): {
  toolChoice?: ToolChoice
  parallelToolCalls?: boolean
} {
  if (!isObject(value)) return {}
  const parallel = asBoolean(value.disable_parallel_tool_use)
  const type = CHOICES[asString(value.type) ?? '']
  const name = value.type === 'tool' ? asString(value.name) : undefined
  const toolChoice: ToolChoice = type
    ? { type }
    : name !== undefined
      ? { type: 'tool', tool: { name } }
      : { type: 'opaque', dialect: 'messages', value }
  return { toolChoice, ...(parallel !== undefined && { parallelToolCalls: !parallel }) }
}
