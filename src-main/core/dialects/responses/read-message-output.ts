import type { Json, JsonObject } from '../../json.ts'
import { asArray, asObject, asString, isObject } from '../../json.ts'
import { readLogprobs } from '../../logprobs.ts'
import { REPLY_PATH } from '../../losses.ts'
import type { ReplyEvent } from '../../reply.ts'
import { openBlock } from './open-block.ts'
import type { OutputContext, OutputReader } from './output-reader.ts'
import { readCitation } from './read-content.ts'

/** Without reasoning before the message nothing could bring it back (mapping §3.1). */
const PHASE_DROPPED: ReplyEvent = {
  type: 'loss',
  loss: { code: 'phase_dropped', path: `${REPLY_PATH}.phase` },
}

/** A message: a block for each of its parts that holds anything, text or refusal. */
export function messageReader({ next }: OutputContext, isCarried: boolean): OutputReader {
  type Part = ReturnType<typeof openBlock> & { citations: number; tokens: number }
  const parts = new Map<number, Part>()
  const partAt = (at: number, type: 'text' | 'refusal'): Part => {
    const part = parts.get(at) ?? { ...openBlock({ type }, next), citations: 0, tokens: 0 }
    parts.set(at, part)
    return part
  }
  const cite = (part: Part, annotation: Json | undefined): ReplyEvent[] => {
    if (!isObject(annotation)) return []
    part.citations++
    return part.say(index => ({ type: 'citation', index, citation: readCitation(annotation) }))
  }
  /** Words, and those of the tokens that were not told yet. */
  const say = (part: Part, text: string, list: Json | undefined, told: number): ReplyEvent[] => {
    const tokens = readLogprobs(list).slice(told)
    part.tokens += tokens.length
    return part.words(text, tokens)
  }
  const complete = (at: number, value: JsonObject): ReplyEvent[] => {
    const type = value.type === 'refusal' ? 'refusal' : 'text'
    const part = partAt(at, type)
    const text = say(part, part.rest(asString(value[type]) ?? ''), value.logprobs, part.tokens)
    const citations = asArray(value.annotations).slice(part.citations)
    return [...text, ...citations.flatMap(each => cite(part, each))]
  }
  const end = () => [...parts.values()].flatMap(part => part.end())
  return {
    kind: 'message',
    isCall: () => false,
    begin: () => [],
    feed(event) {
      const at = typeof event.content_index === 'number' ? event.content_index : 0
      switch (event.type) {
        case 'response.output_text.delta':
          return say(partAt(at, 'text'), asString(event.delta) ?? '', event.logprobs, 0)
        case 'response.refusal.delta':
          return partAt(at, 'refusal').text('text', asString(event.delta) ?? '')
        case 'response.output_text.annotation.added':
          return cite(partAt(at, 'text'), event.annotation)
        case 'response.output_text.done':
          return complete(at, { type: 'output_text', text: event.text, logprobs: event.logprobs })
        case 'response.refusal.done':
          return complete(at, { type: 'refusal', refusal: event.refusal })
        case 'response.content_part.done':
          return complete(at, asObject(event.part))
        default:
          return []
      }
    },
    done(item) {
      const content = typeof item.content === 'string' ? [{ text: item.content }] : asArray(item.content)
      const said = content.flatMap((part, at) => complete(at, asObject(part)))
      return [...said, ...end(), ...(asString(item.phase) && !isCarried ? [PHASE_DROPPED] : [])]
    },
    cut: end,
  }
}
