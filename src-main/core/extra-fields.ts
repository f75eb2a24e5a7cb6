import { isObject, type Json, type JsonObject } from './json.ts'
import { REPLY_PATH } from './losses.ts'
import type { ReplyEvent } from './reply.ts'

/**
 * The fields of a provider's object that are read, by name: with all that is in them (`true`), with fields of their own, or
 * with the values that say nothing new. Entries of a list are looked at by the same table.
 */
export interface KnownFields {
  readonly [field: string]: true | KnownFields | readonly Json[]
}

/** The paths of what the object says beyond its known fields. Nulls, zeros and empty values say nothing. */
export function extraFields(value: Json | undefined, known: KnownFields, path = ''): string[] {
  if (Array.isArray(value)) return value.flatMap(entry => extraFields(entry, known, path))
  if (!isObject(value)) return []
  return Object.entries(value).flatMap(([name, entry]) => {
    if (entry === undefined || saysNothing(entry)) return []
    const at = path === '' ? name : `${path}.${name}`
    const rule = Object.hasOwn(known, name) ? known[name] : undefined
    if (rule === true) return []
    if (rule === undefined) return [at]
    return isValues(rule) ? (rule.includes(entry) ? [] : [at]) : extraFields(entry, rule, at)
  })
}

const isValues = (rule: KnownFields | readonly Json[]): rule is readonly Json[] => Array.isArray(rule)

const saysNothing = (value: Json | undefined): boolean =>
  value === null ||
  value === undefined ||
  value === '' ||
  value === 0 ||
  value === false ||
  (typeof value === 'object' && Object.values(value).every(saysNothing))

/** Notes, once a reply, each field of the provider's that no other protocol has a place for. */
export function extrasNoter(): (value: JsonObject, known: KnownFields, path?: string) => ReplyEvent[] {
  const noted = new Set<string>()
  return (value, known, path) => {
    const fresh = extraFields(value, known, path).filter(field => !noted.has(field))
    return [...new Set(fresh)].map(field => {
      noted.add(field)
      return { type: 'loss', loss: { code: 'reply_field_dropped', path: `${REPLY_PATH}.${field}` } }
    })
  }
}
