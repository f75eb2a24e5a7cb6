import { describe, expect, test } from 'vitest'
import type { LogDetail } from '../../../../../src-main/control/contract/log.ts'
import { timingSpans } from '../../../../../src-renderer/src/pages/log/detail/timing-spans.ts'
import { logDetail } from '../log-detail.ts'

const attempt = (fields: Partial<LogDetail['attempts'][number]>): LogDetail['attempts'][number] => ({
  modelId: 'lab/small',
  dialect: 'chat',
  action: 'pass',
  startedAt: 1010,
  durationMs: 890,
  headMs: 480,
  ...fields,
})
const spans = (detail: LogDetail, until = 0) =>
  timingSpans(detail, until).map(({ kind, from, to }) => `${kind} ${from}-${to}`)

describe('where the time went', () => {
  test('from the arrival to the last byte, without a gap', () => {
    const detail = logDetail({ queueMs: 10, attempts: [attempt({ connectMs: 30 })] })
    expect(spans(detail)).toEqual([
      'queue 0-10',
      'connect 10-40',
      'wait 40-490',
      'first-byte 490-500',
      'first-token 500-600',
      'stream 600-900',
    ])
  })

  test('each attempt that failed has its own time', () => {
    const attempts = [
      attempt({ durationMs: 100, headMs: 90, errorCode: 'server_error', status: 500 }),
      attempt({ startedAt: 1110, durationMs: 790, headMs: 390 }),
    ]
    expect(timingSpans(logDetail({ attempts }), 0)).toEqual([
      { kind: 'queue', from: 0, to: 10, attempt: undefined },
      { kind: 'failed', from: 10, to: 110, attempt: 1 },
      { kind: 'wait', from: 110, to: 500, attempt: 2 },
      { kind: 'first-token', from: 500, to: 600, attempt: undefined },
      { kind: 'stream', from: 600, to: 900, attempt: undefined },
    ])
  })

  test('a request that runs goes until now', () => {
    const detail = logDetail({
      outcome: 'running',
      durationMs: undefined,
      firstTokenMs: undefined,
      attempts: [attempt({})],
    })
    expect(spans(detail, 700)).toEqual(['queue 0-10', 'wait 10-490', 'first-byte 490-500', 'stream 500-700'])
  })

  test('one that was refused at once has nothing but its own time', () => {
    const detail = logDetail({ durationMs: 2, firstByteMs: 2, firstTokenMs: undefined })
    expect(spans(detail)).toEqual(['queue 0-2'])
  })
})
