import type { Block, ReasoningBlock, Role, ToolKind } from '../../conversation.ts'
import { isEnvelope, unwrapProof } from '../../envelope.ts'
import type { Json, JsonObject } from '../../json.ts'
import { asArray, asObject, asString, isObject } from '../../json.ts'
import { ownCaller } from '../../own-fields.ts'
import { type ClientToolKind, clientArguments, readClientOutput } from './client-tools.ts'
import { readSummary } from './compaction.ts'
import { hostedItem, isCallersItem } from './hosted-items.ts'
import { readContent } from './read-content.ts'
import { refuse } from './refusals.ts'

/** What one input item adds to the conversation: blocks of a role, perhaps nothing. */
export interface ReadItem {
  readonly role: Role
  readonly blocks: readonly Block[]
  readonly phase?: string
  /** A message of its own; everything else folds into the turn before it. */
  readonly message: boolean
}

type ItemReader = (item: JsonObject, path: string) => ReadItem

const ITEMS: Readonly<Record<string, ItemReader>> = {
  message: readMessage,
  reasoning: (item, path) => said(readReasoning(item, path)),
  function_call: (item, path) => said([call('function', item, inputText(item.arguments), path)]),
  custom_tool_call: (item, path) => said([call('custom', item, inputText(item.input), path)]),
  tool_search_call: readSearchCall,
  function_call_output: (item, path) => output('function', item, path),
  custom_tool_call_output: (item, path) => output('custom', item, path),
  tool_search_output: readSearchOutput,
  local_shell_call: (item, path) => clientCallItem('local_shell', item, path),
  shell_call: (item, path) => clientCallItem('shell', item, path),
  apply_patch_call: (item, path) => clientCallItem('apply_patch', item, path),
  local_shell_call_output: (item, path) => clientOutputItem('local_shell', item, path),
  shell_call_output: (item, path) => clientOutputItem('shell', item, path),
  apply_patch_call_output: (item, path) => clientOutputItem('apply_patch', item, path),
  item_reference: (_item, path) =>
    refuse(path, 'this proxy keeps no items; send the item itself instead of a reference.'),
  compaction: readCompaction,
}

/** Reads an item; a message may come without `type`. An item of an unknown type is refused with its path. */
export function readItem(item: JsonObject, path: string): ReadItem {
  const kind = asString(item.type) ?? (item.role === undefined ? 'item_reference' : 'message')
  const read = Object.hasOwn(ITEMS, kind) ? ITEMS[kind] : undefined
  return read ? read(item, path) : readHostedItem(kind, item, path)
}

const said = (blocks: readonly Block[]): ReadItem => ({ role: 'assistant', blocks, message: false })
const given = (blocks: readonly Block[]): ReadItem => ({ role: 'user', blocks, message: false })
/** What a call was given, as text: some servers give arguments as the object that they are. */
export const inputText = (value: Json | undefined): string =>
  typeof value === 'string' ? value : value === undefined || value === null ? '' : JSON.stringify(value)

const ROLES: readonly string[] = ['system', 'developer', 'user', 'assistant'] satisfies Role[]
const isRole = (role: unknown): role is Role => typeof role === 'string' && ROLES.includes(role)

function readMessage(item: JsonObject, path: string): ReadItem {
  const { role } = item
  if (!isRole(role)) return refuse(`${path}.role`, 'expected system, developer, user or assistant.')
  const phase = asString(item.phase)
  const blocks = readContent(item.content, `${path}.content`)
  return { role, blocks, message: true, ...(phase !== undefined && { phase }) }
}

function call(kind: ToolKind, item: JsonObject, input: string, path: string): Block {
  const [name, namespace] = [asString(item.name) ?? '', asString(item.namespace)]
  const id = asString(item.call_id) ?? asString(item.id) ?? refuse(`${path}.call_id`, 'a call needs an id.')
  const group = namespace === undefined ? {} : { namespace }
  return { type: 'tool-call', id, kind, name, ...group, input, path, ...ownCaller(item.caller) }
}

function output(kind: ToolKind, item: JsonObject, path: string): ReadItem {
  const callId = asString(item.call_id) ?? refuse(`${path}.call_id`, 'an output needs the id of its call.')
  const blocks = readContent(item.output, `${path}.output`)
  return given([{ type: 'tool-result', callId, kind, blocks, isError: false, path }])
}

/** A call of a tool that the client runs; one in a container was the provider's own. */
function clientCallItem(kind: ClientToolKind, item: JsonObject, path: string): ReadItem {
  const isRemote = /^container/.test(asString(asObject(item.environment).type) ?? '')
  if (isRemote || asString(item.call_id) === undefined) return readHostedItem(`${kind}_call`, item, path)
  return said([call(kind, { ...item, name: kind }, clientArguments(kind, item), path)])
}

function clientOutputItem(kind: ClientToolKind, item: JsonObject, path: string): ReadItem {
  const callId = asString(item.call_id) ?? asString(item.id)
  if (callId === undefined) return readHostedItem(`${kind}_call_output`, item, path)
  const { text, isError } = readClientOutput(item)
  const blocks = readContent(text, `${path}.output`)
  return given([{ type: 'tool-result', callId, kind, blocks, isError, path }])
}

function readSearchCall(item: JsonObject, path: string): ReadItem {
  if (item.execution === 'server' || asString(item.call_id) === undefined)
    return readHostedItem('tool_search_call', item, path)
  return said([call('tool_search', { ...item, name: 'tool_search' }, inputText(item.arguments), path)])
}

/** The tools themselves join the request's tools; the model is told which ones the search brought up. */
function readSearchOutput(item: JsonObject, path: string): ReadItem {
  const callId = asString(item.call_id)
  if (item.execution === 'server' || callId === undefined)
    return readHostedItem('tool_search_output', item, path)
  const names = asArray(item.tools).flatMap(tool => toolNames(asObject(tool)))
  const text = names.length > 0 ? `Loaded tools: ${names.join(', ')}` : 'No tools found.'
  const block: Block = {
    type: 'opaque',
    dialect: 'responses',
    kind: 'tool_search_output',
    value: item,
    fate: 'text',
    text,
    path,
  }
  return given([{ type: 'tool-result', callId, kind: 'tool_search', blocks: [block], isError: false, path }])
}

function toolNames(tool: JsonObject): string[] {
  if (tool.type === 'namespace') return asArray(tool.tools).flatMap(nested => toolNames(asObject(nested)))
  const name = asString(tool.name) ?? asString(tool.type)
  return name === undefined ? [] : [name]
}

/** A reasoning item: its summary, else its raw text, and what its vendor needs to take it back. */
function readReasoning(item: JsonObject, path: string): ReasoningBlock[] {
  const text = reasoningText(item)
  const encrypted = asString(item.encrypted_content) ?? ''
  const isReplayable = encrypted !== '' || rawText(item) !== ''
  const proof = isEnvelope(encrypted)
    ? unwrapProof(encrypted)
    : isReplayable
      ? ({ dialect: 'responses', item } as const)
      : undefined
  if (text === '' && proof === undefined) return []
  return [{ type: 'reasoning', text, ...(proof && { proof }), path }]
}

const partTexts = (parts: Json | undefined): string[] =>
  asArray(parts).flatMap(part => asString(asObject(part).text) ?? [])
const rawText = (item: JsonObject): string => partTexts(item.content).join('')

/** What people may read of a reasoning item: the summary's parts apart by a blank line, else the raw text. */
export const reasoningText = (item: JsonObject): string =>
  partTexts(item.summary).filter(Boolean).join('\n\n') || rawText(item)

function readCompaction(item: JsonObject, path: string): ReadItem {
  const summary = readSummary(item)
  if (summary === undefined) return readHostedItem('compaction', item, path)
  return { role: 'user', blocks: [{ type: 'text', text: summary, path }], message: true }
}

function readHostedItem(kind: string, item: JsonObject, path: string): ReadItem {
  const known = hostedItem(item)
  if (!known || !isObject(item)) return refuse(path, `an item of type "${kind}" is not known here.`)
  const block: Block = { type: 'opaque', dialect: 'responses', kind, value: item, path, ...known }
  return isCallersItem(kind) ? given([block]) : said([block])
}
