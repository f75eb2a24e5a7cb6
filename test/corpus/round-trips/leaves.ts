import { asString, isObject, type Json, type JsonObject } from '../../../src-main/core/json.ts'

/** One value of a body at its place, with the objects around it, the outermost first. */
export interface Leaf {
  /** `messages[3].content[0].text` */
  readonly path: string
  /** The path without its numbers: `messages[].content[].text`. */
  readonly place: string
  readonly value: Json
  readonly around: readonly JsonObject[]
}

/** Every value of a body that says anything: nulls, empty texts, lists and objects say nothing. */
export const leavesOf = (body: JsonObject): Leaf[] => [...walk(body, '', [])]

function* walk(value: Json | undefined, path: string, around: readonly JsonObject[]): Generator<Leaf> {
  if (value === null || value === undefined || value === '') return
  if (Array.isArray(value)) {
    for (const [index, entry] of value.entries()) yield* walk(entry, `${path}[${index}]`, around)
    return
  }
  if (!isObject(value)) {
    yield { path, place: path.replace(/\[\d+\]/g, '[]'), value, around }
    return
  }
  for (const [name, entry] of Object.entries(value))
    yield* walk(entry, path === '' ? name : `${path}.${name}`, [...around, value])
}

/** The object `levels` above the value: 0 is the one that holds it. */
export const holder = ({ around }: Leaf, levels = 0): JsonObject => around[around.length - 1 - levels] ?? {}

/** The nearest object around the value that has the field. */
export const nearest = ({ around }: Leaf, field: string): JsonObject =>
  around.findLast(each => each[field] !== undefined) ?? {}

export const textOf = (value: Json): string => asString(value) ?? JSON.stringify(value)
