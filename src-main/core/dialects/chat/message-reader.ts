import type { Citation } from '../../conversation.ts'
import { asArray, asNumber, asObject, asString, isObject, type Json, type JsonObject } from '../../json.ts'
import { LOGPROBS_PATH, readLogprobs } from '../../logprobs.ts'
import { CITATIONS_PATH, REPLY_PATH } from '../../losses.ts'
import { toolNames, wireCallId } from '../../tool-names.ts'
import type { ReadContext } from '../dialect.ts'
import { readAnnotation } from './annotations.ts'
import { callReader } from './call-reader.ts'
import { readThinking } from './read-parts.ts'
import { detailsText, reasoningText } from './read-reasoning.ts'
import type { ReplyBuilder } from './reply-builder.ts'

/** Reads a source as a citation; `before` is how much text earlier blocks hold. */
export type CitationReader = (before: number) => Citation | undefined

/** Reads what a message or a delta says. `finish` ends its calls and tells how many there were. */
export interface MessageReader {
  /** `logprobs` are those of the delta's words. */
  read(delta: JsonObject, logprobs: Json | undefined): void
  /** Cites in the text that is being said, or the next. */
  cite(readers: readonly CitationReader[]): void
  finish(): number
}

/**
 * Reads messages and deltas into a builder, in the order in which models speak: reasoning, text, sources, calls. `replyId` makes the
 * ids of calls that come without one.
 */
export function messageReader(
  { conversation, target }: ReadContext,
  builder: ReplyBuilder,
  replyId: () => string,
): MessageReader {
  const names = toolNames(conversation, target.quirks)
  const made = conversation.turns
    .flatMap(turn => turn.blocks)
    .filter(block => block.type === 'tool-call').length
  const calls = callReader({
    // A request whose names collide was refused before it was sent.
    names: names.ok
      ? names.value
      : { wire: ({ name }) => name, client: name => ({ name, kind: 'function' }) },
    callId: count => wireCallId(`${replyId()} ${made} ${count}`),
    sink: {
      begin: head => builder.begin(head),
      input: (index, text) => builder.push({ type: 'input', index, text }),
      end: index => builder.push({ type: 'end', index }),
      extra: (callId, extra) => builder.prove({ tool_call_id: callId, extra_content: extra }),
      lose: code => builder.lose(code),
    },
  })

  const waiting: CitationReader[] = []

  const readPart = (part: Json): void => {
    const value = asObject(part)
    const text = asString(part) ?? asString(value.text)
    if (value.type === 'thinking') builder.think(readThinking(value), [], 'raw')
    else if (text !== undefined) builder.say(text)
    else if (value.type === 'refusal') builder.refuse(asString(value.refusal) ?? '')
    // References (Mistral) only number the results of a search that the caller never saw.
    else builder.lose('content_dropped')
  }

  const readContent = (content: Json | undefined): void => {
    if (content === undefined || content === null || content === '') return
    calls.beginAll()
    for (const part of Array.isArray(content) ? content : [content]) readPart(part)
  }

  /** Sources may come before the words that they are for, and wait for them. */
  const cite = (readers: readonly CitationReader[]): void => {
    const due = [...waiting.splice(0), ...readers]
    if (!builder.canCite()) waiting.push(...due)
    else for (const read of due) if (!builder.cite(read)) builder.lose('citation_dropped', CITATIONS_PATH)
  }

  const weigh = (list: Json | undefined): void => {
    const tokens = readLogprobs(list)
    const isTold = tokens.length === 0 || builder.weigh(tokens)
    if (!isTold || tokens.length < asArray(list).length) builder.lose('reply_field_dropped', LOGPROBS_PATH)
  }

  const readAnnotations = (annotations: Json | undefined): void => {
    cite(asArray(annotations).map(annotation => before => readAnnotation(annotation, before)))
  }

  const readCalls = (delta: JsonObject): void => {
    const entries = asArray(delta.tool_calls).filter(isObject)
    if (entries.length > 0) builder.close()
    for (const entry of entries) calls.read(entry)
    const call = asObject(delta.function_call)
    // Some servers fill the deprecated field with empty strings.
    if (asString(call.name) || asString(call.arguments)) {
      builder.close()
      calls.read({ index: 0, function: call })
    }
  }

  return {
    read(delta, logprobs) {
      // The last delta of a stream may hold sources of what was said beside further reasoning.
      const isSaid = builder.canCite()
      if (isSaid) readAnnotations(delta.annotations)
      const details = asArray(delta.reasoning_details)
      const text = reasoningText(delta)
      if (text !== '' || details.length > 0) calls.beginAll()
      builder.think(text, details, partOf(delta, details))
      readContent(delta.content)
      weigh(logprobs)
      builder.refuse(asString(delta.refusal) ?? '')
      if (!isSaid) readAnnotations(delta.annotations)
      readCalls(delta)
      if (asString(asObject(delta.audio).data)) builder.lose('content_dropped', `${REPLY_PATH}.audio`)
      if (asArray(delta.images).length > 0) builder.lose('content_dropped', `${REPLY_PATH}.images`)
    },
    cite,
    finish: () => {
      cite([])
      if (waiting.length > 0) builder.lose('citation_dropped', CITATIONS_PATH)
      builder.close()
      return calls.finish()
    },
  }
}

/** Only details tell summaries from the reasoning itself. */
const partOf = (delta: JsonObject, details: readonly Json[]): 'summary' | 'raw' =>
  !delta.reasoning_content &&
  details.some(detail => asObject(detail).type === 'reasoning.summary') &&
  detailsText(details) !== ''
    ? 'summary'
    : 'raw'

/** Whether a choice is one beyond the first, which is the only one that is read. */
export const isExtraChoice = (choice: JsonObject): boolean => (asNumber(choice.index) ?? 0) > 0
