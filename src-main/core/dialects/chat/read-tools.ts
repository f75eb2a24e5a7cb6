import type { HostedTool, Tool, ToolChoice, ToolReference } from '../../conversation.ts'
import { asArray, asBoolean, asObject, asString, isObject, type Json, type JsonObject } from '../../json.ts'
import type { Ledger } from '../../ledger.ts'
import { toolExtras } from '../../tool-extras.ts'
import { readCache } from './read-parts.ts'

/**
 * The tools of a request: `tools` in Chat's nested form, but also in the flat form of Responses and Messages, which Cursor mixes
 * in; deprecated `functions`; and `web_search_options`, which switches a hosted tool on.
 */
export function readTools(body: JsonObject, ledger: Ledger): Tool[] {
  const { web_search_options: search } = body
  return [
    ...asArray(body.tools).flatMap((tool, index) => readTool(tool, `tools[${index}]`, undefined, ledger)),
    ...asArray(body.functions).flatMap((tool, index) =>
      readTool(
        isObject(tool) ? { type: 'function', ...tool } : tool,
        `functions[${index}]`,
        undefined,
        ledger,
      ),
    ),
    ...(isObject(search) ? [searchTool(search)] : []),
  ]
}

function readTool(entry: Json, path: string, namespace: string | undefined, ledger: Ledger): Tool[] {
  const tool = asObject(entry)
  const type = asString(tool.type) ?? 'function'
  if (type === 'namespace') {
    return asArray(tool.tools).flatMap((inner, index) =>
      readTool(inner, `${path}.tools[${index}]`, asString(tool.name), ledger),
    )
  }
  const nested = tool[type] ?? tool.function
  const inner = isObject(nested) ? nested : tool
  const isCallable = type === 'function' || type === 'custom'
  if (!isCallable) return [hostedTool(type, tool, path)]
  const name = asString(inner.name)
  if (!name) {
    ledger.refuse(path, 'A tool must have a name.')
    return []
  }
  const cache = readCache(tool) ?? readCache(inner)
  const description = asString(inner.description)
  const base = {
    path,
    name,
    ...(namespace !== undefined && { namespace }),
    ...(description !== undefined && { description }),
    ...((tool.defer_loading === true || inner.defer_loading === true) && { deferred: true }),
    ...(cache && { cache }),
    ...toolExtras(
      'chat',
      isObject(nested) ? { ...tool, [type]: null, function: null, ...inner } : tool,
      KNOWN,
    ),
  }
  if (type === 'custom' && !isObject(inner.input_schema))
    return [{ type: 'custom', ...base, ...readGrammar(inner) }]
  const parameters = inner.parameters ?? inner.input_schema
  const strict = asBoolean(inner.strict)
  return [
    {
      type: 'function',
      kind: 'function',
      ...base,
      ...(isObject(parameters) && { parameters }),
      ...(strict !== undefined && { strict }),
    },
  ]
}

/** What a tool's object says that has a canonical place; the nested object is looked into. */
const KNOWN: ReadonlySet<string> = new Set(
  'type name description parameters input_schema strict format defer_loading cache_control prompt_cache_breakpoint'.split(
    ' ',
  ),
)

/** Chat nests the grammar (`format.grammar.syntax`), Responses does not. */
function readGrammar(tool: JsonObject) {
  const format = asObject(tool.format)
  if (format.type !== 'grammar') return {}
  const { syntax, definition } = isObject(format.grammar) ? format.grammar : format
  return { grammar: { syntax: asString(syntax) ?? 'lark', definition: asString(definition) ?? '' } }
}

const searchTool = (options: JsonObject): HostedTool => ({
  type: 'hosted',
  dialect: 'chat',
  name: 'web_search',
  path: 'web_search_options',
  value: options,
  search: readSearch(options),
  ...toolExtras('chat', options, SEARCH_FIELDS),
})

/** Chat itself has no hosted entries in `tools`: what stands there is meant as Responses' tool of that type. */
const hostedTool = (type: string, tool: JsonObject, path: string): HostedTool => ({
  type: 'hosted',
  dialect: 'responses',
  name: asString(tool.name) ?? type,
  path,
  value: tool,
  ...(/^web_search(_|$)/.test(type) && {
    search: readSearch(tool),
    ...toolExtras('responses', tool, SEARCH_FIELDS),
  }),
})

/** What of a search has a canonical place. */
const SEARCH_FIELDS: ReadonlySet<string> = new Set(['type', 'name', 'search_context_size', 'user_location'])

function readSearch(options: JsonObject): NonNullable<HostedTool['search']> {
  const contextSize = asString(options.search_context_size)
  const location = asObject(options.user_location)
  const { type: _, ...place } = isObject(location.approximate) ? location.approximate : location
  return {
    ...(contextSize !== undefined && { contextSize }),
    ...(Object.keys(place).length > 0 && { location: { type: 'approximate', ...place } }),
  }
}

const PLAIN_CHOICES: Readonly<Record<string, ToolChoice>> = {
  auto: { type: 'auto' },
  none: { type: 'none' },
  required: { type: 'required' },
  any: { type: 'required' },
}

/** `tool_choice` in Chat's forms, and in those of the other two dialects; or deprecated `function_call`. */
export function readToolChoice(body: JsonObject): ToolChoice | undefined {
  const choice = body.tool_choice ?? functionChoice(body.function_call)
  if (choice === null || choice === undefined) return undefined
  const { type, ...rest } = isObject(choice) ? choice : { type: choice }
  const word = asString(type) ?? ''
  if (Object.hasOwn(PLAIN_CHOICES, word)) return PLAIN_CHOICES[word]
  if (word === 'allowed_tools') return allowedTools(isObject(rest.allowed_tools) ? rest.allowed_tools : rest)
  const tool = isObject(choice) ? reference(choice) : undefined
  return tool ? { type: 'tool', tool } : { type: 'opaque', dialect: 'chat', value: choice }
}

const functionChoice = (call: Json | undefined): Json | undefined =>
  isObject(call) ? { type: 'function', function: call } : call

const allowedTools = ({ mode, tools }: JsonObject): ToolChoice => ({
  type: 'allowed',
  mode: mode === 'required' ? 'required' : 'auto',
  tools: asArray(tools).flatMap(tool => reference(asObject(tool)) ?? []),
})

function reference(choice: JsonObject): ToolReference | undefined {
  const type = asString(choice.type) ?? 'function'
  const { name, namespace } = isObject(choice[type]) ? choice[type] : choice
  const called = asString(name) ?? (/^web_search(_|$)/.test(type) ? type : undefined)
  const group = asString(namespace)
  return called === undefined ? undefined : { name: called, ...(group !== undefined && { namespace: group }) }
}
