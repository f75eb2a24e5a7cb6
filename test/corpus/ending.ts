import type { Dialect } from '../../src-main/core/conversation.ts'
import { asArray, asObject, isObject, type JsonObject } from '../../src-main/core/json.ts'
import type { Recording } from '../support/recordings.ts'
import { serverEvents } from '../support/server-events.ts'

/** What a recording itself says of its end, read by other rules than the product's: whole, an error in it, or cut. */
export function endingOf({ dialect, answer }: Recording): 'whole' | 'error' | 'cut' {
  const bodies = answer.kind === 'stream' ? serverEvents(answer.text).map(event => event.body) : [answer.body]
  if (bodies.some(isError)) return 'error'
  const isDone = answer.kind === 'stream' && dialect === 'chat' && /^data: ?\[DONE\]/m.test(answer.text)
  return isDone || bodies.some(body => isEnd(dialect, body, answer.kind)) ? 'whole' : 'cut'
}

const isError = (body: JsonObject): boolean =>
  isObject(body.error) || body.type === 'error' || body.type === 'response.failed' || body.status === 'failed'

function isEnd(dialect: Dialect, body: JsonObject, kind: 'stream' | 'whole'): boolean {
  switch (dialect) {
    case 'chat':
      return asArray(body.choices).some(choice => Boolean(asObject(choice).finish_reason) || kind === 'whole')
    case 'responses':
      return kind === 'whole'
        ? /^(completed?|incomplete)$/.test(String(body.status))
        : body.type === 'response.completed' || body.type === 'response.incomplete'
    case 'messages':
      return kind === 'whole' ? typeof body.stop_reason === 'string' : body.type === 'message_stop'
  }
}
