import type { Citation } from './conversation.ts'
import { extraFields } from './extra-fields.ts'
import { isObject } from './json.ts'

/** Whether a vendor's citation says more than its kind, address and title, and the fields that are `told` besides. */
export function saysMore({ raw }: Citation, told: readonly string[]): boolean {
  const fields = isObject(raw.value.url_citation) ? raw.value.url_citation : raw.value
  const known = ['type', 'url', 'title', ...told].map(name => [name, true] as const)
  return extraFields(fields, Object.fromEntries(known)).length > 0
}
