import type {
  Conversation,
  CustomTool,
  FunctionTool,
  HostedTool,
  Tool,
  ToolChoice,
  ToolReference,
} from '../../conversation.ts'
import { WRAPPED_PARAMETERS } from '../../custom-input.ts'
import { dropHosted } from '../../hosted-tools.ts'
import { asNumber, asString, isObject, type JsonObject } from '../../json.ts'
import { isForced, loosen } from '../../tool-choice.ts'
import { writeExtras } from '../../tool-extras.ts'
import { toolSchema, withoutKeywords } from '../../tool-schema.ts'
import { OUTPUT_TOOL, usesOutputTool } from './output-tool.ts'
import { type Page, withCache } from './write-blocks.ts'
import { mcpExtras, mcpServer } from './write-mcp.ts'

/** `tools` and `tool_choice` of a request. */
export interface WrittenTools {
  readonly tools?: JsonObject[]
  readonly tool_choice?: JsonObject
}

/** Prints the tools that the model may see now, and the choice among them. */
export function writeTools(page: Page): WrittenTools {
  const { conversation, target } = page
  const { format } = conversation.options
  if (format?.type === 'schema' && usesOutputTool(conversation, target)) {
    const description = format.description ?? 'Gives the answer in the form that was asked for.'
    const tool = { name: OUTPUT_TOOL, description, input_schema: toolSchema(format.schema).schema }
    return { tools: [tool], tool_choice: { type: 'tool', name: OUTPUT_TOOL } }
  }
  const choice = conversation.toolChoice
  const offered = choice?.type === 'allowed' ? allowedTools(choice.tools, page) : conversation.tools
  const tools = offered.flatMap(tool => {
    const written = writeTool(tool, page)
    return written ? [withCache(written, tool, page)] : []
  })
  if (tools.length === 0) return toolsOfHistory(page)
  return { tools, ...choose(tools, page) }
}

function writeTool(tool: Tool, page: Page): JsonObject | undefined {
  if (tool.type === 'hosted') return writeHosted(tool, page)
  if (tool.type === 'custom') return writeCustom(tool, page)
  return writeFunction(tool, page)
}

function writeFunction(
  tool: FunctionTool,
  { conversation, names, ledger, target }: Page,
): JsonObject | undefined {
  if (conversation.from === 'messages' && tool.raw) {
    const { cache_control: _printedByCache, ...raw } = tool.raw
    return { ...raw, name: names.wire(tool) }
  }
  // Hidden until a search names it, and then no longer deferred. Anthropic's own clients reveal by `tool_reference`.
  if (tool.deferred && conversation.from !== 'messages') return undefined
  writeExtras(tool, 'messages', ledger)
  const { schema: whole, flattened } = toolSchema(tool.parameters)
  if (flattened) ledger.lose('schema_flattened', tool.path)
  const schema = withoutKeywords(whole, target, () => ledger.lose('schema_simplified', tool.path))
  const strict = tool.strict === true && target.quirks.structuredOutput && !flattened
  if (tool.strict === true && !strict) ledger.lose('unsupported_parameter', `${tool.path}.strict`)
  return {
    name: names.wire(tool),
    ...(tool.description !== undefined && { description: tool.description }),
    input_schema: schema,
    ...(strict && { strict }),
    ...(tool.deferred && { defer_loading: true }),
  }
}

function writeCustom(tool: CustomTool, { names, ledger }: Page): JsonObject {
  writeExtras(tool, 'messages', ledger)
  const grammar = tool.grammar
    ? ` It follows this ${tool.grammar.syntax} grammar:\n${tool.grammar.definition}`
    : ''
  const input = {
    ...WRAPPED_PARAMETERS.properties.input,
    description: `The whole input as plain text.${grammar}`,
  }
  return {
    name: names.wire(tool),
    ...(tool.description !== undefined && { description: tool.description }),
    input_schema: {
      ...WRAPPED_PARAMETERS,
      required: [...WRAPPED_PARAMETERS.required],
      properties: { input },
    },
  }
}

/** A hosted tool that the endpoint does not run is dropped: Codex lists `web_search` always. Forcing it is refused. */
function writeHosted(tool: HostedTool, { target, ledger, conversation }: Page): JsonObject | undefined {
  const { hostedTools } = target.quirks
  const type = asString(tool.value.type) ?? ''
  // Servers stand in a field of their own, which goes on as it came.
  if (tool.mcp) return undefined
  if (type === 'mcp_toolset') return tool.value
  const server = mcpServer(tool, target)
  if (server) {
    writeExtras({ ...tool, ...mcpExtras(tool) }, undefined, ledger)
    return server.toolset
  }
  if (tool.dialect === 'messages' && hostedTools.includes(type)) {
    const { cache_control: _printedByCache, ...value } = tool.value
    return value
  }
  const search = tool.search && hostedTools.find(name => name.startsWith('web_search'))
  if (!tool.search || !search) {
    dropHosted(tool, ledger)
    return undefined
  }
  const maxUses = tool.search.maxUses ?? boundedSearch(conversation)
  writeExtras(tool, undefined, ledger)
  if (tool.search.contextSize) ledger.lose('unsupported_parameter', `${tool.path}.search_context_size`)
  return {
    type: search,
    name: 'web_search',
    ...(maxUses !== undefined && { max_uses: maxUses }),
    ...(tool.search.allowedDomains && { allowed_domains: [...tool.search.allowedDomains] }),
    ...(tool.search.blockedDomains && { blocked_domains: [...tool.search.blockedDomains] }),
    ...(isObject(tool.search.location) && {
      user_location: { type: 'approximate', ...tool.search.location },
    }),
  }
}

/** Responses bounds all calls of hosted tools together: with a single one that is its own bound. */
export function boundedSearch({ from, body, tools }: Conversation): number | undefined {
  const [only, ...others] = tools.filter(tool => tool.type === 'hosted')
  return from === 'responses' && only?.search && others.length === 0
    ? asNumber(body.max_tool_calls)
    : undefined
}

function allowedTools(allowed: readonly ToolReference[], { conversation, ledger }: Page): Tool[] {
  ledger.lose('tools_filtered', 'tool_choice')
  return conversation.tools.filter(tool =>
    allowed.some(reference => reference.name === tool.name && reference.namespace === tool.namespace),
  )
}

const CHOICES: Readonly<Record<'auto' | 'none' | 'required', string>> = {
  auto: 'auto',
  none: 'none',
  required: 'any',
}

function choose(tools: readonly JsonObject[], page: Page): Pick<WrittenTools, 'tool_choice'> {
  const { toolChoice, parallelToolCalls } = page.conversation
  const choice = writeChoice(loosen(toolChoice, page), tools, page)
  if (parallelToolCalls !== false || choice?.type === 'none') return choice ? { tool_choice: choice } : {}
  return { tool_choice: { ...(choice ?? { type: 'auto' }), disable_parallel_tool_use: true } }
}

function writeChoice(
  choice: ToolChoice | undefined,
  tools: readonly JsonObject[],
  { names, ledger, conversation }: Page,
): JsonObject | undefined {
  switch (choice?.type) {
    case undefined:
      return undefined
    case 'auto':
    case 'none':
    case 'required':
      return { type: CHOICES[choice.type] }
    case 'allowed':
      return { type: CHOICES[choice.mode] }
    case 'opaque':
      if (choice.dialect === 'messages' && isObject(choice.value)) return choice.value
      ledger.refuse(
        'tool_choice',
        'This tool choice has no counterpart in the Messages API. Choose a function, auto or none.',
      )
      return undefined
    case 'tool': {
      const hosted = conversation.tools.some(tool => tool.type === 'hosted' && tool.name === choice.tool.name)
      const name = hosted ? choice.tool.name : names.wire(choice.tool)
      if (tools.some(tool => tool.name === name)) return { type: 'tool', name }
      ledger.refuse('tool_choice', `The tool "${choice.tool.name}" is forced, but this model cannot have it.`)
      return undefined
    }
  }
}

/** Anthropic refuses a history with calls when no tools are declared: stubs stand for them, and none may be called. */
function toolsOfHistory({ conversation, names, ledger }: Page): WrittenTools {
  const { toolChoice } = conversation
  if (isForced(toolChoice)) {
    ledger.refuse('tool_choice', 'A tool call is forced, but there is no tool that this model can have.')
  }
  const called = new Set(
    conversation.turns.flatMap(turn =>
      turn.blocks.flatMap(block => (block.type === 'tool-call' ? [names.wire(block)] : [])),
    ),
  )
  if (called.size === 0) return {}
  ledger.lose('tools_restored', 'tools')
  const tools = [...called].map(name => ({ name, input_schema: { type: 'object', properties: {} } }))
  return { tools, tool_choice: { type: 'none' } }
}
