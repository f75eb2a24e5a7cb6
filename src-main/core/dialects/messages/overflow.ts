/** The words in which providers say that a prompt does not fit. */
const OVERFLOW = new RegExp(
  [
    'prompt is too long',
    'context_length_exceeded',
    'maximum (context|prompt|input) (length|size|tokens)',
    '(exceeds?|exceeded|greater than|longer than|over)\\b.{0,60}\\bcontext (window|length|size|limit)',
    'context (window|length|size|limit)\\b.{0,40}\\bexceeded',
    'input length and .max_tokens. exceed',
    'too many (input )?tokens',
    'input (is )?too long',
  ].join('|'),
  'i',
)

export const isOverflow = (message: string): boolean => OVERFLOW.test(message)

const NUMBER = '([0-9][0-9,._]*)'
/** How much was asked, and how much fits, in the wordings that name both. */
const PAIRS: readonly { readonly words: RegExp; readonly asked: 1 | 2 }[] = [
  { words: new RegExp(`${NUMBER}(?: input)? tokens? > ${NUMBER}`, 'i'), asked: 1 },
  {
    words: new RegExp(
      `maximum (?:context|prompt|input) length (?:is|of) ${NUMBER}[\\s\\S]*?${NUMBER}\\s*(?:input )?tokens`,
      'i',
    ),
    asked: 2,
  },
  {
    words: new RegExp(`${NUMBER} tokens[\\s\\S]*?(?:limit|maximum|window|size)[^0-9]*${NUMBER}`, 'i'),
    asked: 1,
  },
]

/**
 * The one wording that Claude Code recognises and takes its numbers from, so that it compacts instead of failing. Where the
 * provider named no numbers, its own words follow.
 */
export function overflowMessage(message: string): string {
  if (/prompt is too long: \d+ tokens > \d+ maximum/.test(message)) return message
  for (const { words, asked } of PAIRS) {
    const match = words.exec(message)
    if (!match) continue
    const [first, second] = [match[1], match[2]].map(text => Number((text ?? '').replace(/[,._]/g, '')))
    const [tokens, most] = asked === 1 ? [first, second] : [second, first]
    return `prompt is too long: ${tokens} tokens > ${most} maximum`
  }
  return `prompt is too long: ${message}`
}
