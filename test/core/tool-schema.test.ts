import { describe, expect, it } from 'vitest'
import { dialects } from '../../src-main/core/dialects/index.ts'
import { toolSchema } from '../../src-main/core/tool-schema.ts'
import { OPENAI, read, target } from './dialects/chat/builders.ts'

const EITHER = {
  anyOf: [
    { type: 'object', properties: { a: { type: 'string' }, c: {} }, required: ['a', 'c'] },
    { type: 'object', properties: { b: { type: 'number' }, c: {} }, required: ['b', 'c'] },
  ],
}

describe('alternatives at the root of a schema', () => {
  it('become one object, which requires what all of them require', () => {
    expect(toolSchema(EITHER)).toEqual({
      schema: {
        type: 'object',
        properties: { a: { type: 'string' }, b: { type: 'number' }, c: {} },
        required: ['c'],
      },
      flattened: true,
    })
    expect(toolSchema({ allOf: EITHER.anyOf }).schema.required).toEqual(['a', 'c', 'b'])
  })

  it.each(['chat', 'responses'] as const)(
    'are loosened and told on %s at OpenAI, and kept elsewhere',
    dialect => {
      const given = read({
        tools: [{ type: 'function', function: { name: 'f', parameters: EITHER, strict: true } }],
      })
      const { writeRequest } = dialects[dialect]
      const toOpenai = writeRequest(given, { ...target(OPENAI), dialect })
      expect(toOpenai).toMatchObject({ losses: [{ code: 'schema_flattened', path: 'tools[0]' }] })
      expect(JSON.stringify(toOpenai)).not.toContain('anyOf')
      expect(JSON.stringify(toOpenai)).toContain('"strict":false')
      const elsewhere = writeRequest(given, { ...target(), dialect })
      expect(elsewhere).toMatchObject({ losses: [] })
      expect(JSON.stringify(elsewhere)).toContain('anyOf')
    },
  )
})
