import { describe, expect, it } from 'vitest'
import { outcomeText, statusText } from '../../../src-main/core/log/outcome-text.ts'
import { statusText as statusOnPage } from '../../../src-renderer/src/pages/log/row-text.ts'
import { sentenceOf } from '../../../src-renderer/src/pages/log/sentence.ts'
import { loggedExchange, runningExchange } from './logged-exchanges.ts'

/** A row of the page counts what an exchange has as lists. */
const onPage = <T extends object>(exchange: T) => ({ ...exchange, attempts: 1, losses: 0, kept: false })

describe('how a request ended', () => {
  it.each([
    ['200', {}],
    ['200 left', { outcome: 'aborted' }],
    ['left', { outcome: 'aborted', status: 499 }],
    ['cancelled', { outcome: 'aborted', errorCode: 'cancelled' }],
    ['200 cut', { outcome: 'broken', errorCode: 'stream_broken' }],
    ['404', { outcome: 'failed', status: 404, errorCode: 'model_not_found' }],
  ] as const)('is "%s" in a list, and told in a clause, in the words of the page', (words, changes) => {
    const exchange = loggedExchange(changes)
    expect(statusText(exchange)).toBe(words)
    expect(statusOnPage(onPage(exchange))).toBe(words)
    expect(sentenceOf(onPage(exchange), 1)).toContain(`; ${outcomeText(exchange)} after `)
  })

  it('is not known while it runs', () => {
    const exchange = runningExchange()
    expect(statusText(exchange)).toBe('running')
    expect(sentenceOf({ ...onPage(exchange), outcome: 'running' }, 1)).toContain(
      `; ${outcomeText(exchange)}.`,
    )
  })
})
