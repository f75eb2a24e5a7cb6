import type { Dialect } from '../core/conversation.ts'
import { asNumber, asObject, isObject, parseJson } from '../core/json.ts'
import type { Usage } from '../core/reply.ts'
import { insteadOfReply } from './instead-of-reply.ts'

/** Marks that end a stream, an error included. Quotes inside of text are escaped, so these are the stream's own. */
const END_MARKS: Readonly<Record<Dialect, RegExp>> = {
  chat: /(?:^|[\r\n])data: *\[DONE\]|"finish_reason": *"|(?:^|[\r\n])data: *\{ *"error"/,
  responses: /"response\.(?:completed|incomplete|failed)"|"type": *"error"|(?:^|[\r\n])data: *\[DONE\]/,
  messages: /"type": *"(?:message_stop|error)"/,
}
/** Marks of an event that says something: text, reasoning or the input of a tool, and not an empty piece of it. */
const SPEECH_MARKS: Readonly<Record<Dialect, RegExp>> = {
  chat: /"(?:content|refusal|reasoning|reasoning_content|arguments|text)": *"[^"]/,
  responses: /"response\.[\w.]+\.delta"/,
  messages: /"type": *"(?:text|thinking|input_json)_delta"/,
}
const STOPS = /"(?:finish_reason|stop_reason|status)": *"(\w+)"/g

const HEAD = 4_096
const TAIL = 32_768
/** A mark is no longer than this, so one that was cut is whole in the overlap. */
const OVERLAP = 64

/** Watches a copy of a passed reply: whether it came to its end, and what it cost. Reads, never throws, never changes. */
export interface Watch {
  see(bytes: Uint8Array): void
  sawEnd(): boolean
  /** Whether the reply has said something yet. */
  sawSpeech(): boolean
  /** Looks for what is known only when all has been seen. */
  result(): { usage?: Usage; stop?: string }
  /** What stands in place of a whole reply; undefined where it is one, as far as can be told. */
  insteadOfReply(): string | undefined
  /** The id under which the provider may have stored a reply of Responses. */
  replyId(): string | undefined
}

export function watchReply(dialect: Dialect): Watch {
  let head = ''
  let tail = ''
  let length = 0
  // Apart from the tail, which is a rope until it is looked at.
  let overlap = ''
  let ended = false
  let spoke = false
  return {
    see(bytes) {
      const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1')
      const seen = overlap + text
      ended ||= END_MARKS[dialect].test(seen)
      spoke ||= SPEECH_MARKS[dialect].test(seen)
      overlap = seen.slice(-OVERLAP)
      if (head.length < HEAD) head += text.slice(0, HEAD - head.length)
      length += text.length
      tail += text
      if (tail.length > 2 * TAIL) tail = tail.slice(-TAIL)
    },
    sawEnd: () => ended,
    sawSpeech: () => spoke,
    result() {
      const usage = {
        ...usageAt(head, head.indexOf('"usage"')),
        ...usageAt(tail, tail.lastIndexOf('"usage"')),
      }
      return {
        usage: Object.keys(usage).length === 0 ? undefined : readUsage(usage),
        stop: [...tail.matchAll(STOPS)].at(-1)?.[1],
      }
    },
    insteadOfReply: () => insteadOfReply({ head, tail, isWhole: tail.length === length }),
    replyId: () => /"id": *"(resp_[\w-]+)"/.exec(head)?.[1],
  }
}

/** The `usage` object at this place of some JSON text; Messages says half of it in its first event. */
function usageAt(text: string, at: number): Record<string, unknown> {
  const open = /^"usage"\s*:\s*\{/.exec(text.slice(at, at + 32))
  if (at < 0 || !open) return {}
  const from = at + open[0].length - 1
  // Usage holds numbers and objects of numbers: no string in it could hold a brace.
  let depth = 0
  for (let end = from; end < text.length; end++) {
    if (text[end] === '{') depth++
    if (text[end] === '}' && --depth === 0) return asObject(parseJson(text.slice(from, end + 1)))
  }
  return {}
}

/** OpenAI's and Anthropic's words for tokens; Anthropic counts cached input apart. */
function readUsage(raw: Record<string, unknown>): Usage {
  const inputDetails = asObject(raw.prompt_tokens_details ?? raw.input_tokens_details)
  const outputDetails = asObject(raw.completion_tokens_details ?? raw.output_tokens_details)
  const cacheRead = asNumber(raw.cache_read_input_tokens)
  const cacheWrite = asNumber(raw.cache_creation_input_tokens)
  const input = asNumber(raw.prompt_tokens ?? raw.input_tokens)
  return {
    input: input === undefined ? undefined : input + (cacheRead ?? 0) + (cacheWrite ?? 0),
    cacheRead: cacheRead ?? asNumber(inputDetails.cached_tokens),
    cacheWrite,
    output: asNumber(raw.completion_tokens ?? raw.output_tokens),
    reasoning: asNumber(outputDetails.reasoning_tokens),
    raw: isObject(raw) ? raw : undefined,
  }
}
