import type { JsonObject } from '../../json.ts'
import { asString } from '../../json.ts'
import type { BlockHead } from '../../reply.ts'
import { hostedItem } from './hosted-items.ts'
import type { OutputContext, OutputReader } from './output-reader.ts'
import { callReader } from './read-call-output.ts'
import { messageReader } from './read-message-output.ts'
import { reasoningReader } from './read-reasoning-output.ts'

/** A reader for an item, by its type; a type that nobody knows is carried as it is. `isCarried`: its phase was told already. */
export function outputReader(item: JsonObject, context: OutputContext, isCarried: boolean): OutputReader {
  switch (item.type) {
    case 'message':
      return messageReader(context, isCarried)
    case 'reasoning':
      return reasoningReader(context)
    case 'function_call':
      return callReader(item, 'arguments', context)
    case 'custom_tool_call':
      return isProvidersOwn(item, context) ? hostedReader(item, context) : callReader(item, 'input', context)
    case 'tool_search_call':
      return item.execution === 'client'
        ? callReader(item, 'arguments', context)
        : hostedReader(item, context)
    default:
      return hostedReader(item, context)
  }
}

/** xAI shows the calls of its own tools as custom calls of names that nobody declared. */
const isProvidersOwn = (item: JsonObject, { names, hosted }: OutputContext): boolean =>
  hosted && names.client(asString(item.name) ?? '').kind !== 'custom'

/** Items that only Responses knows are told whole, when they are finished. */
function hostedReader(first: JsonObject, { next }: OutputContext): OutputReader {
  const kind = asString(first.type) ?? 'unknown'
  return {
    kind,
    isCall: () => false,
    begin: () => [],
    feed: () => [],
    done(item) {
      const index = next()
      const text = hostedItem(item)?.text
      const head: BlockHead = {
        type: 'opaque',
        dialect: 'responses',
        kind,
        value: item,
        ...(text !== undefined && { text }),
      }
      return [
        { type: 'begin', index, block: head },
        { type: 'end', index },
      ]
    },
    cut: () => [],
  }
}
