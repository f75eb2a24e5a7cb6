import { expect, test } from 'vitest'
import { sent } from '../../../support/translating.ts'

const refusedKeywords = ['$schema', '$ref', '$defs', 'const', 'exclusiveMinimum', 'additionalProperties']
const parameters = {
  $schema: 'x',
  type: 'object',
  properties: {
    const: { const: 1 },
    tree: { $ref: '#/$defs/tree' },
    n: { exclusiveMinimum: 0, default: { const: 1 } },
  },
  $defs: { tree: { type: 'object', properties: { next: { $ref: '#/$defs/tree' } } } },
}

test('a schema keeps what it says without the rules that the provider refuses, and that it says less is told', () => {
  const fields = { tools: [{ type: 'function', function: { name: 'f', parameters } }] }
  const outcome = sent('chat', 'chat', fields, { refusedKeywords })
  expect(outcome).toMatchObject({ losses: ['schema_simplified;tools[0]'] })
  const text = JSON.stringify('body' in outcome && outcome.body.tools)
  expect(text).toContain('"const":{"enum":[1]}')
  expect(text).toContain('"default":{"const":1}')
  expect(text).not.toMatch(/\$ref|\$defs|\$schema|exclusiveMinimum/)
})
