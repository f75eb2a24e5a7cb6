import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { printSettingsSchema, SCHEMA_FILE } from '../../src-main/state/settings-schema.ts'

test('the checked-in JSON Schema is what `npm run schema` prints', () => {
  const file = new URL(`../../${SCHEMA_FILE}`, import.meta.url)
  expect(readFileSync(file, 'utf8')).toBe(printSettingsSchema())
})

test('editors are told of nothing that must be there, and of everything that may be', () => {
  const schema = JSON.parse(printSettingsSchema())
  expect(schema.required).toBeUndefined()
  expect(Object.keys(schema.properties)).toContain('providers')
})
