import type { FunctionTool, HostedTool, Tool, ToolChoice, ToolReference } from '../../conversation.ts'
import type { Json, JsonObject } from '../../json.ts'
import { asArray, asBoolean, asObject, asString, isObject } from '../../json.ts'
import { toolExtras } from '../../tool-extras.ts'
import { isClientTool, readClientTool } from './client-tools.ts'
import { refuse } from './refusals.ts'

/** Tools as a request lists them: namespaces opened, Chat's nested form (`{type, function: {…}}`) accepted. */
export function readTools(tools: Json | undefined, path: string): Tool[] {
  return asArray(tools).flatMap((tool, index) => {
    const at = `${path}[${index}]`
    if (!isObject(tool)) return refuse(at, 'expected a tool object.')
    if (tool.type !== 'namespace') return [readTool(tool, at)]
    const namespace = asString(tool.name) ?? refuse(`${at}.name`, 'a namespace needs a name.')
    return readTools(tool.tools, `${at}.tools`).map(nested => ({ ...nested, namespace }))
  })
}

function readTool(tool: JsonObject, path: string): Tool {
  const kind = asString(tool.type) ?? 'function'
  if (kind === 'function') return readFunction({ ...tool, ...asObject(tool.function) }, path)
  if (kind === 'custom') return readCustom({ ...tool, ...asObject(tool.custom) }, path)
  if (kind === 'tool_search' && tool.execution === 'client') return readSearch(tool, path)
  return (isClientTool(kind) && readClientTool(kind, tool, path)) || readHosted(kind, tool, path)
}

const about = (tool: JsonObject) => {
  const description = asString(tool.description)
  return {
    ...(description !== undefined && { description }),
    ...(tool.defer_loading === true && { deferred: true }),
    ...toolExtras('responses', tool, KNOWN),
  }
}

/** The fields of a tool, a search's included, that have a canonical place. */
const KNOWN: ReadonlySet<string> = new Set([
  ...['type', 'name', 'description', 'parameters', 'strict', 'format', 'defer_loading', 'execution'],
  ...['function', 'custom', 'search_context_size', 'user_location', 'filters'],
])

const nameOf = (tool: JsonObject, path: string): string =>
  asString(tool.name) || refuse(`${path}.name`, 'a tool needs a name.')

function readFunction(tool: JsonObject, path: string): FunctionTool {
  const strict = asBoolean(tool.strict)
  return {
    type: 'function',
    kind: 'function',
    name: nameOf(tool, path),
    ...about(tool),
    ...(isObject(tool.parameters) && { parameters: tool.parameters }),
    ...(strict !== undefined && { strict }),
    path,
  }
}

function readCustom(tool: JsonObject, path: string): Tool {
  const format = asObject(tool.format)
  // Chat nests the grammar once more.
  const grammar = { ...format, ...asObject(format.grammar) }
  const [syntax, definition] = [asString(grammar.syntax), asString(grammar.definition)]
  const rules = syntax !== undefined && definition !== undefined ? { grammar: { syntax, definition } } : {}
  return { type: 'custom', name: nameOf(tool, path), ...about(tool), ...rules, path }
}

/** The search that the client runs itself is a function everywhere but here. */
const readSearch = (tool: JsonObject, path: string): FunctionTool => ({
  type: 'function',
  kind: 'tool_search',
  name: 'tool_search',
  ...about(tool),
  ...(isObject(tool.parameters) && { parameters: tool.parameters }),
  path,
})

function readHosted(kind: string, tool: JsonObject, path: string): HostedTool {
  const hosted: HostedTool = { type: 'hosted', dialect: 'responses', name: kind, value: tool, path }
  if (!kind.startsWith('web_search')) return hosted
  const contextSize = asString(tool.search_context_size)
  const location = isObject(tool.user_location) ? tool.user_location : undefined
  const allowedDomains = asArray(asObject(tool.filters).allowed_domains).filter(
    domain => typeof domain === 'string',
  )
  return {
    ...hosted,
    ...toolExtras('responses', tool, KNOWN),
    search: {
      ...(contextSize && { contextSize }),
      ...(location && { location }),
      ...(allowedDomains.length > 0 && { allowedDomains }),
    },
  }
}

/**
 * The tools a model may see: a tool that the history names again (`tool_search_output`, `additional_tools`) is no longer
 * hidden. Nothing stays hidden where no search of the client's could bring it up.
 */
export function settleTools(listed: readonly Tool[], fromHistory: readonly Tool[]): Tool[] {
  const shown = fromHistory.map(tool => ({ ...tool, deferred: undefined }))
  const all = new Map<string, Tool>()
  for (const tool of [...listed, ...shown]) {
    const key = JSON.stringify([tool.type === 'hosted' ? tool.path : tool.name, tool.namespace])
    const known = all.get(key)
    all.set(key, known ? { ...tool, path: known.path } : tool)
  }
  const tools = [...all.values()]
  const searchable = tools.some(tool => tool.type === 'function' && tool.kind === 'tool_search')
  return tools.map(({ deferred, ...tool }) => (deferred && searchable ? { ...tool, deferred } : tool))
}

/** `tool_choice` in all its forms; a hosted tool's stays as it is. */
export function readToolChoice(choice: Json | undefined, tools: readonly Tool[]): ToolChoice | undefined {
  if (choice === undefined || choice === null) return undefined
  const type = asString(choice) ?? asString(asObject(choice).type)
  if (type === 'auto' || type === 'none' || type === 'required') return { type }
  const value = asObject(choice)
  if (type === 'function' || type === 'custom') return { type: 'tool', tool: reference(value, tools) }
  if (type && tools.some(tool => tool.type === 'function' && tool.kind === type))
    return { type: 'tool', tool: { name: type } }
  if (type === 'allowed_tools') {
    const allowed = { ...value, ...asObject(value.allowed_tools) }
    const named = asArray(allowed.tools).filter(isObject)
    return {
      type: 'allowed',
      mode: allowed.mode === 'required' ? 'required' : 'auto',
      tools: named.map(tool => reference(tool, tools)),
    }
  }
  return { type: 'opaque', dialect: 'responses', value: choice }
}

/** A choice names no namespace where the name says enough. */
function reference(value: JsonObject, tools: readonly Tool[]): ToolReference {
  const nested = { ...value, ...asObject(value.function), ...asObject(value.custom) }
  const name = asString(nested.name) ?? asString(nested.type) ?? ''
  const namespace =
    asString(nested.namespace) ?? tools.find(tool => tool.type !== 'hosted' && tool.name === name)?.namespace
  return namespace === undefined ? { name } : { name, namespace }
}
