import { asArray, asNumber, asObject, asString, isObject, type Json, type JsonObject } from '../core/json.ts'

/** Gives a string for a property, or undefined for a filler. */
export type StringFor = (property: string, schema: JsonObject) => string | undefined

interface Walk {
  readonly root: JsonObject
  readonly text: StringFor
  readonly depth: number
}

/** Beyond it every value is null: a schema may refer to itself. */
const DEEPEST = 12

/**
 * A small valid instance of a JSON Schema, the same each time: constants, enums, defaults and examples as they stand,
 * required properties only, the first of alternatives. Strings come from `text`, so that they can mean something.
 */
export const instanceOf = (schema: JsonObject, text: StringFor = () => undefined): Json =>
  build(schema, '', { root: schema, text, depth: 0 })

function build(given: JsonObject, property: string, walk: Walk): Json {
  if (walk.depth > DEEPEST) return null
  const schema = merged(given, walk)
  const next = { ...walk, depth: walk.depth + 1 }
  if (schema.const !== undefined) return schema.const
  const choices = asArray(schema.enum)
  if (choices[0] !== undefined) return choices[0]
  if (schema.default !== undefined) return schema.default
  const alternatives = [...asArray(schema.anyOf), ...asArray(schema.oneOf)].filter(isObject)
  const first = alternatives.find(choice => choice.type !== 'null') ?? alternatives[0]
  if (first) return build(first, property, next)
  return BY_TYPE[typeOf(schema)]?.(schema, property, next) ?? null
}

const BY_TYPE: Readonly<Record<string, (schema: JsonObject, property: string, walk: Walk) => Json>> = {
  object: (schema, _property, walk) => {
    const properties = asObject(schema.properties)
    const required = asArray(schema.required).filter(name => typeof name === 'string')
    return Object.fromEntries(required.map(name => [name, build(asObject(properties[name]), name, walk)]))
  },
  array: (schema, property, walk) =>
    Array.from({ length: Math.min(asNumber(schema.minItems) ?? 1, 100) }, () =>
      build(asObject(schema.items), property, walk),
    ),
  string: (schema, property, walk) => string(schema, walk.text(property, schema)),
  integer: schema => Math.ceil(smallest(schema)),
  number: schema => smallest(schema),
  boolean: () => true,
}

const FORMATS: Readonly<Record<string, string>> = {
  date: '2026-01-01',
  'date-time': '2026-01-01T00:00:00Z',
  time: '00:00:00Z',
  email: 'demo@example.com',
  uri: 'https://example.com/',
  uuid: '00000000-0000-4000-8000-000000000000',
}

function string(schema: JsonObject, wanted: string | undefined): string {
  const text = FORMATS[asString(schema.format) ?? ''] ?? wanted ?? 'demo'
  return text.padEnd(asNumber(schema.minLength) ?? 0, '.').slice(0, asNumber(schema.maxLength) ?? undefined)
}

function smallest(schema: JsonObject): number {
  const above = asNumber(schema.exclusiveMinimum)
  const least = asNumber(schema.minimum) ?? (above === undefined ? 1 : above + 1)
  return Math.min(least, asNumber(schema.maximum) ?? least)
}

function typeOf(schema: JsonObject): string {
  const type = Array.isArray(schema.type) ? schema.type.find(name => name !== 'null') : schema.type
  return asString(type) ?? (schema.properties ? 'object' : schema.items ? 'array' : 'string')
}

/** The schema with its reference followed and its `allOf` folded in. */
function merged(schema: JsonObject, walk: Walk): JsonObject {
  const target = asString(schema.$ref)
  const followed =
    target === undefined ? schema : { ...pointer(walk.root, target), ...schema, $ref: undefined }
  const pieces = asArray(followed.allOf).map(asObject)
  if (pieces.length === 0) return followed
  const all = [followed, ...pieces]
  return {
    ...Object.assign({}, ...all),
    allOf: undefined,
    properties: Object.assign({}, ...all.map(piece => asObject(piece.properties))),
    required: all.flatMap(piece => asArray(piece.required)),
  }
}

/** What a local reference (`#/$defs/Name`, RFC 6901) points to. */
function pointer(root: JsonObject, reference: string): JsonObject {
  const steps = reference.replace(/^#\/?/, '').split('/').filter(Boolean)
  return steps.reduce<JsonObject>(
    (at, step) => asObject(at[step.replaceAll('~1', '/').replaceAll('~0', '~')]),
    root,
  )
}
