import type {
  NamespaceTool,
  ToolSearchTool,
  WebSearchTool,
  CustomTool as WireCustomTool,
  FunctionTool as WireFunctionTool,
} from 'openai/resources/responses/responses'
import type { Conversation, CustomTool, FunctionTool, HostedTool, Tool } from '../../conversation.ts'
import { WRAPPED_PARAMETERS } from '../../custom-input.ts'
import { dropHosted } from '../../hosted-tools.ts'
import type { JsonObject } from '../../json.ts'
import { asObject, asString } from '../../json.ts'
import type { Ledger } from '../../ledger.ts'
import type { Target } from '../../target.ts'
import { writeExtras } from '../../tool-extras.ts'
import type { ToolNames } from '../../tool-names.ts'
import { toolSchema, withoutKeywords } from '../../tool-schema.ts'
import { isClientTool } from './client-tools.ts'
import { refuse } from './refusals.ts'

/** What tools and choices among them are written with. */
export interface ToolContext {
  readonly conversation: Conversation
  readonly target: Target
  readonly names: ToolNames
  readonly ledger: Ledger
}

type WireTool =
  | WireFunctionTool
  | WireCustomTool
  | ToolSearchTool
  | WebSearchTool
  | NamespaceTool
  | JsonObject

/** The tool list in the target's words: namespaces and freeform tools where it has them, plain functions elsewhere. */
export function writeTools(context: ToolContext): WireTool[] {
  const { conversation, target } = context
  const native = target.quirks.toolNamespaces
  const out: WireTool[] = []
  const groups = new Map<string, NamespaceTool>()
  for (const tool of conversation.tools) {
    // A tool that a replayed search output or `additional_tools` brings along is listed there.
    if (native && tool.path.startsWith('input[') && !isAdditional(tool, conversation)) continue
    // Only a search of Responses' own can bring up what is hidden.
    if (tool.deferred && !(native && conversation.from === 'responses')) continue
    const written = writeTool(tool, context)
    if (!written) continue
    if (tool.cache) context.ledger.lose('cache_breakpoint_dropped', tool.path)
    if (!native || tool.namespace === undefined) {
      out.push(written)
      continue
    }
    const group = groups.get(tool.namespace) ?? namespaceTool(tool.namespace, conversation)
    if (!groups.has(tool.namespace)) out.push(group)
    groups.set(tool.namespace, group)
    // Only functions and freeform tools have a namespace, and both may stand in one.
    group.tools.push(written as NamespaceTool['tools'][number])
  }
  return out
}

const isAdditional = (tool: Tool, { body }: Conversation): boolean => {
  const index = Number(/^input\[(\d+)\]/.exec(tool.path)?.[1])
  const input = Array.isArray(body.input) ? body.input : []
  return asObject(input[index]).type === 'additional_tools'
}

function namespaceTool(name: string, { body }: Conversation): NamespaceTool {
  const declared = Array.isArray(body.tools) ? body.tools.map(asObject) : []
  const own = declared.find(tool => tool.type === 'namespace' && tool.name === name)
  return {
    type: 'namespace',
    name,
    description: asString(own?.description) ?? `Tools of ${name}.`,
    tools: [],
  }
}

function writeTool(tool: Tool, context: ToolContext): WireTool | undefined {
  switch (tool.type) {
    case 'function':
      if (isClientTool(tool.kind) && context.target.quirks.hostedTools.includes(tool.kind))
        return tool.raw ?? { type: tool.kind }
      return tool.kind === 'tool_search' && context.target.quirks.toolNamespaces
        ? ({
            type: 'tool_search',
            execution: 'client',
            ...about(tool),
            parameters: tool.parameters ?? EMPTY_SCHEMA,
          } satisfies ToolSearchTool)
        : writeFunction(tool, context)
    case 'custom':
      return writeCustom(tool, context)
    case 'hosted':
      return writeHosted(tool, context)
  }
}

const EMPTY_SCHEMA = { type: 'object', properties: {} }

const about = ({ description }: Tool) => (description === undefined ? {} : { description })

const deferral = (tool: Tool, { target }: ToolContext) =>
  tool.deferred && target.quirks.toolNamespaces ? { defer_loading: true } : {}

const nameOf = (tool: Tool, { names, target }: ToolContext): string =>
  target.quirks.toolNamespaces ? names.wire({ name: tool.name }) : names.wire(tool)

/** Only OpenAI knows what its tools may say besides. */
const extrasOf = (tool: Tool, { target, ledger }: ToolContext): JsonObject =>
  writeExtras(tool, target.quirks.openaiParameters ? 'responses' : undefined, ledger)

/** `strict` is always said: left out, OpenAI would rewrite the schema to its strict form. */
function writeFunction(tool: FunctionTool, context: ToolContext): WireFunctionTool {
  const { target, ledger } = context
  // OpenAI refuses alternatives at the root of a schema; others take them.
  const { schema, flattened } = target.quirks.openaiParameters
    ? toolSchema(tool.parameters)
    : { schema: tool.parameters ?? EMPTY_SCHEMA, flattened: false }
  if (flattened) ledger.lose('schema_flattened', tool.path)
  return {
    ...extrasOf(tool, context),
    type: 'function',
    name: nameOf(tool, context),
    ...about(tool),
    parameters: withoutKeywords(schema, target, () => ledger.lose('schema_simplified', tool.path)),
    strict: !flattened && (tool.strict ?? false),
    ...deferral(tool, context),
  }
}

function writeCustom(tool: CustomTool, context: ToolContext): WireTool {
  const { grammar } = tool
  const name = nameOf(tool, context)
  const extras = extrasOf(tool, context)
  if (!context.target.quirks.customTools) {
    const rules = grammar && `The input must match this ${grammar.syntax} grammar:\n${grammar.definition}`
    const description = [tool.description, rules].filter(Boolean).join('\n\n')
    const parameters: JsonObject = { ...WRAPPED_PARAMETERS, required: [...WRAPPED_PARAMETERS.required] }
    return { type: 'function', name, ...(description && { description }), parameters, strict: false }
  }
  const format = grammar && ({ type: 'grammar', ...grammar } as WireCustomTool['format'])
  return {
    ...extras,
    type: 'custom',
    name,
    ...about(tool),
    ...(format && { format }),
    ...deferral(tool, context),
  }
}

/** What the endpoint calls a hosted tool: the tool's own type, or any web search for a web search. */
export function hostedType(tool: HostedTool, known: readonly string[]): string | undefined {
  const own = tool.dialect === 'responses' && known.find(type => type === tool.value.type)
  return own || (tool.search && known.find(type => type.startsWith('web_search')))
}

/** Hosted tools that the endpoint does not run are left out, unless the client insists on this one. */
function writeHosted(tool: HostedTool, { target, ledger, conversation }: ToolContext): WireTool | undefined {
  const { hostedTools } = target.quirks
  if (tool.mcp) return writeMcp(tool.mcp, tool, hostedTools.includes('mcp'))
  // Which servers there are, and which of their tools are allowed, is said by themselves; tools that are not cannot be said.
  if (tool.value.type === 'mcp_toolset' && hostedTools.includes('mcp')) {
    const { enabled, ...more } = asObject(tool.value.default_config)
    if (Object.keys(more).length > 0) ledger.lose('unsupported_parameter', `${tool.path}.default_config`)
    if (tool.value.configs && enabled !== false) ledger.lose('unsupported_parameter', `${tool.path}.configs`)
    return undefined
  }
  const type = hostedType(tool, hostedTools)
  if (type !== undefined && tool.value.type === type) return tool.value
  if (type !== undefined) {
    writeExtras(tool, undefined, ledger)
    const size = tool.search?.contextSize
    const location = tool.search?.location
    const domains = tool.search?.allowedDomains
    if (tool.search?.blockedDomains) ledger.lose('unsupported_parameter', `${tool.path}.blocked_domains`)
    if (tool.search?.maxUses !== undefined) ledger.lose('unsupported_parameter', `${tool.path}.max_uses`)
    return {
      type,
      ...(size !== undefined && { search_context_size: size }),
      ...(domains && { filters: { allowed_domains: [...domains] } }),
      ...(location && {
        user_location: { type: 'approximate', ...asObject(location.approximate ?? location) },
      }),
    }
  }
  const choice = conversation.toolChoice
  if (choice?.type === 'tool' && choice.tool.name === tool.name)
    return refuse(tool.path, `"${tool.name}" is run by its provider, and ${target.provider} does not run it.`)
  dropHosted(tool, ledger)
  return undefined
}

/** A server of MCP that the provider calls without asking, as Anthropic does. */
function writeMcp(
  server: NonNullable<HostedTool['mcp']>,
  { path }: HostedTool,
  isKnown: boolean,
): JsonObject {
  if (!isKnown) return refuse(path, `this model cannot call the MCP server "${server.label}". Take it out.`)
  const { label, url, authorization, allowedTools } = server
  return {
    type: 'mcp',
    server_label: label,
    server_url: url,
    require_approval: 'never',
    ...(authorization !== undefined && { authorization }),
    ...(allowedTools && { allowed_tools: [...allowedTools] }),
  }
}
