import type { Conversation, CustomTool, FunctionTool } from '../core/conversation.ts'
import { asObject, asString, type Json, type JsonObject } from '../core/json.ts'
import type { Prompt } from './prompt.ts'
import { instanceOf } from './schema-instance.ts'

type Callable = FunctionTool | CustomTool

/** A call that the demo model makes. */
export interface PlannedCall {
  readonly tool: Callable
  readonly input: string
}

const FILE = /(?:[\w.-]+\/|\/)*[\w-][\w.-]*\.[a-z]\w{0,7}\b/i
const EVERY_FILE = new RegExp(FILE, 'gi')
const READS = /\b(?:read|open|show|print|cat|display)\b/i
const READER = /^(?:read|view|open|cat)(?:_?file)?$/i
const SHELL = /^(?:exec_command|shell|shell_command|bash|run_command|terminal|local_shell)$/i

/**
 * The calls that the user's words ask for, with arguments made from the tool's schema; none: words are enough. Several files
 * are read by as many calls at once, where the request allows that.
 */
export function chooseCalls(conversation: Conversation, prompt: Prompt): PlannedCall[] {
  const tools = offered(conversation)
  const tool = forced(conversation, tools) ?? wanted(tools, prompt) ?? required(conversation, tools)
  if (!tool) return []
  const files = [...new Set(prompt.text.match(EVERY_FILE))]
  const isParallel = READS.test(prompt.text) && conversation.parallelToolCalls !== false
  if (!isParallel || files.length < 2) return [{ tool, input: inputOf(tool, prompt) }]
  return files.map(file => ({ tool, input: inputOf(tool, { ...prompt, text: `Read ${file}` }) }))
}

function offered({ tools, toolChoice }: Conversation): Callable[] {
  if (toolChoice?.type === 'none') return []
  const callable = tools.filter(tool => tool.type !== 'hosted').filter(tool => !tool.deferred)
  if (toolChoice?.type !== 'allowed') return callable
  return callable.filter(tool => toolChoice.tools.some(allowed => allowed.name === tool.name))
}

function forced({ toolChoice }: Conversation, tools: readonly Callable[]): Callable | undefined {
  if (toolChoice?.type !== 'tool') return undefined
  return tools.find(tool => tool.name === toolChoice.tool.name)
}

function required({ toolChoice }: Conversation, tools: readonly Callable[]): Callable | undefined {
  const must =
    toolChoice?.type === 'required' || (toolChoice?.type === 'allowed' && toolChoice.mode === 'required')
  return must ? tools[0] : undefined
}

/** A file to read beats a tool that is named, which beats one whose name only shares a word with the prompt. */
function wanted(tools: readonly Callable[], { text }: Prompt): Callable | undefined {
  if (READS.test(text) && FILE.test(text)) {
    const reader = tools.find(tool => READER.test(tool.name)) ?? tools.find(tool => SHELL.test(tool.name))
    if (reader) return reader
  }
  const words = new Set(text.toLowerCase().match(/[a-z0-9]+/g))
  const named = tools.find(tool => /[_-]|[a-z][A-Z]/.test(tool.name) && text.includes(tool.name))
  return named ?? tools.find(tool => isToldOf(tool.name, words))
}

/** `get_weather` is told of by "What is the weather like?"; short and common words say nothing. */
const isToldOf = (name: string, words: ReadonlySet<string>): boolean =>
  name
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .some(word => word.length > 4 && words.has(word))

function inputOf(tool: Callable, prompt: Prompt): string {
  if (tool.type === 'custom') return quoted(prompt.text) ?? prompt.text
  return JSON.stringify(argumentsOf(tool, prompt))
}

function argumentsOf({ parameters = {} }: FunctionTool, prompt: Prompt): Json {
  const given = asObject(instanceOf(parameters, (property, schema) => stringFor(property, schema, prompt)))
  const command = commandOf(prompt.text)
  // A schema may ask for the command as a list of words.
  const listed = Object.entries(asObject(parameters.properties)).filter(
    ([name, schema]) => /^(?:command|cmd)$/.test(name) && asObject(schema).type === 'array',
  )
  return { ...given, ...Object.fromEntries(listed.map(([name]) => [name, ['bash', '-lc', command]])) }
}

function stringFor(property: string, schema: JsonObject, { text, folder }: Prompt): string | undefined {
  if (/^(?:command|cmd|script)$/i.test(property)) return commandOf(text)
  if (/path|file/i.test(property)) {
    const file = FILE.exec(text)?.[0] ?? '.'
    const isAbsolute = file.startsWith('/') || !/absolute/i.test(asString(schema.description) ?? '')
    return isAbsolute || folder === undefined ? file : `${folder.replace(/\/$/, '')}/${file}`
  }
  if (/city|location|place/i.test(property))
    return /\b(?:in|at|for) (\p{Lu}\p{L}+)/u.exec(text)?.[1] ?? 'Paris'
  return quoted(text) ?? text
}

const quoted = (text: string): string | undefined => /[`"“]([^`"”]+)[`"”]/.exec(text)?.[1]

/** The command in backticks, or the one that shows the file. The name has no character that a shell would read. */
function commandOf(text: string): string {
  const file = FILE.exec(text)?.[0]
  return /`([^`]+)`/.exec(text)?.[1] ?? (file === undefined ? 'ls' : `cat ${file}`)
}
