import { afterAll, describe, expect, test } from 'vitest'
import { DIALECTS, type Dialect } from '../../src-main/core/conversation.ts'
import { clientRequests, hasClients, hasCorpus, recordings } from '../support/recordings.ts'
import { type Fate, replyFate, requestFate } from './round-trips/fates.ts'

const WAYS = DIALECTS.flatMap(home =>
  DIALECTS.filter(other => other !== home).map(other => ({ home, other })),
)

/**
 * Each recorded request and reply goes through another dialect and back, and is compared with the original value by value:
 * what is missing is named by a loss at its path, part of a refusal, or in the tables of what says nothing.
 */
describe.skipIf(!hasCorpus || !hasClients)(
  'through another dialect and back (skipped where ../shared/corpus or ../shared/clients is missing)',
  () => {
    const requests = hasCorpus ? clientRequests() : []
    const replies = hasCorpus ? recordings().filter(({ status }) => status < 400) : []
    const total: Fate[] = []

    test.each(WAYS)('nothing of $home is lost silently in $other', ({ home, other }) => {
      const of = <Each extends { dialect: Dialect }>(all: readonly Each[]) =>
        all.filter(({ dialect }) => dialect === home)
      const fates = [
        ...of(requests).map(request => requestFate(request, other)),
        ...of(replies).map(reply => replyFate(reply, other)),
      ]
      total.push(...fates)
      process.stdout.write(`${home} > ${other} > ${home}: ${summary(fates)}\n`)
      expect(fates.flatMap(fate => fate.unexplained)).toEqual([])
      expect(fates.length).toBeGreaterThan(500)
    })

    afterAll(() => {
      process.stdout.write(`total: ${summary(total)}\n`)
    })
  },
)

function summary(fates: readonly Fate[]): string {
  const count = (kind: Fate['kind']) => fates.filter(fate => fate.kind === kind).length
  return `${fates.length} exchanges · ${count('exact')} exact · ${count('named')} with named losses · ${count('refused')} refused · ${count('unexplained')} unexplained`
}
