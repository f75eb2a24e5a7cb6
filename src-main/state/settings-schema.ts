import { z } from 'zod'
import { settingsSchema } from '../core/routing/settings.ts'

/** Where editors and the test look for it, below the project's folder. */
export const SCHEMA_FILE = 'resources/settings.schema.json'

/** The JSON Schema of settings.jsonc as its text, for editors: what may be written, defaults included, nothing required. */
export function printSettingsSchema(): string {
  const schema = z.toJSONSchema(settingsSchema, { io: 'input', target: 'draft-7' })
  return `${JSON.stringify({ title: 'Patchbay settings', ...schema }, null, 2)}\n`
}
