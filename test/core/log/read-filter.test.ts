import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { FILTER_KEYS } from '../../../src-main/core/log/filter-keys.ts'
import { readFilter } from '../../../src-main/core/log/read-filter.ts'

const NOW = Date.UTC(2026, 10, 21, 12)
const read = (text: string) => readFilter(text, NOW).words
const meant = (text: string) => read(text).flatMap(({ conditions }) => conditions)

describe('a filter box', () => {
  test('is empty without words', () => {
    expect(read('  \t ')).toEqual([])
    expect(read('- "" -""')).toEqual([])
  })

  test('is read word by word, each with its place and its text', () => {
    expect(read('gpt  -client:"my tool"')).toEqual([
      { text: 'gpt', start: 0, negated: false, conditions: [{ kind: 'anywhere', value: 'gpt' }] },
      {
        text: '-client:"my tool"',
        start: 5,
        negated: true,
        conditions: [{ kind: 'text', field: 'client', value: 'my tool' }],
      },
    ])
  })

  test.each([
    ['status:404', [['status', '=', 404]]],
    ['status:>=400', [['status', '>=', 400]]],
    [
      'status:4xx',
      [
        ['status', '>=', 400],
        ['status', '<', 500],
      ],
    ],
    [
      'status:400..499',
      [
        ['status', '>=', 400],
        ['status', '<=', 499],
      ],
    ],
    ['ttft:>2s', [['ttft', '>', 2_000]]],
    ['took:<=1.5m', [['took', '<=', 90_000]]],
    ['took:2h..', [['took', '>=', 7_200_000]]],
    ['took:250', [['took', '=', 250]]],
    ['tokens:>10k', [['tokens', '>', 10_000]]],
    ['tokens:<1.5M', [['tokens', '<', 1_500_000]]],
    ['cost:>$0.05', [['cost', '>', 0.05]]],
    ['cost:.5', [['cost', '=', 0.5]]],
    ['attempts:>1', [['attempts', '>', 1]]],
    ['lossy:', [['lossy', '>', 0]]],
    ['lossy:>=2', [['lossy', '>=', 2]]],
    ['since:2h', [['since', '>=', NOW - 7_200_000]]],
    ['before:1d', [['before', '<', NOW - 86_400_000]]],
    ['since:2026-11-20', [['since', '>=', new Date(2026, 10, 20).getTime()]]],
    ['since:2026-11-20T14:30', [['since', '>=', new Date(2026, 10, 20, 14, 30).getTime()]]],
  ])('%s compares a number', (text, expected) => {
    expect(meant(text)).toEqual(
      expected.map(([field, compare, value]) => ({ kind: 'number', field, compare, value })),
    )
  })

  test.each([
    ['via:messages>responses', { kind: 'via', from: 'messages', to: 'responses' }],
    ['via:>responses', { kind: 'via', from: '', to: 'responses' }],
    ['via:chat>', { kind: 'via', from: 'chat' }],
    ['via:translate', { kind: 'via', to: 'translate' }],
    ['via:embeddings', { kind: 'via', to: 'embeddings' }],
    ['has:tool', { kind: 'has', value: 'tools' }],
    ['has:tool-call', { kind: 'has', value: 'tool-call' }],
    ['is:Running', { kind: 'text', field: 'is', value: 'running' }],
    ['error:', { kind: 'text', field: 'error', value: '' }],
    ['error:"rate limit"', { kind: 'text', field: 'error', value: 'rate limit' }],
    ['lossy:citation*', { kind: 'text', field: 'loss', value: 'citation*' }],
    ['MODEL:Sonnet*', { kind: 'text', field: 'model', value: 'Sonnet*' }],
    ['model:lab/qwen3:8b', { kind: 'text', field: 'model', value: 'lab/qwen3:8b' }],
    ['"say \\"hi\\""', { kind: 'anywhere', value: 'say "hi"' }],
  ])('%s means one thing', (text, expected) => {
    expect(meant(text)).toEqual([expected])
  })

  test.each(['http://127.0.0.1:4224/v1', 'openai:gpt', 'qwen3:8b', '"modell:fast"', '__proto__:x'])(
    '%s is looked for as it stands',
    text => {
      expect(read(text)).toEqual([
        expect.objectContaining({ conditions: [expect.objectContaining({ kind: 'anywhere' })] }),
      ])
    },
  )

  test.each([
    ['modell:fast', /there are model, provider/],
    ['speed:>3', /there are model, provider/],
    ['nothing:', /there are model, provider/],
    ['status:many', /status:>=400/],
    ['ttft:>2parsecs', /ttft:>2s/],
    ['took:1..2..3', /took:>10s/],
    ['took:..', /took:>10s/],
    ['since:yesterweek', /since:2h/],
    ['since:2026-02-31', /since:2h/],
    ['is:happy', /running, completed/],
    ['has:dog', /tool-call, image/],
    ['via:telegraph', /chat, responses, messages, pass, translate/],
    ['...', /no letter or digit/],
  ])('%s is a problem with a way out, and filters nothing', (text, problem) => {
    expect(read(text)).toEqual([
      { text, start: 0, negated: false, conditions: [], problem: expect.stringMatching(problem) },
    ])
  })

  test('no text makes it throw, and each word stands where it says', () => {
    const word = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc
        .tuple(fc.constantFrom('', '-'), fc.constantFrom(...Object.keys(FILTER_KEYS)), fc.string())
        .map(([minus, key, value]) => `${minus}${key}:${value}`),
    )
    fc.assert(
      fc.property(fc.array(word, { maxLength: 5 }), words => {
        const box = words.join(' ')
        for (const { text, start, conditions, problem } of read(box)) {
          expect(box.slice(start, start + text.length)).toBe(text)
          expect(conditions.length > 0).toBe(problem === undefined)
        }
      }),
    )
  })
})
