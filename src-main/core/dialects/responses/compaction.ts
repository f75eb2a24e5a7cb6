import type { Conversation, Turn } from '../../conversation.ts'
import { unwrapProof, wrapProof } from '../../envelope.ts'
import type { JsonObject } from '../../json.ts'
import { asArray, asObject, asString } from '../../json.ts'
import type { Target } from '../../target.ts'

/**
 * Codex compacts in band: its last input item is `compaction_trigger`, and the reply must hold exactly one `compaction`
 * item, which it replays from then on. Models that know no such thing are asked for a summary; it travels in an envelope in
 * `encrypted_content` and comes back as plain text, for whichever model the conversation goes to next.
 */
const REQUEST =
  'The context is full. Write a summary of this conversation from which another model can continue the work without it: ' +
  'the goal, what was decided and why, what was done (files, commands, results), what is left, and every name, path or ' +
  'value that is still needed. Answer with the summary alone; call no tools.'

const HEADING = 'Summary of the conversation so far:'

export const summaryRequest = (path: string): Turn => ({
  role: 'user',
  blocks: [{ type: 'text', text: REQUEST, path }],
  path,
})

/** True when the client waits for a compaction item. */
export const wantsCompaction = ({ from, body }: Pick<Conversation, 'from' | 'body'>): boolean =>
  from === 'responses' && asString(asObject(asArray(body.input).at(-1)).type) === 'compaction_trigger'

export const wrapSummary = (summary: string, target: Pick<Target, 'provider' | 'family'>): string =>
  wrapProof({ dialect: 'responses', item: { type: 'compaction', summary } }, target)

/** The text of a summary of ours; undefined for a compaction that a vendor made. */
export function readSummary(item: JsonObject): string | undefined {
  const proof = unwrapProof(asString(item.encrypted_content) ?? '')
  if (proof?.item.type !== 'compaction') return undefined
  const summary = asString(proof.item.summary)
  return summary === undefined ? undefined : `${HEADING}\n\n${summary}`
}
