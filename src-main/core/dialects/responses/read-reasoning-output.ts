import { asArray, asObject, asString } from '../../json.ts'
import { openBlock } from './open-block.ts'
import type { OutputContext, OutputReader } from './output-reader.ts'
import { reasoningText } from './read-items.ts'

/** Delta events of reasoning, OpenAI's and Open Responses' names. */
const REASONING_DELTAS: Readonly<Record<string, 'summary' | 'raw'>> = {
  'response.reasoning_summary_text.delta': 'summary',
  'response.reasoning_summary.delta': 'summary',
  'response.reasoning_text.delta': 'raw',
  'response.reasoning.delta': 'raw',
}

/** A reasoning item: one block, with the whole item as its proof where a vendor takes it back. */
export function reasoningReader({ next, phases }: OutputContext): OutputReader {
  const place = phases.place()
  let part: 'summary' | 'raw' | undefined
  let block: ReturnType<typeof openBlock> | undefined
  let lastPart = 0
  const open = (wanted: 'summary' | 'raw') => {
    part ??= wanted
    block ??= openBlock({ type: 'reasoning', part }, next)
    return block
  }
  return {
    kind: 'reasoning',
    isCall: () => false,
    begin: () => [],
    feed(event) {
      const type = asString(event.type) ?? ''
      const kind = Object.hasOwn(REASONING_DELTAS, type) ? REASONING_DELTAS[type] : undefined
      const delta = asString(event.delta) ?? ''
      // One block an item: raw text beside a summary stays in the proof.
      if (!kind || delta === '' || (part !== undefined && part !== kind)) return []
      const at = typeof event.summary_index === 'number' ? event.summary_index : lastPart
      const isNew = kind === 'summary' && at !== lastPart && block !== undefined
      lastPart = at
      return open(kind).text('text', isNew ? `\n\n${delta}` : delta)
    },
    done(item) {
      const hasSummary = asArray(item.summary).some(each => asString(asObject(each).text))
      const raw = asArray(item.content)
        .map(each => asString(asObject(each).text) ?? '')
        .join('')
      const chosen = open(part ?? (hasSummary || raw === '' ? 'summary' : 'raw'))
      const text = chosen.text('text', chosen.rest(part === 'raw' ? raw : reasoningText(item)))
      const isReplayable = Boolean(asString(item.encrypted_content)) || raw !== ''
      if (!isReplayable) return [...text, ...chosen.end()]
      const begun = chosen.begin()
      const proof = chosen.say(index => ({ type: 'proof', index, proof: { dialect: 'responses', item } }))
      return [...text, ...begun, ...phases.hold(place, [...proof, ...chosen.end()])]
    },
    cut: () => block?.end() ?? [],
  }
}
