import { describe, expect, test } from 'vitest'
import type { Dialect } from '../../../../src-main/core/conversation.ts'
import type { JsonObject } from '../../../../src-main/core/json.ts'
import type { Quirks } from '../../../../src-main/core/target.ts'
import { sent } from '../../../support/translating.ts'

/** What becomes of fields of a request: the fields that are written, and the losses that are told, if not refused. */
export type Row = [
  from: Dialect,
  to: Dialect,
  fields: JsonObject,
  /** `loses` are all the losses, as `code;path`; `refuses` is the path that is named. */
  fate: { writes?: JsonObject; loses?: readonly string[]; refuses?: string },
  quirks?: Partial<Quirks>,
]

/** One test for each row: a rule of the mapping, an example of it, and its fate. */
export const eachRow = (rows: readonly Row[]) =>
  describe.each(rows)('%s to %s: %j', (from, to, fields, fate, quirks) => {
    test('has the fate that the mapping says', () => {
      const outcome = sent(from, to, fields, quirks)
      if (fate.refuses !== undefined) expect(outcome).toMatchObject({ refused: fate.refuses })
      if (fate.writes) expect(outcome).toMatchObject({ body: fate.writes })
      if (fate.loses) expect(outcome).toMatchObject({ losses: fate.loses })
    })
  })

/** A provider of OpenAI's own kind, which knows all of its vendor's parameters. */
export const OPENAI: Partial<Quirks> = {
  openaiParameters: true,
  efforts: ['none', 'low', 'high', 'xhigh'],
  customTools: true,
}

/** The same tool in the words of Chat, Messages and Responses. */
const parameters = { type: 'object', properties: {} }
export const CHAT_TOOL = { type: 'function', function: { name: 'f', parameters } }
export const MESSAGES_TOOL = { name: 'f', input_schema: parameters }
export const RESPONSES_TOOL = { type: 'function', name: 'f', parameters }
