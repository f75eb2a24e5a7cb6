import { describe, expect, test } from 'vitest'
import { DIALECTS } from '../../src-main/core/conversation.ts'
import { dialects } from '../../src-main/core/dialects/index.ts'
import type { Target } from '../../src-main/core/target.ts'
import {
  agentRequests,
  type ClientRequest,
  clientRequests,
  hasClients,
  hasCorpus,
} from '../support/recordings.ts'
import { gistOf, missing } from './gist.ts'
import { illegalities } from './legality.ts'
import { plainTarget, vendorTarget } from './targets.ts'

const PAIRS = DIALECTS.flatMap(client => DIALECTS.map(provider => ({ client, provider })))
const TARGETS = { 'the vendor': vendorTarget, 'a model nobody knows': plainTarget }

/** Content that has no counterpart, and replies that another server keeps. */
const REFUSALS = new Set(['untranslatable', 'previous_response_not_found'])

type Fate =
  | { readonly kind: 'legal' }
  | { readonly kind: 'refused'; readonly why: string }
  | { readonly kind: 'wrong'; readonly what: string }

describe.skipIf(!hasCorpus || !hasClients)(
  'recorded requests (skipped where ../shared/corpus or ../shared/clients is missing)',
  () => {
    const all = clientRequests()

    test('there are hundreds of them', () => {
      process.stdout.write(`${all.length} requests recorded\n`)
      expect(all.length).toBeGreaterThan(1000)
    })

    describe.each(Object.entries(TARGETS))('for %s', (model, targetOf) => {
      test.each(PAIRS)('of $client are legal in $provider, and say the same', ({ client, provider }) => {
        const own = all.filter(({ dialect }) => dialect === client)
        const fates = own.map(request => fateOf(request, targetOf(provider)))
        const refused = fates.flatMap(fate => (fate.kind === 'refused' ? [fate.why] : []))
        process.stdout.write(
          `${client} > ${provider} (${model}): ${own.length} read, ${own.length - refused.length} written, refused: ${counted(refused) || 'none'}\n`,
        )
        expect(fates.flatMap(fate => (fate.kind === 'wrong' ? [fate.what] : []))).toEqual([])
      })
    })
  },
)

/**
 * What only the proxy can settle: kept replies and conversations, and threads, which SDKs then send in full. Codex also sends an
 * empty input to have a model loaded, which Messages cannot say.
 */
const SETTLED = /previous_response_id|conversation|thread|^untranslatable input$/

describe.skipIf(!hasClients)(
  'requests of real agents and SDKs (skipped where ../shared/clients is missing)',
  () => {
    const targets = DIALECTS.flatMap(dialect =>
      Object.entries(TARGETS).map(([model, targetOf]) => [dialect, model, targetOf(dialect)] as const),
    )

    test.each(targets)('are all written for %s of %s', (_dialect, _model, target) => {
      const fates = agentRequests().map(request => ({ ...fateOf(request, target), name: request.name }))
      const stopped = fates.filter(
        fate => fate.kind === 'wrong' || (fate.kind === 'refused' && !SETTLED.test(fate.why)),
      )
      expect(stopped).toEqual([])
      expect(fates.length).toBeGreaterThan(200)
    })
  },
)

function fateOf({ name, dialect, body }: ClientRequest, target: Target): Fate {
  const wrong = (what: string): Fate => ({ kind: 'wrong', what: `${name}: ${what}` })
  const read = dialects[dialect].readRequest(body)
  const written = read.ok ? dialects[target.dialect].writeRequest(read.value, target) : read
  if (!read.ok || !written.ok) {
    const { code, param } = written.ok ? { code: '', param: '' } : written.failure
    if (!REFUSALS.has(code ?? '') || !param) return wrong(`refused as ${code} without a path`)
    return { kind: 'refused', why: `${code} ${param.replace(/\d+/g, 'N')}` }
  }
  const faults = illegalities(target.dialect, written.value.body)
  if (faults.length > 0) return wrong(faults.join('; '))
  const again = dialects[target.dialect].readRequest(written.value.body)
  if (!again.ok) return wrong(`not read again: ${again.failure.message}`)
  const losses = [...read.losses, ...written.losses]
  const gone = missing(gistOf(read.value, losses), gistOf(again.value))
  return gone.length > 0 ? wrong(`lost without a word: ${gone.join('; ').slice(0, 400)}`) : { kind: 'legal' }
}

/** `a (3), b (1)` of a list with repetitions. */
function counted(list: readonly string[]): string {
  const counts = new Map<string, number>()
  for (const each of list) counts.set(each, (counts.get(each) ?? 0) + 1)
  return [...counts].map(([each, count]) => `${each} (${count})`).join(', ')
}
