import type { ResponseOutputMessage } from 'openai/resources/responses/responses'
import type { Citation } from '../../conversation.ts'
import { CITATIONS_PATH, type LossCode } from '../../losses.ts'
import type { TokenLogprob } from '../../reply.ts'
import { annotationOf } from './annotations.ts'
import { writeLogprobs } from './logprobs.ts'
import { added, done, type OutputPlace, type OutputWriter, type UnnumberedEvent } from './output-writer.ts'

type Content = ResponseOutputMessage['content'][number]

/** A message of one part: text with its annotations, or a refusal. Nothing of it is written before its first content. */
export function messageWriter(part: 'text' | 'refusal', place: OutputPlace): OutputWriter {
  let at: { item_id: string; output_index: number; content_index: 0 } | undefined
  let text = ''
  const citations: Citation[] = []
  const tokens: TokenLogprob[] = []
  /** How many of the tokens the deltas told: those that come without words wait for the next. */
  let told = 0

  const loseCitation = (code: LossCode) => place.ledger.lose(code, CITATIONS_PATH)

  const message = (
    id: string,
    status: ResponseOutputMessage['status'],
    content: Content[],
  ): ResponseOutputMessage => ({
    id,
    type: 'message',
    role: 'assistant',
    status,
    content,
  })
  const content = (): Content =>
    part === 'refusal'
      ? { type: 'refusal', refusal: text }
      : {
          type: 'output_text',
          text,
          annotations: citations.flatMap(each => annotationOf(each, text.length, loseCitation) ?? []),
          logprobs: writeLogprobs(tokens),
        }
  const open = (): UnnumberedEvent[] => {
    if (at) return []
    at = { item_id: place.id('msg_'), output_index: place.take(), content_index: 0 }
    const blank: Content =
      part === 'refusal'
        ? { type: 'refusal', refusal: '' }
        : { type: 'output_text', text: '', annotations: [], logprobs: [] }
    return [
      added(at.output_index, message(at.item_id, 'in_progress', [])),
      { type: 'response.content_part.added', ...at, part: blank },
    ]
  }

  return {
    text(delta, logprobs = []) {
      tokens.push(...logprobs)
      if (delta === '') return []
      const opened = open()
      if (!at) return []
      text += delta
      if (part === 'refusal') return [...opened, { type: 'response.refusal.delta', ...at, delta }]
      const fresh = writeLogprobs(tokens.slice(told))
      told = tokens.length
      return [...opened, { type: 'response.output_text.delta', ...at, delta, logprobs: fresh }]
    },
    cite: citation => citations.push(citation),
    prove() {},
    end(status) {
      if (!at) return []
      const where = at
      const whole = content()
      const item = message(where.item_id, status, [whole])
      place.keep(where.output_index, item)
      const notes: UnnumberedEvent[] =
        whole.type === 'output_text'
          ? whole.annotations.map((annotation, annotation_index) => ({
              type: 'response.output_text.annotation.added',
              ...where,
              annotation_index,
              annotation,
            }))
          : []
      const said: UnnumberedEvent =
        whole.type === 'output_text'
          ? { type: 'response.output_text.done', ...where, text, logprobs: writeLogprobs(tokens) }
          : { type: 'response.refusal.done', ...where, refusal: text }
      return [
        ...notes,
        said,
        { type: 'response.content_part.done', ...where, part: whole },
        done(where.output_index, item),
      ]
    },
  }
}
