import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ExportEntry } from '../../../src-main/core/log/export-entry.ts'
import { exportHtml } from '../../../src-main/core/log/export-html.ts'
import { html } from '../../../src-main/core/log/markup.ts'
import { storedMessages } from '../../../src-main/core/log/stored-message.ts'
import { exchange } from './exchanges.ts'
import { PIXEL, recorded } from './recordings.ts'

const CONTEXT = { version: '1.2.3', at: Date.UTC(2026, 10, 21), proxyUrl: 'http://127.0.0.1:4224' }

/** An entry in which this text stands wherever a text may stand. */
function entryOf(text: string, rest: Partial<ExportEntry> = {}): ExportEntry {
  const message = recorded(`see ${text}`, { headers: { [text]: text }, url: text, method: text })
  return {
    exchange: exchange({
      id: text,
      path: text,
      client: text,
      session: text,
      requested: text,
      modelId: text,
      route: { kind: 'alias', name: text },
      steps: [{ rule: 'alias', outcome: 'match', detail: text, rejected: [{ id: text, reason: text }] }],
      errorCode: text,
      errorMessage: text,
      stop: text,
      losses: [{ code: 'citation_dropped', path: text }],
    }),
    messages: storedMessages({ 'client-request': message, 'client-response': message }, []),
    chat: {
      system: [text],
      tools: [{ name: text, description: text }],
      turns: [
        {
          role: 'assistant',
          isReply: true,
          blocks: [
            { kind: 'text', text },
            { kind: 'reasoning', text },
            { kind: 'tool-call', id: text, name: text, input: text },
            { kind: 'tool-result', id: text, text, isError: true },
            { kind: 'file', text },
            { kind: 'image', text, dataUrl: `data:image/png;base64,${PIXEL}` },
          ],
        },
      ],
      problem: text,
    },
    events: [{ at: 1, side: 'client-response', name: text, data: text }],
    ...rest,
  }
}

describe('an exported page', () => {
  it('is whole, and allows nothing to run or load', () => {
    const page = exportHtml([entryOf('words')], CONTEXT)
    expect(page).toMatch(/^<!doctype html>\n<html lang="en">/)
    expect(page).toContain(
      `content="default-src &#39;none&#39;; style-src &#39;unsafe-inline&#39;; img-src data:"`,
    )
    expect(page).toContain('prefers-color-scheme:dark')
    expect(page).toContain(`<img src="data:image/png;base64,${PIXEL}" alt="words">`)
    expect(page).not.toMatch(/<script|<link|<iframe|\son\w+=|\ssrc="(?!data:)/)
  })

  it('has its headings in order, none left out', () => {
    const page = exportHtml([entryOf('one'), entryOf('two')], CONTEXT)
    const levels = [...page.matchAll(/<h(\d)/g)].map(([, level]) => Number(level))
    expect(levels[0]).toBe(1)
    expect(levels.every((level, index) => level <= (levels[index - 1] ?? level) + 1)).toBe(true)
    expect(page).toContain('<a href="#request-2">')
  })

  it('names in its contents, head and summary how a request ended', () => {
    const left = exchange({ outcome: 'aborted', status: 200 })
    const entry = { exchange: left, messages: {} }
    const page = exportHtml([entry, entry], CONTEXT)
    expect(page).toMatch(/<a href="#request-1">[^<]*· 200 left ·/)
    expect(page).toMatch(/<span class="badge good">200 left<\/span>/)
    expect(page).toContain('<th scope="row">Outcome</th><td>the client left</td>')
  })

  it('tells notes from losses', () => {
    const losses = [
      { code: 'family_latest', path: 'model' },
      { code: 'effort_adjusted', path: 'reasoning.effort' },
    ] as const
    const page = exportHtml([{ exchange: exchange({ losses }), messages: {} }], CONTEXT)
    expect(page).toMatch(/What could not be kept<\/h3>.*effort_adjusted.*Notes<\/h3>.*family_latest/s)
    const noted = exportHtml([{ exchange: exchange({ losses: [losses[0]] }), messages: {} }], CONTEXT)
    expect(noted).not.toContain('What could not be kept')
  })

  it('shows one that is still running, of which nothing is held', () => {
    const { durationMs, outcome, status, bytesOut, usage, ...running } = exchange()
    const page = exportHtml([{ exchange: { ...running, attempts: [], steps: [] }, messages: {} }], CONTEXT)
    expect(page).toContain('running')
    expect(page).toContain('Its messages were not recorded, or are no longer held')
    expect(page).not.toContain('undefined')
  })

  it('escapes every text, wherever it stands', () => {
    const nasty = fc
      .array(
        fc.oneof(
          fc.string({ maxLength: 5 }),
          fc.constantFrom(
            '<script>alert(1)</script>',
            '"><img src=x onerror=y>',
            "'",
            '&lt;',
            '</pre>',
            '-->',
          ),
        ),
        { maxLength: 6 },
      )
      // White space may begin a line of an event stream or end a text: how it is shown is another matter.
      .map(pieces => `Q7${pieces.join('').replace(/[\s\0]/g, '_')}7Q`)
    fc.assert(
      fc.property(nasty, text => {
        const escaped = html`${text}`.html
        expect(escaped).not.toMatch(/[<>"']/)
        const plain = (page: string, form: string) =>
          page.replaceAll(form, 'XXX').replace(/[\d,]+ bytes/g, '')
        expect(plain(exportHtml([entryOf(text)], CONTEXT), escaped)).toBe(
          plain(exportHtml([entryOf('Q7word7Q')], CONTEXT), 'Q7word7Q'),
        )
      }),
    )
  })
})
