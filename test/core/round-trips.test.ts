import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { DIALECTS } from '../../src-main/core/conversation.ts'
import { dialects } from '../../src-main/core/dialects/index.ts'
import { asNumber, asObject, type JsonObject, parseJson } from '../../src-main/core/json.ts'
import { collect, type Reply } from '../../src-main/core/reply.ts'
import { plain, startJudges, withoutIdentity } from '../corpus/replay.ts'
import { requestFate } from '../corpus/round-trips/fates.ts'
import { grammarProblem } from '../support/event-grammar.ts'
import { contextFor, printedBoth, replyEvents, rereadBoth, usage } from './reply-stories.ts'
import { requestBody } from './request-bodies.ts'

const WAYS = DIALECTS.flatMap(home =>
  DIALECTS.filter(other => other !== home).map(other => ({ home, other })),
)

describe('any request', () => {
  test.each(WAYS)('of $home keeps what it says in $other, or names it', ({ home, other }) => {
    fc.assert(
      fc.property(requestBody[home], body => {
        expect(requestFate({ name: home, dialect: home, body }, other).unexplained).toEqual([])
      }),
      { numRuns: 150 },
    )
  })

  test.each(WAYS)(
    'of $home is refused in $other only for a file or content that it names',
    ({ home, other }) => {
      fc.assert(
        fc.property(requestBody[home], body => {
          const { kind } = requestFate({ name: home, dialect: home, body }, other)
          expect(kind).not.toBe('refused')
        }),
        { numRuns: 50 },
      )
    },
  )
})

describe('any reply', () => {
  let sdks: Awaited<ReturnType<typeof startJudges>>
  beforeAll(async () => {
    sdks = await startJudges()
  })
  afterAll(() => sdks.stop())

  test.each(DIALECTS)('says the same on %s whether it is streamed or whole', dialect => {
    fc.assert(
      fc.property(replyEvents, events => {
        expect(grammarProblem(events)).toBeUndefined()
        const { streamed, whole } = rereadBoth(dialect, events)
        const view = dialect === 'chat' ? asMessage : said
        expect(view(streamed)).toEqual(view(whole))
      }),
      { numRuns: 200 },
    )
  })

  test.each(DIALECTS)('is put together from its stream by the official SDK of %s', async dialect => {
    await fc.assert(
      fc.asyncProperty(replyEvents, async events => {
        const { streamed, whole } = printedBoth(dialect, events)
        const heard = await sdks.judges[dialect]({ status: 200, type: 'text/event-stream', text: streamed })
        expect(withoutIdentity(dialect, heard)).toEqual(withoutIdentity(dialect, plain(whole)))
      }),
      { numRuns: 40 },
    )
  })

  test.each(DIALECTS)('has counts on %s that fit into each other, whatever was counted', dialect => {
    fc.assert(
      fc.property(usage, counts => {
        const body = dialects[dialect].writeReply(
          collect(dialects[dialect].readReply(COUNTED[dialect](counts), contextFor(dialect))),
          contextFor(dialect),
        ).body
        const written = asObject(body.usage)
        for (const count of numbersIn(written)) expect(count).toBeGreaterThanOrEqual(0)
        const { input, cached, output, reasoning } = wholeCounts[dialect](written)
        expect(cached).toBeLessThanOrEqual(input)
        expect(reasoning).toBeLessThanOrEqual(output)
      }),
    )
  })

  test.each(WAYS)('has the same counts on $home after a way through $other', ({ home, other }) => {
    fc.assert(
      fc.property(usage, counts => {
        const first = collect(dialects[home].readReply(COUNTED[home](counts), contextFor(other)))
        const between = dialects[other].writeReply(first, contextFor(other)).body
        const second = collect(dialects[other].readReply(between, contextFor(home)))
        expect({ ...second.usage, raw: undefined }).toEqual({ ...first.usage, raw: undefined })
      }),
    )
  })
})

/** What a reply says, without identities. Anthropic gives a whole input, others its text: JSON is compared by value. */
const said = ({ blocks, stop }: Reply) => ({
  blocks: blocks.map(({ head, text, citations, proof }) => ({
    head,
    text: head.type === 'tool-call' ? (parseJson(text || '{}') ?? text) : text,
    citations,
    proof,
  })),
  stop,
})

/**
 * What a message of Chat says, which has one of each: its stream tells sources and proofs last, as the official SDK keeps only
 * what comes in one delta. Sources that then come behind a call are lost, and named.
 */
function asMessage({ blocks, stop, losses }: Reply) {
  const of = (type: string) => blocks.filter(({ head }) => head.type === type)
  const words = (type: string) =>
    of(type)
      .map(({ text }) => text)
      .join('')
  const sealed = JSON.stringify(blocks.map(({ proof }) => proof?.item ?? null)).match(/pb1\.[^"]*/g)
  const isSourceless = of('tool-call').length > 0 || losses.some(({ code }) => code === 'citation_dropped')
  return {
    words: ['text', 'refusal', 'reasoning'].map(words),
    calls: of('tool-call').map(({ head, text }) => ({ head, input: parseJson(text || '{}') })),
    citations: isSourceless ? 'named' : of('text').map(({ citations }) => citations),
    sealed,
    stop,
  }
}

const numbersIn = (value: JsonObject): number[] =>
  Object.values(value).flatMap(each => (typeof each === 'number' ? [each] : numbersIn(asObject(each))))

type Counts = {
  readonly input: number
  readonly cached: number
  readonly written: number
  readonly output: number
  readonly reasoning: number
}

/** A provider's reply that says nothing but its counts; they need not fit. */
const COUNTED: Readonly<Record<(typeof DIALECTS)[number], (counts: Counts) => JsonObject>> = {
  chat: ({ input, cached, written, output, reasoning }) => ({
    choices: [{ index: 0, message: { role: 'assistant', content: 'x' }, finish_reason: 'stop' }],
    usage: {
      prompt_tokens: input,
      completion_tokens: output,
      prompt_tokens_details: { cached_tokens: cached, cache_write_tokens: written },
      completion_tokens_details: { reasoning_tokens: reasoning },
    },
  }),
  responses: ({ input, cached, written, output, reasoning }) => ({
    object: 'response',
    status: 'completed',
    output: [],
    usage: {
      input_tokens: input,
      output_tokens: output,
      input_tokens_details: { cached_tokens: cached, cache_write_tokens: written },
      output_tokens_details: { reasoning_tokens: reasoning },
    },
  }),
  messages: ({ input, cached, written, output, reasoning }) => ({
    type: 'message',
    content: [{ type: 'text', text: 'x' }],
    stop_reason: 'end_turn',
    usage: {
      input_tokens: input,
      cache_read_input_tokens: cached,
      cache_creation_input_tokens: written,
      output_tokens: output,
      output_tokens_details: { thinking_tokens: reasoning },
    },
  }),
}

/** The counts that must fit: what was cached is part of the input of OpenAI, and stands beside that of Anthropic. */
const wholeCounts: Readonly<
  Record<(typeof DIALECTS)[number], (usage: JsonObject) => Omit<Counts, 'written'>>
> = {
  chat: said =>
    partsOf(
      said.prompt_tokens,
      said.prompt_tokens_details,
      said.completion_tokens,
      said.completion_tokens_details,
    ),
  responses: said =>
    partsOf(said.input_tokens, said.input_tokens_details, said.output_tokens, said.output_tokens_details),
  messages: said => ({
    input: Number.POSITIVE_INFINITY,
    cached: asNumber(said.cache_read_input_tokens) ?? 0,
    output: asNumber(said.output_tokens) ?? 0,
    reasoning: asNumber(asObject(said.output_tokens_details).thinking_tokens) ?? 0,
  }),
}

const partsOf = (input: unknown, inputParts: unknown, output: unknown, outputParts: unknown) => ({
  input: asNumber(input) ?? 0,
  cached:
    (asNumber(asObject(inputParts).cached_tokens) ?? 0) +
    (asNumber(asObject(inputParts).cache_write_tokens) ?? 0),
  output: asNumber(output) ?? 0,
  reasoning: asNumber(asObject(outputParts).reasoning_tokens) ?? 0,
})
