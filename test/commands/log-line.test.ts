import { stripVTControlCharacters } from 'node:util'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { headLine, logLine } from '../../src-main/commands/log-line.ts'
import { logLines } from '../../src-main/commands/log-lines.ts'
import { shortened } from '../../src-main/commands/terminal.ts'
import { loggedExchange, runningExchange } from '../core/log/logged-exchanges.ts'

const lineOf = (exchange: Parameters<typeof logLine>[0], columns = 200) =>
  stripVTControlCharacters(logLine(exchange, columns))

const LONG = 'openrouter/anthropic/claude-opus-5-5-with-a-name-that-never-ends:extended-2026-11-20'

describe('a row of the log in a terminal', () => {
  test.each([80, 140, 160, 200])(
    'has its id and its duration where all others have them, in %i columns',
    columns => {
      const rows = [
        loggedExchange(),
        loggedExchange({
          requested: LONG,
          modelId: `${LONG}-and-more`,
          client: 'a-client-of-a-very-long-name/1.2.3',
        }),
        loggedExchange({ usage: undefined, cost: { usd: 12.5, source: 'list' }, durationMs: 3 }),
        loggedExchange({ status: 404, outcome: 'failed', errorCode: 'model_not_found', modelId: undefined }),
        loggedExchange({ requested: undefined, modelId: undefined, client: undefined, keyName: undefined }),
        runningExchange(),
      ].map(exchange => lineOf(exchange, columns))
      const places = (pattern: RegExp) => new Set(rows.map(row => pattern.exec(row)?.index))
      expect(places(/req_1a2b/).size).toBe(1)
      expect(places(/(?<=runs| ms| s) {2}/).size).toBe(1)
    },
  )

  test('fits where there is room, and is no wider than it must be', () => {
    const long = loggedExchange({ requested: LONG, modelId: `${LONG}-and-more`, upstreamDialect: 'chat' })
    expect(lineOf(long, 130)).toHaveLength(130)
    expect(lineOf(long, 60).length).toBeGreaterThan(60)
    expect(lineOf(long, 10_000).length).toBe(lineOf(long, 1_000).length)
  })

  test('keeps both ends of long names, and gives what one does not need to the other', () => {
    const line = lineOf(loggedExchange({ requested: 'fast', modelId: LONG }), 150)
    expect(line).toMatch(/ fast → openrouter\/\S+…\S+-11-20 /)
  })

  test('says behind its columns what was translated, lost and failed', () => {
    const losses = [
      { code: 'effort_adjusted', path: 'reasoning' },
      { code: 'family_latest', path: 'model' },
    ] as const
    const failed = loggedExchange({ losses, outcome: 'broken', errorCode: 'stream_broken' })
    expect(lineOf(failed)).toMatch(/req_1a2b {2}chat>responses {2}1 lost {2}stream_broken$/)
  })

  test('says that its client left, and so do all of its lines', () => {
    const left = loggedExchange({ outcome: 'aborted' })
    expect(lineOf(left)).toMatch(/^\S+ \S+ {2}200 left {2}/)
    expect(lineOf(loggedExchange())).toMatch(/^\S+ \S+ {2}200 {2}/)
    expect(logLines(left)).toContain('Outcome: the client left.')
  })

  test.each([
    ['/v1/messages/count_tokens', /req_1a2b {2}\/v1\/messages\/count_tokens/],
    ['/responses/compact', /req_1a2b {2}\/responses\/compact/],
    ['/v1/embeddings', /req_1a2b {2}\/v1\/embeddings/],
    ['/v1/messages', /req_1a2b$/],
    ['/chat/completions', /req_1a2b$/],
  ])('says that %s was called where that is no ordinary call', (path, expected) => {
    expect(lineOf(loggedExchange({ path, upstreamDialect: 'chat' }))).toMatch(expected)
  })

  test('does nothing to the terminal, whatever a client calls itself or its model', () => {
    const order = '\x1b[2J\x07\x1b]0;'
    const nasty = loggedExchange({
      requested: `${order}\nmine`,
      client: `tool${order}/1`,
      outcome: 'failed',
      errorMessage: `no ${order}`,
      steps: [{ rule: 'id', outcome: 'miss', detail: order }],
      losses: [{ code: 'effort_adjusted', path: order }],
    })
    expect(logLine(nasty, 200)).not.toContain('\n')
    for (const line of [logLine(nasty, 200), headLine(nasty), ...logLines(nasty)])
      for (const order of ['\x1b[2J', '\x07', '\x1b]0;']) expect(line).not.toContain(order)
  })

  test('stands alone with its names whole', () => {
    expect(stripVTControlCharacters(headLine(loggedExchange({ modelId: LONG })))).toContain(
      `fast → ${LONG}  3.2 s`,
    )
  })
})

test('a text that is shortened is as long as it may be, and keeps both ends', () => {
  fc.assert(
    fc.property(fc.string(), fc.integer({ min: 1, max: 30 }), (text, length) => {
      const short = shortened(text, length)
      expect(short.length).toBe(Math.min(text.length, length))
      const [before = '', after = ''] =
        text === short
          ? [text]
          : [short.slice(0, Math.ceil((length - 1) / 2)), short.slice(Math.ceil((length - 1) / 2) + 1)]
      expect(text.startsWith(before) && text.endsWith(after)).toBe(true)
    }),
  )
})
