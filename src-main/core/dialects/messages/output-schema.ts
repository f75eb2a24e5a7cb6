import { asArray, isObject, type Json, type JsonObject } from '../../json.ts'

/**
 * JSON Schemas as Anthropic's `output_config.format` takes them: every object closed, no bounds on numbers, lengths or
 * counts. What goes is told in the description, as the official SDK does it (its lib/transform-json-schema).
 */
export function outputSchema(schema: JsonObject): JsonObject {
  const kept: JsonObject = {}
  const told: string[] = []
  for (const [key, value] of Object.entries(schema)) {
    if (UNSUPPORTED.has(key) || !isSupportedValue(key, value)) told.push(`${key}: ${JSON.stringify(value)}`)
    else if (key !== '$schema') kept[key] = transform(key, value)
  }
  if (kept.oneOf !== undefined && kept.anyOf === undefined) {
    kept.anyOf = kept.oneOf
    delete kept.oneOf
  }
  if (kept.type === 'object' || isObject(kept.properties)) kept.additionalProperties = false
  if (told.length > 0) {
    const before = typeof kept.description === 'string' ? `${kept.description}\n\n` : ''
    kept.description = `${before}{${told.join(', ')}}`
  }
  return kept
}

const UNSUPPORTED: ReadonlySet<string> = new Set([
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'multipleOf',
  'minLength',
  'maxLength',
  'maxItems',
  'uniqueItems',
  'minProperties',
  'maxProperties',
  'patternProperties',
  'propertyNames',
  'not',
  'if',
  'then',
  'else',
])

const FORMATS: ReadonlySet<Json | undefined> = new Set([
  'date-time',
  'time',
  'date',
  'duration',
  'email',
  'hostname',
  'uri',
  'ipv4',
  'ipv6',
  'uuid',
])

function isSupportedValue(key: string, value: Json | undefined): boolean {
  if (key === 'format') return FORMATS.has(value)
  return key !== 'minItems' || value === 0 || value === 1
}

/** Keywords whose values are schemas by name, lists of schemas, or one schema. Any other value is data. */
function transform(key: string, value: Json | undefined): Json | undefined {
  if (['properties', '$defs', 'definitions'].includes(key) && isObject(value)) {
    return Object.fromEntries(
      Object.entries(value).map(([name, entry]) => [name, isObject(entry) ? outputSchema(entry) : entry]),
    )
  }
  if (['anyOf', 'oneOf', 'allOf', 'prefixItems'].includes(key)) {
    return asArray(value).map(entry => (isObject(entry) ? outputSchema(entry) : entry))
  }
  return key === 'items' && isObject(value) ? outputSchema(value) : value
}
