import type { Conversation } from './conversation.ts'
import type { Json } from './json.ts'
import type { Ledger } from './ledger.ts'
import type { Target } from './target.ts'

type Unknown = Conversation['unknown'][number]

/** Fields without canonical meaning that OpenAI knows in both of its dialects, by the same name. */
const SHARED: ReadonlySet<string> = new Set(['prompt_cache_options', 'moderation'])

/** Whether OpenAI's endpoint of one dialect takes this field of the other. */
export const isShared = ({ path }: Unknown, { from }: Conversation, { quirks }: Target): boolean =>
  from !== 'messages' && quirks.openaiParameters && SHARED.has(path)

/** Tells of a field that does not go on. Whoever wants replies blocked by a moderation must not get them unseen. */
export function tellUnknown({ path, value }: Unknown, ledger: Ledger): void {
  if (path === 'moderation' && asksToBlock(value))
    ledger.refuse(
      path,
      'Only OpenAI can block replies by its moderation. Leave "moderation" out, or call a model there.',
    )
  else ledger.lose('unsupported_parameter', path)
}

const asksToBlock = (value: Json): boolean => JSON.stringify(value).includes('"block"')
