import type { ResponseOutputText } from 'openai/resources/responses/responses'
import { saysMore } from '../../citations.ts'
import type { Citation } from '../../conversation.ts'

type Annotation = ResponseOutputText['annotations'][number]

const OFFSETS = ['start_index', 'end_index']

/**
 * A citation as an annotation of a text of `length` UTF-16 units: verbatim where it came from Responses, else a URL
 * citation. A source without a URL has no counterpart and gives nothing; `onLost` hears of that, and of what else goes.
 */
export function annotationOf(
  citation: Citation,
  length: number,
  onLost: (code: 'citation_dropped' | 'citation_simplified') => void,
): Annotation | undefined {
  const { raw, url, title, start, end } = citation
  // Annotations of Responses itself are one of its own types, whichever it is.
  if (raw.dialect === 'responses') return raw.value as unknown as Annotation
  if (url === undefined) {
    onLost('citation_dropped')
    return undefined
  }
  if (saysMore(citation, OFFSETS)) onLost('citation_simplified')
  return { type: 'url_citation', url, title: title ?? '', start_index: start ?? 0, end_index: end ?? length }
}
