import { asObject, type Json, type JsonObject } from '../../json.ts'

/** Fields of a reasoning detail that stream in fragments; of the others the last value counts. */
const FLOWING = new Set(['text', 'summary'])

/**
 * Puts OpenRouter's `reasoning_details` together: fragments of one index and type are one entry. The order of first appearance
 * stays, since Anthropic's and OpenAI's reasoning must go back in it.
 */
export function joinDetails(fragments: readonly Json[]): JsonObject[] {
  const joined = new Map<string, JsonObject>()
  fragments.forEach((fragment, position) => {
    const detail = asObject(fragment)
    const key = detail.index === undefined ? `at ${position}` : `${detail.index} ${detail.type}`
    const known = joined.get(key)
    joined.set(key, known ? joinDetail(known, detail) : { ...detail })
  })
  return [...joined.values()]
}

function joinDetail(known: JsonObject, next: JsonObject): JsonObject {
  const joined = { ...known }
  for (const [name, value] of Object.entries(next)) {
    if (value === null || value === undefined) continue
    const before = joined[name]
    const flows = FLOWING.has(name) && typeof before === 'string' && typeof value === 'string'
    joined[name] = flows ? before + value : value
  }
  return joined
}
