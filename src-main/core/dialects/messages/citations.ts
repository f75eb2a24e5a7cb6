import { saysMore } from '../../citations.ts'
import type { Citation } from '../../conversation.ts'
import { asString, isObject, type Json, type JsonObject } from '../../json.ts'
import type { Ledger } from '../../ledger.ts'
import { CITATIONS_PATH } from '../../losses.ts'

/** A citation as Anthropic says it; its offsets point into the source, not into the text, so none are kept. */
export function readCitation(value: Json | undefined): Citation | undefined {
  if (!isObject(value)) return undefined
  return {
    url: asString(value.url) ?? asString(value.source),
    title: asString(value.title) ?? asString(value.document_title),
    citedText: asString(value.cited_text),
    raw: { dialect: 'messages', value },
  }
}

/**
 * The citation for a Messages client. A web citation of another vendor has no `encrypted_index`; the empty one is taken
 * out again before it could reach Anthropic (`cleanEnvelopes`).
 */
export function writeCitation(citation: Citation, ledger: Ledger): JsonObject | undefined {
  if (citation.raw.dialect === 'messages') return citation.raw.value
  if (!citation.url) {
    ledger.lose('citation_dropped', CITATIONS_PATH)
    return undefined
  }
  // Offsets of others count in the answer, and these in the source.
  if (saysMore(citation, ['content'])) ledger.lose('citation_simplified', CITATIONS_PATH)
  return {
    type: 'web_search_result_location',
    url: citation.url,
    title: citation.title ?? null,
    cited_text: citation.citedText ?? '',
    encrypted_index: '',
  }
}

/** Whether a replayed citation is one that `writeCitation` made for another vendor's source. */
export const isBorrowedCitation = (value: Json): boolean =>
  isObject(value) && value.type === 'web_search_result_location' && value.encrypted_index === ''
