import type { ChatCompletionMessage } from 'openai/resources/chat/completions'
import { saysMore } from '../../citations.ts'
import type { Citation } from '../../conversation.ts'
import { asNumber, asObject, asString, type Json } from '../../json.ts'
import type { Ledger } from '../../ledger.ts'
import { CITATIONS_PATH } from '../../losses.ts'

/**
 * A `url_citation` annotation. Its offsets count in the whole message; `before` is how much text earlier blocks hold. Undefined for
 * annotations of other kinds.
 */
export function readAnnotation(annotation: Json, before: number): Citation | undefined {
  const value = asObject(annotation)
  const { url, title, start_index, end_index, content } = asObject(value.url_citation)
  const address = asString(url)
  if (address === undefined) return undefined
  const start = asNumber(start_index)
  const end = asNumber(end_index)
  return {
    url: address,
    title: asString(title),
    // Perplexity and OpenRouter say 0-0 for "the whole message".
    ...(end && { start: Math.max(0, (start ?? 0) - before), end: Math.max(0, end - before) }),
    citedText: asString(content),
    raw: { dialect: 'chat', value },
  }
}

/** A source that Perplexity and xAI list beside the message, without saying where it is used. */
export function readSource(source: Json): Citation | undefined {
  const url = asString(source) ?? asString(asObject(source).url)
  if (url === undefined) return undefined
  const title = asString(asObject(source).title)
  return {
    url,
    title,
    raw: { dialect: 'chat', value: { type: 'url_citation', url_citation: { url, title: title ?? '' } } },
  }
}

const OFFSETS = ['start_index', 'end_index']

/** Where the text of a block stands in the content of its message, in UTF-16 units. */
export interface Span {
  readonly before: number
  readonly length: number
}

/**
 * The citation as an annotation. One that says no place in the text is about all of its block. Chat can only point to addresses:
 * others are lost.
 */
export function writeAnnotation(citation: Citation, { before, length }: Span, ledger: Ledger) {
  const { url, title, start, end } = citation
  if (url === undefined) {
    ledger.lose('citation_dropped', CITATIONS_PATH)
    return undefined
  }
  if (saysMore(citation, OFFSETS)) ledger.lose('citation_simplified', CITATIONS_PATH)
  return {
    type: 'url_citation' as const,
    url_citation: {
      url,
      title: title ?? '',
      start_index: before + (start ?? 0),
      end_index: before + (end ?? length),
    },
  } satisfies ChatCompletionMessage.Annotation
}
