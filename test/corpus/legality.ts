import type { Dialect } from '../../src-main/core/conversation.ts'
import {
  asArray,
  asObject,
  asString,
  isObject,
  type JsonObject,
  parseJson,
} from '../../src-main/core/json.ts'

/** What the provider of a dialect would refuse in a request, in words; empty where it is legal. */
export const illegalities = (dialect: Dialect, body: JsonObject): string[] => [
  ...(typeof body.model === 'string' ? [] : ['no model']),
  ...(JSON.stringify(body).includes('pb1.j.') ? ['an envelope of ours goes upstream'] : []),
  ...RULES[dialect](body),
]

const RULES: Readonly<Record<Dialect, (body: JsonObject) => string[]>> = {
  chat: body => [
    ...chatMessages(objects(body.messages)),
    ...namedTools(body, objects(body.tools).map(chatTool)),
  ],
  responses: body => [
    ...responsesItems(objects(body.input)),
    ...namedTools(body, objects(body.tools).filter(isNamed)),
    ...objects(body.tools).flatMap(strictness),
    ...(Number(body.max_output_tokens ?? 16) < 16 ? ['max_output_tokens below 16'] : []),
  ],
  messages: body => [
    ...turns(objects(body.messages)),
    ...namedTools(
      body,
      objects(body.tools).filter(tool => !isToolset(tool)),
    ),
    ...mcpServers(body),
    ...objects(body.tools).flatMap(inputSchema),
    ...(Number.isInteger(body.max_tokens) ? [] : ['no max_tokens']),
    ...thinkingBudget(body),
  ],
}

const objects = (value: unknown): JsonObject[] => asArray(value).map(asObject)
const ids = (list: readonly JsonObject[], field: string) => list.map(entry => asString(entry[field]) ?? '')

/** Chat: results follow their calls at once, one each; nobody else says nothing. */
function chatMessages(messages: readonly JsonObject[]): string[] {
  const wrong: string[] = []
  let due: string[] = []
  for (const [at, message] of messages.entries()) {
    const here = `messages[${at}] (${message.role})`
    if (message.role === 'tool') {
      const id = asString(message.tool_call_id) ?? ''
      if (!due.includes(id)) wrong.push(`${here} answers no open call: ${id}`)
      due = due.filter(each => each !== id)
      continue
    }
    if (due.length > 0) wrong.push(`${here} comes before the results of ${due}`)
    const calls = objects(message.tool_calls)
    due = ids(calls, 'id')
    for (const { function: called } of calls.filter(call => call.type === 'function'))
      if (!isObject(parseJson(asString(asObject(called).arguments) ?? '')))
        wrong.push(`${here} has arguments that are no JSON object`)
    const isSilent =
      message.content === null ||
      asArray(message.content).length + (asString(message.content) ?? '').length === 0
    if (message.content === null && calls.length === 0 && !message.refusal && !message.reasoning_content)
      wrong.push(`${here} is null`)
    if (isSilent && message.role !== 'assistant' && message.content !== '') wrong.push(`${here} says nothing`)
  }
  return due.length > 0 ? [...wrong, `no results of ${due}`] : wrong
}

/** Responses: an output for each call, after it; parts of the kind that the role may say. */
function responsesItems(items: readonly JsonObject[]): string[] {
  const wrong: string[] = []
  const open = new Set<string>()
  for (const [at, item] of items.entries()) {
    const type = asString(item.type) ?? 'message'
    const here = `input[${at}] (${type})`
    const id = asString(item.call_id) ?? ''
    if (/^(function|custom_tool)_call$/.test(type)) open.add(id)
    if (/^(function|custom_tool)_call_output$/.test(type) && !open.delete(id))
      wrong.push(`${here} answers no open call: ${id}`)
    if (type !== 'message') continue
    const allowed = item.role === 'assistant' ? /^(output_text|refusal)$/ : /^input_(text|image|file|audio)$/
    for (const part of objects(item.content))
      if (!allowed.test(String(part.type))) wrong.push(`${here}: ${item.role} says ${part.type}`)
  }
  return open.size > 0 ? [...wrong, `no outputs of ${[...open]}`] : wrong
}

/** Messages: roles alternate, results stand first in the turn after their calls, nothing is empty. */
function turns(messages: readonly JsonObject[]): string[] {
  const wrong: string[] = []
  let due: string[] = []
  let before = ''
  for (const [at, message] of messages.entries()) {
    const role = asString(message.role) ?? ''
    const here = `messages[${at}] (${role})`
    const blocks =
      typeof message.content === 'string'
        ? [{ type: 'text', text: message.content }]
        : objects(message.content)
    const results = blocks.filter(block => block.type === 'tool_result')
    if (role === before) wrong.push(`${here} follows its own role`)
    if (blocks.length === 0) wrong.push(`${here} has no content`)
    if (blocks.some(block => block.type === 'text' && asString(block.text)?.trim() === ''))
      wrong.push(`${here} has an empty text`)
    if (blocks.slice(0, results.length).some(block => block.type !== 'tool_result'))
      wrong.push(`${here}: results do not stand first`)
    const answered = ids(results, 'tool_use_id')
    if ([...answered].sort().join() !== [...due].sort().join())
      wrong.push(`${here} answers ${answered}, due are ${due}`)
    due = ids(
      blocks.filter(block => block.type === 'tool_use'),
      'id',
    )
    before = role
  }
  return due.length > 0 ? [...wrong, `no results of ${due}`] : wrong
}

const chatTool = (tool: JsonObject) => asObject(tool[String(tool.type)])
const isNamed = (tool: JsonObject) => tool.type === 'function' || tool.type === 'custom'

const isToolset = (tool: JsonObject) => tool.type === 'mcp_toolset'

/** Messages: each MCP server has one set of tools, and each set its server; the first beta knew no sets. */
function mcpServers(body: JsonObject): string[] {
  const servers = ids(objects(body.mcp_servers), 'name').sort()
  const toolsets = ids(objects(body.tools).filter(isToolset), 'mcp_server_name').sort()
  return toolsets.length === 0 || servers.join() === toolsets.join()
    ? []
    : [`servers ${servers}, toolsets of ${toolsets}`]
}

/** Names are legal and differ; a tool that must be called is there. */
function namedTools(body: JsonObject, tools: readonly JsonObject[]): string[] {
  const names = ids(tools, 'name')
  const choice = asObject(body.tool_choice)
  const forced = asString(choice.name) ?? asString(asObject(choice.function).name)
  return [
    ...names.filter(name => !/^[a-zA-Z0-9_-]{1,64}$/.test(name)).map(name => `tool name ${name}`),
    ...(new Set(names).size < names.length ? [`tools of one name: ${names}`] : []),
    ...(forced !== undefined && !names.includes(forced)
      ? [`tool_choice names ${forced}, which is not there`]
      : []),
    ...(body.tool_choice !== undefined && asArray(body.tools).length === 0
      ? ['tool_choice without tools']
      : []),
  ]
}

/** OpenAI makes a tool strict that does not say what it wants. */
const strictness = (tool: JsonObject): string[] => [
  ...(tool.type === 'function' && typeof tool.strict !== 'boolean'
    ? [`tool ${tool.name} does not say whether it is strict`]
    : []),
  ...(tool.type === 'function' && tool.parameters === undefined
    ? [`tool ${tool.name} has no parameters`]
    : []),
]

const inputSchema = (tool: JsonObject): string[] =>
  (tool.type === undefined || tool.type === 'custom') && asObject(tool.input_schema).type !== 'object'
    ? [`tool ${tool.name} has no object as its input`]
    : []

function thinkingBudget({ thinking, max_tokens }: JsonObject): string[] {
  const { type, budget_tokens } = asObject(thinking)
  const isLegal =
    type !== 'enabled' || (Number(budget_tokens) >= 1024 && Number(budget_tokens) < Number(max_tokens))
  return isLegal ? [] : [`a budget of ${budget_tokens} of ${max_tokens} tokens`]
}
