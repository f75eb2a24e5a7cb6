import { expect, test } from 'vitest'
import type { Dialect } from '../../../../src-main/core/conversation.ts'
import type { JsonObject } from '../../../../src-main/core/json.ts'
import type { Quirks } from '../../../../src-main/core/target.ts'
import { sent } from '../../../support/translating.ts'

/** What becomes of fields: `loses` are all the losses, as `code;path`, `refuses` the path that is named. */
export interface Fate {
  readonly writes?: JsonObject
  readonly loses?: readonly string[]
  readonly refuses?: string
}

/** A rule of the mapping by an example: fields of a request, and what becomes of them. */
export type Row = [from: Dialect, to: Dialect, fields: JsonObject, fate: Fate, quirks?: Partial<Quirks>]

/** Makes rows of one direction. */
export const between =
  (from: Dialect, to: Dialect) =>
  (fields: JsonObject, fate: Fate, quirks?: Partial<Quirks>): Row => [from, to, fields, fate, quirks]

/** One test for each row, by the name of what is sent where. */
export function eachRow(rows: readonly Row[]): void {
  test.each(rows.map(row => [nameOf(row), row] as const))('%s', (_name, [from, to, fields, fate, quirks]) => {
    const outcome = sent(from, to, fields, quirks)
    if (fate.refuses !== undefined) expect(outcome).toMatchObject({ refused: fate.refuses })
    if (fate.writes) expect(outcome).toMatchObject({ body: fate.writes })
    if (fate.loses) expect(outcome).toMatchObject({ losses: fate.loses })
  })
}

const nameOf = ([from, to, fields, , quirks]: Row): string =>
  `${from} to ${to}: ${JSON.stringify(fields)}${quirks ? ` where ${JSON.stringify(quirks)}` : ''}`

/** Written as these fields, and nothing is lost. */
export const exact = (writes: JsonObject): Fate => ({ writes, loses: [] })

/** Parameters that go, each named by its path. */
export const dropped = (...paths: readonly string[]): Fate => ({
  loses: paths.map(path => `unsupported_parameter;${path}`),
})

/** A provider of OpenAI's own kind, which knows all of its vendor's parameters. */
export const OPENAI: Partial<Quirks> = {
  openaiParameters: true,
  efforts: ['none', 'low', 'high', 'xhigh'],
  customTools: true,
}

/** Parameters of a tool, and the same tool in the words of each dialect. */
export const SCHEMA = { type: 'object', properties: { a: { type: 'string' } } }
export const CHAT_TOOL = { type: 'function', function: { name: 'f', parameters: SCHEMA } }
export const MESSAGES_TOOL = { name: 'f', input_schema: SCHEMA }
export const RESPONSES_TOOL = { type: 'function', name: 'f', parameters: SCHEMA }
