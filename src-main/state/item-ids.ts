import { hash } from 'node:crypto'
import { asString, type JsonObject } from '../core/json.ts'

/** OpenAI's prefixes by item type. */
const PREFIXES: Readonly<Record<string, string>> = {
  message: 'msg_',
  reasoning: 'rs_',
  function_call: 'fc_',
  function_call_output: 'fco_',
  custom_tool_call: 'ctc_',
  custom_tool_call_output: 'ctco_',
  compaction: 'cmp_',
}

export const hashOf = (text: string): string => hash('sha256', text)

/**
 * Items with an id each. Those without one get it from their content and from how often it came before, so that the same
 * conversation sent again has the same ids.
 */
export function withIds(items: readonly JsonObject[]): (JsonObject & { id: string })[] {
  const seen = new Map<string, number>()
  return items.map(item => {
    const own = asString(item.id)
    if (own !== undefined) return { ...item, id: own }
    const type = asString(item.type) ?? 'message'
    const content = hashOf(JSON.stringify(item)).slice(0, 32)
    const before = seen.get(content) ?? 0
    seen.set(content, before + 1)
    const prefix = Object.hasOwn(PREFIXES, type) ? PREFIXES[type] : 'item_'
    return { ...item, type, id: `${prefix}${content}${before === 0 ? '' : `_${before}`}` }
  })
}
