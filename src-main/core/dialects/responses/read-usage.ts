import type { JsonObject } from '../../json.ts'
import { asNumber, asObject, isObject } from '../../json.ts'
import type { Stop, Usage } from '../../reply.ts'
import { soundUsage } from '../../sound-usage.ts'

/** Tokens of a response; undefined where it does not say. */
export function readUsage(response: JsonObject): Usage | undefined {
  const { usage } = response
  if (!isObject(usage)) return undefined
  const [input, output] = [asObject(usage.input_tokens_details), asObject(usage.output_tokens_details)]
  const numbers = {
    input: asNumber(usage.input_tokens),
    cacheRead: asNumber(input.cached_tokens),
    cacheWrite: asNumber(input.cache_write_tokens),
    output: asNumber(usage.output_tokens),
    reasoning: asNumber(output.reasoning_tokens),
  }
  const said = Object.entries(numbers).filter(([, value]) => value !== undefined)
  return soundUsage({ ...Object.fromEntries(said), raw: usage })
}

/** What a reply held, as far as its end depends on it. */
export interface Outputs {
  readonly calls: boolean
  readonly onlyCompaction: boolean
}

/** Why a response ended (mapping §6.1). An unknown reason for being incomplete still means that something is missing. */
export function readStop(response: JsonObject, { calls, onlyCompaction }: Outputs): Stop {
  if (response.status !== 'incomplete') {
    const reason = calls ? 'tool-use' : onlyCompaction ? 'compaction' : 'end'
    return { reason, raw: 'completed' }
  }
  const raw = asObject(response.incomplete_details).reason
  const reason = INCOMPLETE.get(raw) ?? 'length'
  return typeof raw === 'string' ? { reason, raw } : { reason }
}

const SAID_EVERYWHERE = new Set(['completed', 'max_output_tokens', 'content_filter'])

/** Whether the provider's word for the end is one that only Responses has (`steered`), so that less of it is told. */
export const isSimplified = ({ raw }: Stop): boolean => raw !== undefined && !SAID_EVERYWHERE.has(raw)

const INCOMPLETE = new Map<unknown, Stop['reason']>([
  ['max_output_tokens', 'length'],
  ['content_filter', 'refusal'],
  ['max_messages', 'end'],
  ['steered', 'end'],
])
