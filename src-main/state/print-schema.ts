import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { printSettingsSchema, SCHEMA_FILE } from './settings-schema.ts'

/** `npm run schema`: writes the JSON Schema of the settings. */
writeFileSync(fileURLToPath(new URL(`../../${SCHEMA_FILE}`, import.meta.url)), printSettingsSchema())
