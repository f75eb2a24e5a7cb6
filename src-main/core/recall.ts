import { asArray, asString, isObject, type Json, type JsonObject } from './json.ts'
import type { KeptResponse, ResponseStore } from './kept-response.ts'

/** An id in a request that nothing is kept under. */
export interface Missing {
  readonly kind: 'response' | 'item'
  readonly id: Json
  /** Its place in the caller's body. */
  readonly path: string
}

/** A request of Responses with what it only names by id: an earlier reply, and items of earlier replies. */
export interface Recalled {
  /** What was found stands in `input`; what is missing is still named. */
  readonly body: JsonObject
  /** The place in the caller's body that each item of `input` stems from. */
  readonly paths: readonly string[]
  readonly missing: readonly Missing[]
  /** True where `body` is not the caller's own. */
  readonly changed: boolean
}

/**
 * Puts kept items in the place of their ids (mapping §9): the earlier reply's input and output, then the new input.
 * Instructions and tools are not inherited. `adapt` makes an item fit for where it goes; nothing leaves it out.
 */
export function recall(
  body: JsonObject,
  owner: string,
  { find, findItem, adapt }: Pick<ResponseStore, 'find' | 'findItem'> & Adapt,
): Recalled {
  const { previous_response_id: previous = null, ...rest } = body
  const kept = typeof previous === 'string' ? find(previous, owner) : undefined
  const history = kept ? historyOf(kept) : []
  const missing: Missing[] = []
  if (previous !== null && !kept)
    missing.push({ kind: 'response', id: previous, path: 'previous_response_id' })
  const known = new Set(history.map(({ id }) => id))
  const input: Json[] = []
  const paths: string[] = []
  let changed = kept !== undefined

  const add = (path: string, items: readonly Json[]) => {
    input.push(...items)
    paths.push(...items.map(() => path))
  }
  for (const item of history) add('previous_response_id', adapt(item))
  for (const [index, item] of itemsOf(body.input).entries()) {
    const path = typeof body.input === 'string' ? 'input' : `input[${index}]`
    const id = referenced(item)
    const found = typeof id === 'string' && !known.has(id) ? findItem(id, owner) : undefined
    // An item may stand in a conversation once, and stands in the history already.
    if (id !== undefined && known.has(asString(id))) changed = true
    else if (found) {
      changed = true
      add(path, adapt(found))
    } else {
      if (id !== undefined) missing.push({ kind: 'item', id, path: `${path}.id` })
      add(path, [item])
    }
  }
  if (!changed) return { body, paths, missing, changed }
  return { body: { ...(kept ? rest : body), input }, paths, missing, changed }
}

interface Adapt {
  readonly adapt: (item: JsonObject) => readonly Json[]
}

/** Text as input is short for one message. */
export const itemsOf = (input: Json | undefined): Json[] =>
  typeof input === 'string'
    ? [{ type: 'message', role: 'user', content: [{ type: 'input_text', text: input }] }]
    : asArray(input)

/** The id in a reference, which may do without its type; undefined for an item itself. */
function referenced(item: Json): Json | undefined {
  if (!isObject(item)) return undefined
  const { type = null, role } = item
  const isReference = type === 'item_reference' || (type === null && role === undefined)
  return isReference ? (item.id ?? null) : undefined
}

/** All that was said since the last compaction, which stands for what came before it. */
function historyOf({ input, response }: KeptResponse): JsonObject[] {
  const said = [...input, ...asArray(response.output).filter(isObject)]
  const compacted = said.findLastIndex(({ type }) => type === 'compaction')
  return said.slice(Math.max(compacted, 0)).filter(({ type }) => type !== 'compaction_trigger')
}
