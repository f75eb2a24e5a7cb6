import type { JsonObject } from '../../json.ts'
import { asArray, asObject, asString } from '../../json.ts'

/** How items that only Responses knows are told to others: as text, not at all, or by refusing the request. */
export interface HostedItem {
  readonly fate: 'refuse' | 'text' | 'drop'
  readonly text?: string
}

const list = (values: readonly unknown[]): string => values.map(asString).filter(Boolean).join(', ')
const told = (text: string): HostedItem => ({ fate: 'text', text })
const json = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value ?? null))

function webSearch(item: JsonObject): HostedItem {
  const action = asObject(item.action)
  const what = asString(action.query) || list(asArray(action.queries))
  const sources = list(asArray(action.sources).map(source => asObject(source).url))
  const about = what || asString(action.url) || ''
  return told(`[Web search: ${about}${sources ? `; sources: ${sources}` : ''}]`)
}

function codeInterpreter(item: JsonObject): HostedItem {
  const outputs = asArray(item.outputs).map(output => asString(asObject(output).logs) ?? '[image]')
  const result = outputs.length > 0 ? `\nOutput:\n${outputs.join('\n')}` : ''
  return told(`[Code run by the provider]\n${asString(item.code) ?? ''}${result}`)
}

function shellOutput(item: JsonObject): HostedItem {
  const outputs = asArray(item.output).map(asObject)
  const text = outputs.map(output => `${asString(output.stdout) ?? ''}${asString(output.stderr) ?? ''}`)
  return told(`[Shell output]\n${typeof item.output === 'string' ? item.output : text.join('\n')}`)
}

/** One row an item type (OpenAI's item union, mapping §3.4). A type that is not here is refused. */
const ITEMS: Readonly<Record<string, (item: JsonObject) => HostedItem>> = {
  web_search_call: webSearch,
  file_search_call: item => {
    const results = asArray(item.results).map(result => asString(asObject(result).text) ?? '')
    return told(`[File search: ${list(asArray(item.queries))}]${results.map(text => `\n${text}`).join('')}`)
  },
  code_interpreter_call: codeInterpreter,
  image_generation_call: item => told(`[Image generated: ${asString(item.revised_prompt) ?? ''}]`),
  mcp_call: item =>
    told(`[Tool ${json(item.name)} called with ${json(item.arguments)}]\n${json(item.error ?? item.output)}`),
  mcp_list_tools: () => ({ fate: 'drop' }),
  mcp_approval_request: () => ({ fate: 'refuse' }),
  mcp_approval_response: () => ({ fate: 'refuse' }),
  local_shell_call: item => told(`[Shell call ${json(asObject(item.action).command)}]`),
  local_shell_call_output: shellOutput,
  shell_call: item => told(`[Shell call ${json(asObject(item.action).commands)}]`),
  shell_call_output: shellOutput,
  apply_patch_call: item => told(`[Patch applied: ${json(item.operation)}]`),
  apply_patch_call_output: item => told(`[Patch result: ${json(item.output)}]`),
  computer_call: () => ({ fate: 'refuse' }),
  computer_call_output: () => ({ fate: 'refuse' }),
  program: item => told(`[Program run by the provider]\n${asString(item.code) ?? ''}`),
  program_output: item => told(`[Program result]\n${json(item.result)}`),
  tool_search_call: () => ({ fate: 'drop' }),
  tool_search_output: () => ({ fate: 'drop' }),
  compaction: () => ({ fate: 'refuse' }),
}

/** What becomes of an item outside of Responses; undefined for a type that nobody here knows. */
export function hostedItem(item: JsonObject): HostedItem | undefined {
  const kind = asString(item.type) ?? ''
  const tell = Object.hasOwn(ITEMS, kind) ? ITEMS[kind] : undefined
  return tell?.(item)
}

/** Items of the caller's side; every other hosted item belongs to the assistant. */
export const isCallersItem = (kind: string): boolean =>
  (kind.endsWith('_output') && kind !== 'program_output' && kind !== 'tool_search_output') ||
  kind === 'mcp_approval_response'
