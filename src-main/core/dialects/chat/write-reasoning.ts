import type { ReasoningBlock } from '../../conversation.ts'
import { proofFor } from '../../envelope.ts'
import { asArray, asString, isObject, type JsonObject } from '../../json.ts'
import { wireCallId } from '../../tool-names.ts'
import type { Page } from './page.ts'

/**
 * Reasoning of an earlier turn as the fields of an assistant message that the endpoint takes it in. Text is replayed to
 * everybody, vendor details only to whom they belong.
 */
export function writeReasoning(blocks: readonly ReasoningBlock[], page: Page): JsonObject {
  const { target, ledger } = page
  const field = target.quirks.reasoningField
  const texts: string[] = []
  const details: JsonObject[] = []
  for (const block of blocks) {
    const item = proofFor(block, target)
    if (block.cache) ledger.lose('cache_breakpoint_dropped', block.path)
    if (isCallProof(item)) continue
    const own = field === 'reasoning_details' ? asArray(item?.reasoning_details).filter(isObject) : []
    const text = block.text || asString(item?.reasoning_content)
    if (own.length > 0) details.push(...own)
    else if (text && field !== 'none') {
      texts.push(text)
      if (block.proof && !item) ledger.lose('reasoning_proof_dropped', block.path)
    } else ledger.lose('reasoning_dropped', block.path)
  }
  const text = texts.join('\n\n')
  // Text alone makes no details: a detail without signature would be an invented one.
  const textField = field === 'reasoning_details' ? 'reasoning' : field
  return {
    ...(text && { [textField]: text }),
    ...(details.length > 0 && { reasoning_details: details }),
  }
}

/** What a vendor bound to single calls (`extra_content`), by the call id on the wire. */
export function callExtras(blocks: readonly ReasoningBlock[], { target }: Page): Map<string, JsonObject> {
  const extras = new Map<string, JsonObject>()
  for (const block of blocks) {
    const item = proofFor(block, target)
    const id = asString(item?.tool_call_id)
    if (id !== undefined && isObject(item?.extra_content)) extras.set(wireCallId(id), item.extra_content)
  }
  return extras
}

const isCallProof = (item: JsonObject | undefined): boolean => isObject(item?.extra_content)
