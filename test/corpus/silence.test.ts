import { describe, expect, test } from 'vitest'
import { DIALECTS, type Dialect } from '../../src-main/core/conversation.ts'
import { dialects } from '../../src-main/core/dialects/index.ts'
import type { JsonObject } from '../../src-main/core/json.ts'
import type { Target } from '../../src-main/core/target.ts'
import { type ClientRequest, clientRequests, hasClients, hasCorpus } from '../support/recordings.ts'
import { plainTarget, vendorTarget } from './targets.ts'

/** Fields that may make no difference, and why. All others are kept, or their loss is told. */
const MAY_MAKE_NO_DIFFERENCE: Readonly<Record<Dialect, Readonly<Record<string, string>>>> = {
  chat: { tool_choice: 'auto is what happens without it' },
  messages: {
    tool_choice: 'auto is what happens without it',
    context_management: 'keeping all thinking is what happens without it',
    output_config: 'a later system message may ask for the effort again',
    safeguards: 'for Anthropic’s own classifiers',
  },
  responses: {
    tool_choice: 'auto is what happens without it',
    parallel_tool_calls: 'true is what happens without it, and without tools nothing does',
    include: 'reasoning always comes back in a form that can be replayed',
    client_metadata: 'names the machine and the session, which no provider needs to know',
  },
}

describe.skipIf(!hasCorpus || !hasClients)(
  'fields of recorded requests (skipped where ../shared/corpus or ../shared/clients is missing)',
  () => {
    const all = clientRequests()

    test.each(DIALECTS)('of %s make a difference: in what is sent, or in what is told', dialect => {
      const own = all.filter(request => request.dialect === dialect)
      const targets = DIALECTS.filter(other => other !== dialect).flatMap(other => [
        vendorTarget(other),
        plainTarget(other),
      ])
      const silent = own.flatMap(request => targets.flatMap(target => silentFields(request, target)))
      expect([...new Set(silent)]).toEqual([])
      expect(own.length).toBeGreaterThan(300)
    })
  },
)

function silentFields({ dialect, body }: ClientRequest, target: Target): string[] {
  const whole = traceOf(dialect, body, target)
  if (whole === undefined) return []
  const fields = Object.entries(body).filter(
    ([field, value]) => !isNothing(value) && !Object.hasOwn(MAY_MAKE_NO_DIFFERENCE[dialect], field),
  )
  return fields
    .filter(
      ([field]) => field !== 'model' && traceOf(dialect, { ...body, [field]: undefined }, target) === whole,
    )
    .map(
      ([field, value]) => `${dialect} > ${target.dialect}: ${field} = ${JSON.stringify(value).slice(0, 60)}`,
    )
}

const isNothing = (value: unknown): boolean =>
  value === null || value === false || value === '' || (Array.isArray(value) && value.length === 0)

/** Everything that a request leads to, as text; undefined where it is refused, which tells of one field only. */
function traceOf(dialect: Dialect, body: JsonObject, target: Target): string | undefined {
  const read = dialects[dialect].readRequest(body)
  if (!read.ok) return undefined
  const written = dialects[target.dialect].writeRequest(read.value, target)
  const { options, stream, streamUsage } = read.value
  return written.ok ? JSON.stringify([written, read.losses, options, stream, streamUsage]) : undefined
}
