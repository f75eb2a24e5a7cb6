import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { DIALECTS, type Dialect } from '../../src-main/core/conversation.ts'
import { dialects } from '../../src-main/core/dialects/index.ts'
import { asObject, asString, parseJson } from '../../src-main/core/json.ts'
import { grammarProblem } from '../support/event-grammar.ts'
import { hasCorpus, type Recording, recordings } from '../support/recordings.ts'
import { endingOf } from './ending.ts'
import { plain, startJudges, withoutIdentity } from './replay.ts'
import { translate } from './traffic.ts'

const PAIRS = DIALECTS.flatMap(provider => DIALECTS.map(client => ({ provider, client })))

describe.skipIf(!hasCorpus)('recorded replies (skipped where ../shared/corpus is missing)', () => {
  const all = recordings()
  const answered = all.filter(({ status }) => status < 400)
  let sdks: Awaited<ReturnType<typeof startJudges>>
  beforeAll(async () => {
    sdks = await startJudges()
  })
  afterAll(() => sdks.stop())

  test('there are hundreds of each dialect', () => {
    for (const dialect of DIALECTS) {
      const own = answered.filter(recording => recording.dialect === dialect)
      const streams = own.filter(({ answer }) => answer.kind === 'stream').length
      process.stdout.write(`${dialect}: ${streams} streams, ${own.length - streams} whole replies recorded\n`)
      expect(own.length).toBeGreaterThan(200)
    }
  })

  test.each(PAIRS)(
    'of $provider are accepted by the official SDK of $client',
    async ({ provider, client }) => {
      const own = answered.filter(recording => recording.dialect === provider)
      const verdicts = await Promise.all(own.map(recording => judge(recording, client)))
      const count = (verdict: string) => verdicts.filter(each => each === verdict).length
      process.stdout.write(
        `${provider} > ${client}: ${own.length} written, ${count('accepted')} accepted streamed and whole, ${count('error')} errors as expected\n`,
      )
      expect(verdicts.filter(verdict => verdict !== 'accepted' && verdict !== 'error')).toEqual([])
    },
  )

  /** `accepted`, `error` where an error is what the client must see, or what is wrong. */
  async function judge(recording: Recording, client: Dialect): Promise<string> {
    const { events, reply, streamed, whole } = translate(recording, client)
    const problem = grammarProblem(events)
    if (problem) return `${recording.name}: ${problem}`
    const [asStream, asWhole] = await Promise.allSettled([
      sdks.judges[client](streamed),
      sdks.judges[client](whole),
    ])
    if (endingOf(recording) !== 'whole') {
      const message = reply.failure?.message ?? 'no failure'
      const isTold = [asStream, asWhole].every(
        ({ status, ...rest }) => status === 'rejected' && told(rest, message),
      )
      return isTold ? 'error' : `${recording.name}: a broken reply looks whole`
    }
    if (asStream.status === 'rejected') return `${recording.name}: streamed: ${asStream.reason}`
    if (asWhole.status === 'rejected') return `${recording.name}: whole: ${asWhole.reason}`
    try {
      const written = withoutIdentity(client, plain(parseJson(whole.text)))
      expect(withoutIdentity(client, asStream.value)).toEqual(written)
      expect(withoutIdentity(client, asWhole.value)).toEqual(written)
      return 'accepted'
    } catch (difference) {
      return `${recording.name}: ${difference instanceof Error ? difference.message : difference}`
    }
  }

  const told = (settled: object, message: string): boolean =>
    String('reason' in settled && settled.reason).includes(message)

  test('a refusal keeps its status and its words in every dialect', async () => {
    const refused = all.filter(({ status }) => status >= 400)
    for (const { name, dialect, status, answer } of refused) {
      const text = JSON.stringify(answer.kind === 'whole' ? answer.body : answer.text)
      const failure = dialects[dialect].readFailure(status, text)
      const words = asString(asObject(asObject(parseJson(text)).error).message)
      if (words) expect(failure.message, name).toContain(words)
      for (const client of DIALECTS) {
        const written = dialects[client].writeFailure(failure)
        const printed = {
          status: written.status,
          type: 'application/json',
          text: JSON.stringify(written.body),
        } as const
        await expect(sdks.judges[client](printed), `${name} > ${client}`).rejects.toMatchObject({
          status: written.status,
        })
      }
    }
    process.stdout.write(`${refused.length} recorded refusals told in three dialects\n`)
    expect(refused.length).toBeGreaterThan(10)
  })
})
