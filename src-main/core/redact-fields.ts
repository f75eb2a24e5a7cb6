/**
 * A member of JSON whose name says that its value is secret, up to the quote that opens the value. In JSON that is a string
 * of JSON, as tool calls carry their arguments, each quote has backslashes before it: as many behind the name as before the
 * value.
 */
const FIELD =
  /"(?:[a-z_-]{0,60}(?:api[_-]?key|access[_-]?key(?:[_-]?id)?|(?:secret|private|subscription|account)[_-]?(?:access[_-]?)?key|token|secret|password|passwd|passphrase)|(?:proxy-)?authorization|(?:set-)?cookie)(\\*)"\s*:\s*(\\*)"/gi

/** What the logprobs of a reply call a token is a piece of its text; its number stands behind or before it. */
const BEFORE_LOGPROB = /^\s*,\s*\\*"(?:logprob|bytes|top_logprobs)\\*"/
const BEHIND_LOGPROB = /"logprob\\*"\s*:\s*[\d.eE+-]+\s*,\s*\\*$/
const LONGEST_LOOK = 60

/** The text with every secret value of such a member replaced; whatever is JSON stays JSON. */
export function hideSecretFields(text: string, hidden: string): string {
  let out = ''
  let at = 0
  FIELD.lastIndex = 0
  for (let field = FIELD.exec(text); field; field = FIELD.exec(text)) {
    const [, before = '', again = ''] = field
    const start = FIELD.lastIndex
    if (before !== again || !isDepth(before.length)) continue
    const end = endOfValue(text, start, before.length)
    FIELD.lastIndex = end
    if (end === start || isLogprob(text, field.index, end + before.length + 1)) continue
    out += text.slice(at, start) + hidden
    at = end
  }
  return out + text.slice(at)
}

const isLogprob = (text: string, begin: number, end: number): boolean =>
  BEFORE_LOGPROB.test(text.slice(end, end + LONGEST_LOOK)) ||
  BEHIND_LOGPROB.test(text.slice(Math.max(0, begin - LONGEST_LOOK), begin))

const BACKSLASH = 92

/** The backslashes before a quote that delimits, of JSON that is no string, a string, a string in a string: 0, 1, 3, 7. */
const isDepth = (backslashes: number): boolean => (backslashes & (backslashes + 1)) === 0

/**
 * Where the value ends: before the backslashes and the quote that close it or a string around it, or with the text, where
 * that was cut. A quote inside of the value has another run of backslashes, modulo twice what one more level would have.
 */
function endOfValue(text: string, start: number, depth: number): number {
  for (let quote = text.indexOf('"', start); quote >= 0; quote = text.indexOf('"', quote + 1)) {
    let run = 0
    while (quote - run > start && text.charCodeAt(quote - run - 1) === BACKSLASH) run++
    for (let level = 0; level <= depth; level = 2 * level + 1) {
      if (run % (2 * (level + 1)) === level) return quote - level
    }
  }
  return text.length
}
