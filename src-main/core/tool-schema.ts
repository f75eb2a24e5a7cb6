import { asArray, isObject, type JsonObject } from './json.ts'

const COMBINATORS = ['anyOf', 'oneOf', 'allOf'] as const

/**
 * A tool's schema with an object at its root and no `anyOf`, `oneOf` or `allOf` there, which Anthropic and OpenAI refuse. The branches
 * are flattened: all their properties, and as required what every one (`allOf`: any one) of them requires. `flattened` says
 * that this loosened the schema.
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
