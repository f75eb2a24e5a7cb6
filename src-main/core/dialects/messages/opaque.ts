import type { OpaqueBlock } from '../../conversation.ts'
import { asArray, asString, isObject, type Json, type JsonObject } from '../../json.ts'

/** How a block that only Anthropic knows is told in words (mapping §3.4). Undefined: it cannot be told. */
type Telling = (value: JsonObject) => string | undefined

const call: Telling = value => `[${asString(value.name) ?? 'tool'}: ${JSON.stringify(value.input ?? {})}]`

const result: Telling = value => `[${resultName(value)} result]\n${plainText(value.content) || 'empty'}`

const TELLINGS: Readonly<Record<string, Telling>> = {
  server_tool_use: call,
  mcp_tool_use: call,
  web_search_tool_result: result,
  web_fetch_tool_result: result,
  code_execution_tool_result: result,
  bash_code_execution_tool_result: result,
  text_editor_code_execution_tool_result: result,
  tool_search_tool_result: result,
  advisor_tool_result: result,
  mcp_tool_result: result,
  mcp_tool_listing: result,
  search_result: value =>
    `${asString(value.title) ?? 'Search result'} (${asString(value.source) ?? 'no source'})\n${plainText(value.content)}`,
  tool_reference: value => `Loaded tools: ${asString(value.tool_name) ?? 'unknown'}`,
  container_upload: value => `[file ${asString(value.file_id) ?? ''} in the code container]`,
  // A vendor-bound summary without readable text cannot be told to anyone else.
  compaction: value => asString(value.content),
}

/** Blocks that say nothing to a model. */
const IGNORABLE: ReadonlySet<string> = new Set(['fallback', 'browser_state'])

/** The words for a block of the vendor's own, for other dialects; undefined where there are none. */
export const tell = (value: JsonObject): string | undefined => {
  const telling = TELLINGS[asString(value.type) ?? '']
  return telling?.(value)
}

/** A block that only Messages prints. Unknown types are refused elsewhere: content is never lost silently. */
export function opaqueBlock(value: JsonObject, path: string): OpaqueBlock {
  const kind = asString(value.type) ?? 'unknown'
  const base = { type: 'opaque', dialect: 'messages', kind, value, path } as const
  if (IGNORABLE.has(kind) || isFailedCompaction(value)) return { ...base, fate: 'drop' }
  const text = tell(value)
  return text === undefined ? { ...base, fate: 'refuse' } : { ...base, fate: 'text', text }
}

/** A summary that did not come about, which Anthropic itself leaves out when it is replayed. */
const isFailedCompaction = ({ type, content, encrypted_content }: JsonObject): boolean =>
  type === 'compaction' && !content && !encrypted_content

const resultName = (value: JsonObject): string => (asString(value.type) ?? '').replace(/_tool_result$/, '')

/** Texts that carry vendor ciphertext are left out: they mean nothing to others. */
const HIDDEN: ReadonlySet<string> = new Set(['type', 'encrypted_content', 'encrypted_index', 'file_id'])

function plainText(value: Json | undefined): string {
  if (typeof value === 'string') return value
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  if (Array.isArray(value)) return asArray(value).map(plainText).filter(Boolean).join('\n')
  if (!isObject(value)) return ''
  if (typeof value.text === 'string') return value.text
  if (value.type === 'base64') return '[binary data]'
  return Object.entries(value)
    .filter(([key]) => !HIDDEN.has(key))
    .map(([key, entry]) => ({ key, text: plainText(entry) }))
    .filter(entry => entry.text !== '')
    .map(entry => (isObject(value[entry.key]) ? entry.text : `${entry.key}: ${entry.text}`))
    .join('\n')
}
