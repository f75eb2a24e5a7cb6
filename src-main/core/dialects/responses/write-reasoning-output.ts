import type { ResponseReasoningItem } from 'openai/resources/responses/responses'
import { wrapProof } from '../../envelope.ts'
import type { ReplyProof } from '../../reply.ts'
import type { Target } from '../../target.ts'
import { added, done, type OutputPlace, type OutputWriter, type UnnumberedEvent } from './output-writer.ts'

/**
 * Reasoning as a summary, which is what clients show, raw text included. The vendor's proof travels in `encrypted_content`,
 * which is complete only when the item is done.
 */
export function reasoningWriter(place: OutputPlace, target: Target): OutputWriter {
  let at: { item_id: string; output_index: number } | undefined
  let text = ''
  let proof: ReplyProof | undefined

  const item = (id: string, rest: Partial<ResponseReasoningItem>): ResponseReasoningItem => ({
    id,
    type: 'reasoning',
    summary: [],
    ...rest,
  })
  const open = (): UnnumberedEvent[] => {
    if (at) return []
    at = { item_id: place.id('rs_'), output_index: place.take() }
    return [added(at.output_index, item(at.item_id, { status: 'in_progress' }))]
  }
  const summary = () => ({ type: 'summary_text' as const, text })

  return {
    text(delta) {
      if (delta === '') return []
      const opened = open()
      if (!at) return []
      const where = { ...at, summary_index: 0 }
      const first: UnnumberedEvent[] =
        text === '' ? [{ type: 'response.reasoning_summary_part.added', ...where, part: summary() }] : []
      text += delta
      return [...opened, ...first, { type: 'response.reasoning_summary_text.delta', ...where, delta }]
    },
    cite() {},
    prove(given) {
      proof = given
    },
    end(status) {
      const opened = proof ? open() : []
      if (!at) return []
      const where = { ...at, summary_index: 0 }
      const finished = item(at.item_id, {
        status,
        summary: text === '' ? [] : [summary()],
        ...(proof && { encrypted_content: wrapProof(proof, target) }),
      })
      place.keep(at.output_index, finished)
      const said: UnnumberedEvent[] =
        text === ''
          ? []
          : [
              { type: 'response.reasoning_summary_text.done', ...where, text },
              { type: 'response.reasoning_summary_part.done', ...where, part: summary() },
            ]
      return [...opened, ...said, done(at.output_index, finished)]
    },
  }
}
