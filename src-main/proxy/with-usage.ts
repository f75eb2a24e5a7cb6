import type { JsonObject } from '../core/json.ts'
import { REPLY_PATH } from '../core/losses.ts'
import type { Loss, ReplyEvent, Usage } from '../core/reply.ts'
import { countPrompt, countText } from './count-prompt.ts'

/** Told in the log, and in the headers of a whole reply, wherever counts are ours. */
export const ESTIMATED_USAGE: Loss = { code: 'estimated', path: `${REPLY_PATH}.usage` }

/**
 * A reply's events with counts of tokens before the stop in any case (mapping §6.2): agents measure by them how full their
 * context is. What the provider did not count is estimated, and said to be (`ESTIMATED_USAGE`).
 */
export async function* withUsage(
  batches: AsyncIterable<readonly ReplyEvent[]>,
  /** The request as the provider got it. */
  asked: JsonObject,
): AsyncGenerator<readonly ReplyEvent[]> {
  const texts: string[] = []
  let usage: Usage | undefined
  for await (const batch of batches) {
    for (const event of batch) {
      if (event.type === 'text' || event.type === 'input') texts.push(event.text)
      if (event.type === 'usage') usage = event.usage
    }
    const isCounted = usage?.input !== undefined && usage.output !== undefined
    const stop = batch.findIndex(({ type }) => type === 'stop')
    if (stop < 0 || isCounted) {
      yield batch
      continue
    }
    const estimate: Usage = {
      ...usage,
      input: usage?.input ?? (await countPrompt(asked)),
      output: usage?.output ?? (await countText([texts.join('')])),
    }
    yield [
      ...batch.slice(0, stop),
      { type: 'loss', loss: ESTIMATED_USAGE },
      { type: 'usage', usage: estimate },
      ...batch.slice(stop),
    ]
  }
}
