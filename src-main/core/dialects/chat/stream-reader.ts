import { extraFields } from '../../extra-fields.ts'
import { asArray, asNumber, asObject, asString, isObject, type JsonObject, parseJson } from '../../json.ts'
import { CITATIONS_PATH, REPLY_PATH } from '../../losses.ts'
import type { Failure, ReplyEvent, Usage } from '../../reply.ts'
import { stoppingReader } from '../../stop-scan.ts'
import type { ReadContext, ServerEvent, StreamReader } from '../dialect.ts'
import { readSource } from './annotations.ts'
import { KNOWN_CHOICE, KNOWN_CHUNK, KNOWN_MESSAGE, KNOWN_SOURCE } from './known-fields.ts'
import { isExtraChoice, messageReader } from './message-reader.ts'
import { readErrorValue } from './read-failure.ts'
import { replyBuilder } from './reply-builder.ts'
import { readStop, unsentStops } from './stops.ts'
import { readUsage } from './usage.ts'

const UNREADABLE: Failure = {
  status: 502,
  code: 'provider_stream_broken',
  message: 'The provider sent something that is not a chat completion. Try again, or choose another model.',
  origin: 'provider',
}

const CUT: Failure = {
  status: 502,
  code: 'provider_stream_cut',
  message: 'The provider ended its answer before it was complete. Try again.',
  origin: 'provider',
}

/** Turns the chunks of one reply into events (OpenAI API reference, "chat.completion.chunk"). */
export function streamReader(context: ReadContext): StreamReader {
  return stoppingReader(plainReader(context), unsentStops(context.conversation.options))
}

function plainReader(context: ReadContext): StreamReader {
  const builder = replyBuilder()
  const { endsWithoutMark } = context.target.quirks
  let phase: 'waiting' | 'reading' | 'over' = 'waiting'
  let id = ''
  let finish: { readonly reason: string; readonly sequence: string | undefined } | undefined
  let usage: Usage | undefined
  let sources: JsonObject = {}
  let hasAnnotations = false
  const message = messageReader(context, builder, () => id)

  const start = (chunk: JsonObject): void => {
    if (phase !== 'waiting') return
    phase = 'reading'
    id = asString(chunk.id) ?? ''
    builder.push({
      type: 'start',
      id: id || undefined,
      model: asString(chunk.model) || undefined,
      created: asNumber(chunk.created),
    })
  }

  const fail = (failure: Failure): void => {
    start({})
    builder.fail(failure)
    phase = 'over'
  }

  const readSources = (): void => {
    const { search_results, citations } = sources
    const listed = asArray(asArray(search_results).length > 0 ? search_results : citations)
    if (listed.length === 0) return
    if (hasAnnotations) builder.lose('citation_simplified', CITATIONS_PATH)
    else message.cite(listed.map(source => () => readSource(source)))
    if (listed.some(source => extraFields(source, KNOWN_SOURCE).length > 0))
      builder.lose('citation_simplified', CITATIONS_PATH)
  }

  /** Ends the reply. One that says nothing, not even why it ended, was cut. */
  const complete = (mayBeEmpty: boolean): void => {
    start({})
    readSources()
    const calls = message.finish()
    const isCut = !mayBeEmpty && builder.isEmpty()
    const { reason, sequence } = finish ?? { reason: '', sequence: undefined }
    if (isCut) builder.fail(CUT)
    else builder.stop(readStop(reason, calls > 0, sequence), usage)
    phase = 'over'
  }

  const tellExtras = (fields: readonly string[]): void => {
    for (const field of fields) builder.lose('reply_field_dropped', `${REPLY_PATH}.${field}`)
  }

  const readChoice = (choice: JsonObject): void => {
    const delta = isObject(choice.delta) ? choice.delta : { content: choice.text }
    if (asArray(delta.annotations).length > 0) hasAnnotations = true
    message.read(delta, asObject(choice.logprobs).content)
    tellExtras([...extraFields(choice, KNOWN_CHOICE), ...extraFields(delta, KNOWN_MESSAGE)])
    const reason = asString(choice.finish_reason)
    if (reason) finish = { reason, sequence: asString(choice.stop_reason) }
  }

  const readChunk = (chunk: JsonObject): void => {
    start(chunk)
    tellExtras(extraFields(chunk, KNOWN_CHUNK))
    const said = chunk.usage ?? asObject(chunk.x_groq).usage ?? asObject(asArray(chunk.choices)[0]).usage
    if (isObject(said)) {
      usage = readUsage(said)
      // What is sold by the second is in the total alone.
      const parts = (usage.input ?? 0) + (usage.output ?? 0)
      if ((asNumber(said.total_tokens) ?? 0) > parts) tellExtras(['usage.total_tokens'])
    }
    if (chunk.citations || chunk.search_results) sources = chunk
    for (const choice of asArray(chunk.choices).filter(isObject)) {
      if (isExtraChoice(choice))
        builder.lose('extra_choice_dropped', `${REPLY_PATH}.choices[${choice.index}]`)
      else readChoice(choice)
    }
    const failure = readErrorValue(chunk)
    if (failure) fail(failure)
    else if (finish?.reason === 'error') fail(CUT)
  }

  const readDone = (): void => {
    const isMarked = finish !== undefined || endsWithoutMark
    start({})
    // Some forget the finish reason, but say that they are done.
    if (!isMarked) builder.lose('missing_finish_reason')
    complete(isMarked)
  }

  const read = ({ data, event }: ServerEvent): void => {
    const text = data.trim()
    if (phase === 'over' || text === '') return
    const chunk = parseJson(text)
    const isReply = isObject(chunk) && Array.isArray(chunk.choices) && event !== 'error'
    const failure = isObject(chunk) && !isReply ? readErrorValue(chunk, event === 'error') : undefined
    if (text === '[DONE]') readDone()
    else if (failure) fail(failure)
    else if (isObject(chunk)) readChunk(chunk)
    else fail(UNREADABLE)
  }

  return {
    read(event): ReplyEvent[] {
      read(event)
      return builder.take()
    },
    end(): ReplyEvent[] {
      if (phase === 'reading' && (finish || endsWithoutMark)) complete(true)
      else if (phase !== 'over') fail(CUT)
      return builder.take()
    },
  }
}
