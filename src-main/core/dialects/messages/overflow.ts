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
