import { cacheField } from '../../cache-breakpoint.ts'
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
import type { JsonObject } from '../../json.ts'
import { isForced, loosen } from '../../tool-choice.ts'
import { writeExtras } from '../../tool-extras.ts'
import { toolSchema, withoutKeywords } from '../../tool-schema.ts'
import type { Page } from './page.ts'

/** Tools and the choice among them, as body fields. */
export function writeTools(page: Page): JsonObject {
  const { conversation } = page
  const allowed = conversation.toolChoice?.type === 'allowed' ? conversation.toolChoice : undefined
  const isFiltered = allowed !== undefined && !page.target.quirks.openaiParameters
  const offered = visibleTools(conversation).filter(tool => !isFiltered || isNamed(tool, allowed.tools))
  if (isFiltered) page.ledger.lose('tools_filtered', 'tool_choice')
  const callable = offered.filter(tool => tool.type !== 'hosted')
  const hosted = offered.filter(tool => tool.type === 'hosted')
  const search = hosted.map(tool => writeHosted(tool, page)).find(options => options !== undefined)
  const tools = callable.map(tool => writeTool(tool, page))
  const choice = writeChoice(loosen(conversation.toolChoice, page), callable, page)
  if (tools.length === 0 && isForced(conversation.toolChoice)) tellUnforced(search !== undefined, page)
  return {
    ...(tools.length > 0 && { tools }),
    ...(search && { web_search_options: search }),
    // OpenAI refuses both where there are no tools.
    ...(tools.length > 0 && choice !== undefined && { tool_choice: choice }),
    ...(tools.length > 0 &&
      conversation.parallelToolCalls !== undefined && {
        parallel_tool_calls: conversation.parallelToolCalls,
      }),
  }
}

/** A call cannot be forced where no tool is left; a web search is all that Chat can have instead, and it cannot be forced. */
function tellUnforced(searches: boolean, { ledger }: Page): void {
  if (searches) ledger.lose('unsupported_parameter', 'tool_choice')
  else ledger.refuse('tool_choice', 'A tool call is forced, but there is no tool that this model can have.')
}

/**
 * Deferred tools stay hidden until a search of the client names them, after which their reader no longer calls them deferred. Where
 * the provider would have searched, all of them are shown, as nothing else could find them.
 */
function visibleTools({ tools }: Conversation): readonly Tool[] {
  const isSearchedUpstream = tools.some(tool => tool.type === 'hosted' && /^tool_search/.test(tool.name))
  return isSearchedUpstream ? tools : tools.filter(tool => !tool.deferred)
}

const isNamed = (tool: Tool, references: readonly ToolReference[]): boolean =>
  references.some(({ name, namespace }) => name === tool.name && namespace === tool.namespace)

function writeTool(tool: FunctionTool | CustomTool, page: Page): JsonObject {
  const written = tool.type === 'custom' ? writeCustom(tool, page) : writeFunction(tool, page)
  writeExtras(tool, undefined, page.ledger)
  if (!tool.cache) return written
  if (page.target.quirks.cacheBreakpoints === 'cache_control') {
    return { ...written, ...cacheField(tool.cache, tool.path, page) }
  }
  page.ledger.lose('cache_breakpoint_dropped', tool.path)
  return written
}

function writeFunction(tool: FunctionTool, { names, target, ledger }: Page): JsonObject {
  // OpenAI refuses alternatives at the root of a schema; others take them.
  const { schema: whole, flattened } = target.quirks.openaiParameters
    ? toolSchema(tool.parameters)
    : { schema: tool.parameters, flattened: false }
  if (flattened) ledger.lose('schema_flattened', tool.path)
  const schema = whole && withoutKeywords(whole, target, () => ledger.lose('schema_simplified', tool.path))
  return {
    type: 'function',
    function: {
      name: names.wire(tool),
      ...(tool.description !== undefined && { description: tool.description }),
      ...(tool.parameters && { parameters: schema }),
      ...(tool.strict !== undefined && { strict: tool.strict && !flattened }),
    },
  }
}

function writeCustom(tool: CustomTool, { names, target }: Page): JsonObject {
  const { grammar } = tool
  const name = names.wire(tool)
  if (target.quirks.customTools) {
    const described = tool.description === undefined ? {} : { description: tool.description }
    const format = grammar && { format: { type: 'grammar', grammar: { ...grammar } } }
    return { type: 'custom', custom: { name, ...described, ...format } }
  }
  const rule = grammar && `The input follows this ${grammar.syntax} grammar:\n${grammar.definition}`
  const description = [tool.description, 'Give the whole input as plain text in "input".', rule]
  return {
    type: 'function',
    function: {
      name,
      description: description.filter(Boolean).join('\n\n'),
      parameters: { ...WRAPPED_PARAMETERS, required: ['input'] },
    },
  }
}

/** Web search is the one hosted tool that Chat has; others are left out, unless the caller insists on them. */
function writeHosted(tool: HostedTool, { conversation, target, ledger }: Page): JsonObject | undefined {
  const { toolChoice } = conversation
  const isKnown = ['web_search', 'web_search_options'].some(type => target.quirks.hostedTools.includes(type))
  if (tool.mcp)
    ledger.refuse(
      tool.path,
      `A Chat Completions model cannot call the MCP server "${tool.name}". Take it out.`,
    )
  if (!tool.search || !isKnown) {
    if (toolChoice?.type === 'tool' && isNamed(tool, [toolChoice.tool])) {
      ledger.refuse(
        'tool_choice',
        `The model cannot run the hosted tool "${tool.name}" that tool_choice forces.`,
      )
    }
    dropHosted(tool, ledger)
    return undefined
  }
  if (tool.dialect === 'chat') return tool.value
  writeExtras(tool, undefined, ledger)
  if (tool.search.maxUses !== undefined) ledger.lose('unsupported_parameter', `${tool.path}.max_uses`)
  const { contextSize, location, allowedDomains, blockedDomains } = tool.search
  if (allowedDomains) ledger.lose('unsupported_parameter', `${tool.path}.allowed_domains`)
  if (blockedDomains) ledger.lose('unsupported_parameter', `${tool.path}.blocked_domains`)
  const { type: _, ...place } = location ?? {}
  return {
    ...(contextSize !== undefined && { search_context_size: contextSize }),
    ...(location && { user_location: { type: 'approximate', approximate: place } }),
  }
}

function writeChoice(choice: ToolChoice | undefined, offered: readonly Tool[], page: Page) {
  switch (choice?.type) {
    case undefined:
      return undefined
    case 'auto':
    case 'none':
    case 'required':
      return choice.type
    case 'allowed': {
      if (!page.target.quirks.openaiParameters) return choice.mode
      const tools = choice.tools.map(reference => named(reference, offered, page))
      return { type: 'allowed_tools', allowed_tools: { mode: choice.mode, tools } }
    }
    case 'tool':
      return named(choice.tool, offered, page)
    case 'opaque':
      if (choice.dialect === 'chat') return choice.value
      page.ledger.refuse(
        'tool_choice',
        'Chat Completions cannot force this tool. Use auto, required or a function.',
      )
      return undefined
  }
}

function named(reference: ToolReference, offered: readonly Tool[], { names, target }: Page): JsonObject {
  const tool = offered.find(candidate => isNamed(candidate, [reference]))
  const kind = tool?.type === 'custom' && target.quirks.customTools ? 'custom' : 'function'
  return { type: kind, [kind]: { name: names.wire(reference) } }
}
