import type { ChatBlock, ChatView, LogDetail } from '../../../../../src-main/control/contract/log.ts'
import { costText, durationText, statusText } from '../row-text.ts'

/** What is compared of two requests, as text; empty where it is not known. */
export interface ComparedFact {
  readonly name: string
  readonly values: readonly [string, string]
}

const FACTS: Readonly<Record<string, (detail: LogDetail) => string | undefined>> = {
  Asked: detail => detail.requested,
  Model: detail => detail.modelId,
  Dialect: ({ clientDialect, upstreamDialect }) =>
    [clientDialect, upstreamDialect].filter(Boolean).join(' → '),
  Status: detail => (detail.outcome === 'running' ? 'running' : statusText(detail)),
  'First token': detail => durationText(detail.firstTokenMs),
  Duration: detail => durationText(detail.durationMs),
  'Tokens in': ({ usage }) => usage?.input?.toLocaleString('en'),
  'From the cache': ({ usage }) => usage?.cacheRead?.toLocaleString('en'),
  'Tokens out': ({ usage }) => usage?.output?.toLocaleString('en'),
  Reasoning: ({ usage }) => usage?.reasoning?.toLocaleString('en'),
  Cost: detail => costText(detail.cost?.usd),
  Stopped: detail => detail.stop,
  'Changed on the way': ({ losses }) => (losses.length > 0 ? String(losses.length) : ''),
}

/** The facts of two requests; those that neither has are left out. */
export const comparedFacts = (one: LogDetail, two: LogDetail): readonly ComparedFact[] =>
  Object.entries(FACTS)
    .map(([name, read]) => ({ name, values: [read(one) ?? '', read(two) ?? ''] as const }))
    .filter(({ values }) => values[0] !== '' || values[1] !== '')

/** The reply of a conversation as one text: what was said, thought and called, in order. */
export const answerOf = ({ turns }: ChatView): string =>
  turns
    .filter(turn => turn.isReply)
    .flatMap(turn => turn.blocks.map(textOf))
    .join('\n\n')

function textOf(block: ChatBlock): string {
  switch (block.kind) {
    case 'tool-call':
      return `→ ${block.name}\n${block.input}`
    case 'tool-result':
      return `← ${block.text}`
    case 'reasoning':
      return `(reasoning)\n${block.text}`
    default:
      return block.text
  }
}
