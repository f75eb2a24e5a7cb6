import type { Dialect, Tool, ToolExtras } from './conversation.ts'
import type { Json, JsonObject } from './json.ts'
import type { Ledger } from './ledger.ts'

/** What a field says when it asks for nothing special. */
const USUAL: Readonly<Record<string, Json>> = { allowed_callers: ['direct'], external_web_access: true }

const saysNothing = (name: string, value: Json | undefined): boolean =>
  value === undefined ||
  value === null ||
  (value === false && USUAL[name] !== true) ||
  JSON.stringify(value) === JSON.stringify(USUAL[name]) ||
  (Array.isArray(value) && value.length === 0)

/** What of a tool's object has no canonical place; nothing where all has. */
export function toolExtras(
  dialect: Dialect,
  tool: JsonObject,
  known: ReadonlySet<string>,
): { extras?: ToolExtras } {
  const fields = Object.entries(tool).filter(([name, value]) => !known.has(name) && !saysNothing(name, value))
  return fields.length > 0 ? { extras: { dialect, fields: Object.fromEntries(fields) } } : {}
}

/** The extra fields for an endpoint that knows them; for all others each is a loss. */
export function writeExtras({ extras, path }: Tool, known: Dialect | undefined, ledger: Ledger): JsonObject {
  if (!extras) return {}
  if (extras.dialect === known) return extras.fields
  for (const name of Object.keys(extras.fields)) ledger.lose('unsupported_parameter', `${path}.${name}`)
  return {}
}
