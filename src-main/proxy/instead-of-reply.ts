import { isObject, parseJson } from '../core/json.ts'
import { redactText } from '../core/redact.ts'

/** What was sent in place of a reply, as `badReply` names it: nothing, or the words that it begins with. */
export function quoteBody(text: string): string {
  const words = redactText(text.trim().slice(0, 120)).replace(/\s+/g, ' ')
  return words === '' ? 'nothing' : `"${words}"`
}

/** The field or comment that a stream of events begins with, whatever it is called. */
const EVENT = /^(?:data|event|id|retry)?:/

/**
 * What stands in place of a whole reply, undefined where it is one: a JSON object, or a stream by another name. `head` and `tail`
 * are its two ends in Latin-1; where they are not all of it, only the ends are looked at.
 */
export function insteadOfReply(seen: {
  readonly head: string
  readonly tail: string
  readonly isWhole: boolean
}): string | undefined {
  const { tail, isWhole } = seen
  const head = withoutMark(seen.head).trimStart()
  const isReply =
    EVENT.test(head) ||
    (isWhole ? isObject(parseJson(withoutMark(tail))) : head.startsWith('{') && tail.trimEnd().endsWith('}'))
  return isReply ? undefined : quoteBody(Buffer.from(head, 'latin1').toString())
}

/** Without the byte order mark, as Latin-1 shows it. */
const withoutMark = (text: string): string => text.replace(/^\u00ef\u00bb\u00bf/, '')
