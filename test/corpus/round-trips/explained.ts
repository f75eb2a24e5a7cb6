import type { Dialect } from '../../../src-main/core/conversation.ts'
import type { JsonObject } from '../../../src-main/core/json.ts'
import type { Loss } from '../../../src-main/core/reply.ts'
import type { Fact } from './facts.ts'
import { type Leaf, leavesOf, textOf } from './leaves.ts'

/** Whether a loss names the leaf, or something that holds it. */
export const names = (loss: Pick<Loss, 'path'>, path: string): boolean =>
  path === loss.path || path.startsWith(`${loss.path}.`) || path.startsWith(`${loss.path}[`)

/**
 * Losses of the way back stand in the words of the body between. What they name there is what they lost: a leaf is named by
 * them when its value stands under their path.
 */
export function namedOnTheWayBack(
  fact: Fact,
  between: JsonObject,
  losses: readonly Loss[],
  isNamed: (loss: Loss, path: string, leaf: Leaf) => boolean,
): boolean {
  if (losses.length === 0) return false
  const value = textOf(fact.leaf.value)
  return leavesOf(between).some(
    leaf => losses.some(loss => isNamed(loss, leaf.path, leaf)) && holds(textOf(leaf.value), value),
  )
}

/** Short values stand in many texts by chance. */
const holds = (whole: string, value: string): boolean =>
  value.length < 12 ? whole === value : whole.includes(value)

/** Containers of a reply that its losses do not spell out: they stand in each dialect in another place. */
const WITHIN: Readonly<Record<Dialect, RegExp>> = {
  chat: /^choices\[\]\.(message\.)?/,
  messages: /^content\[\]\./,
  responses: /^output\[\]\.(content\[\]\.)?/,
}

/** Whether a loss of a reply (`reply.phase`) names the leaf: a field, all citations, or a vendor's own item by its type. */
export function namesOfReply(dialect: Dialect, { path }: Pick<Loss, 'path'>, leaf: Leaf): boolean {
  const field = path.replace(/^reply\.?/, '')
  if (field === '') return false
  if (field === 'citations')
    return /(^|\.|\])(annotations|citations|search_results)(\[|\.|$)/.test(leaf.place)
  if (leaf.around.some(each => each.type === field) || names({ path: field }, leaf.path)) return true
  const place = leaf.place.replace(/\[\]/g, '')
  const within = leaf.place.replace(WITHIN[dialect], '').replace(/\[\]/g, '')
  return [place, within].some(each => each === field || each.startsWith(`${field}.`))
}
