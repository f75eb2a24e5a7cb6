import { asArray, asObject, asString, isObject, type Json, type JsonObject } from './json.ts'
import type { Target } from './target.ts'

const COMBINATORS = ['anyOf', 'oneOf', 'allOf'] as const

/**
 * A tool's schema with an object at its root and no `anyOf`, `oneOf` or `allOf` there, which Anthropic and OpenAI refuse
 * (mapping §4.1). The branches are flattened: all their properties, and as required what every one (`allOf`: any one) of them
 * requires. `flattened` says that this loosened the schema.
 */
export function toolSchema(parameters: JsonObject | undefined): { schema: JsonObject; flattened: boolean } {
  if (!parameters) return { schema: { type: 'object', properties: {} }, flattened: false }
  let schema = parameters
  let flattened = false
  for (const key of COMBINATORS) {
    if (!Array.isArray(schema[key])) continue
    schema = flatten(schema, key)
    flattened = true
  }
  return { schema: schema.type === 'object' ? schema : { ...schema, type: 'object' }, flattened }
}

function flatten(schema: JsonObject, key: (typeof COMBINATORS)[number]): JsonObject {
  const { [key]: branchList, ...root } = schema
  const branches = asArray(branchList)
    .filter(isObject)
    .filter(branch => branch.type !== 'null')
  const requirements = branches.map(branch => asArray(branch.required))
  const required =
    key === 'allOf'
      ? requirements.flat()
      : (requirements[0] ?? []).filter(name => requirements.every(names => names.includes(name)))
  const all = [...new Set([...asArray(root.required), ...required])]
  return {
    ...root,
    properties: Object.assign({}, ...branches.map(branch => branch.properties), root.properties),
    ...(all.length > 0 && { required: all }),
  }
}

/** Keywords under which names stand that are data, not keywords. */
const BY_NAME: ReadonlySet<string> = new Set(['properties', 'patternProperties', '$defs', 'definitions'])

/** Keywords whose values are data of the caller's own. */
const DATA: ReadonlySet<string> = new Set(['enum', 'const', 'default', 'example', 'examples', 'required'])

/** A `$ref` may lead back to itself: deeper than this it is any value. */
const DEEPEST_REF = 8

/**
 * The schema without the keywords that the endpoint refuses (Gemini: failure-modes 65); `onLoss` hears once that it says less.
 * Where `$ref` is refused, what it points to stands in its place; `const` becomes an `enum` of one, which says the same.
 */
export function withoutKeywords(
  schema: JsonObject,
  { quirks }: Pick<Target, 'quirks'>,
  onLoss: () => void,
): JsonObject {
  const refused = new Set(quirks.refusedKeywords)
  if (refused.size === 0) return schema
  let lost = false

  const visit = (value: Json | undefined, depth: number): Json | undefined => {
    if (Array.isArray(value)) return value.map(entry => visit(entry, depth) ?? null)
    if (!isObject(value)) return value
    const target = refused.has('$ref') ? asString(value.$ref) : undefined
    if (target !== undefined) {
      const found = depth < DEEPEST_REF ? definitionOf(schema, target) : undefined
      if (found) return visit({ ...found, ...value, $ref: undefined }, depth + 1)
      lost = true
    }
    const kept: JsonObject = {}
    for (const [key, entry] of Object.entries(value)) {
      if (entry === undefined) continue
      if (!refused.has(key)) kept[key] = visitUnder(key, entry, depth)
      else if (key === 'const') kept.enum = [entry]
      else lost ||= !SILENT.has(key)
    }
    return kept
  }
  const visitUnder = (key: string, value: Json, depth: number): Json | undefined => {
    if (DATA.has(key)) return value
    if (!BY_NAME.has(key) || !isObject(value)) return visit(value, depth)
    return Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, visit(entry, depth)]))
  }

  const simple = asObject(visit(schema, 0))
  if (lost) onLoss()
  return simple
}

/** Keywords that say nothing of what is valid, or whose content stands elsewhere then. */
const SILENT: ReadonlySet<string> = new Set(['$schema', '$id', '$comment', '$defs', 'definitions', '$ref'])

/** What a local reference (`#/$defs/name`) points to. */
function definitionOf(root: JsonObject, reference: string): JsonObject | undefined {
  if (!reference.startsWith('#/')) return undefined
  const steps = reference
    .slice(2)
    .split('/')
    .map(step => step.replaceAll('~1', '/').replaceAll('~0', '~'))
  const found = steps.reduce<Json | undefined>((at, step) => asObject(at)[step], root)
  return isObject(found) ? found : undefined
}
