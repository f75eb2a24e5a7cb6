import type { Dialect } from '../../../src-main/core/conversation.ts'
import type { Json, JsonObject } from '../../../src-main/core/json.ts'
import type { Leaf } from './leaves.ts'

/** A leaf that carries no information for another protocol, and why. */
export interface Equivalence {
  readonly dialect?: Dialect
  readonly place: RegExp
  readonly isSo?: (leaf: Leaf, body: JsonObject) => boolean
  readonly why: string
}

/** A leaf that has one of the values. */
export const is =
  (...values: Json[]) =>
  (leaf: Leaf): boolean =>
    values.includes(leaf.value)

/** Looks up why a leaf says nothing; undefined where it does. */
export const lookUp =
  (table: readonly Equivalence[]) =>
  (dialect: Dialect, leaf: Leaf, body: JsonObject): string | undefined =>
    table.find(
      each =>
        (each.dialect === undefined || each.dialect === dialect) &&
        each.place.test(leaf.place) &&
        (each.isSo?.(leaf, body) ?? true),
    )?.why
