import type { Conversation, Dialect } from '../conversation.ts'
import { asObject, isObject } from '../json.ts'
import { isDialect, type Spoken } from '../spoken.ts'
import { readCutJson } from './close-json.ts'
import type { HideSecrets } from './hide-secrets.ts'
import type { Media } from './media.ts'
import { readLoosely } from './read-loosely.ts'
import { readReplyTurn } from './reply-turn.ts'
import type { StoredMessage, StoredMessages } from './store.ts'
import { systemTexts, toolList, turnViews } from './turn-views.ts'
import type { ChatView } from './views.ts'

/**
 * The conversation as people read it, from what the client sent and got. Never throws: what cannot be read is left out and
 * said in `problem`. Of bodies that were cut, what is there is read. `hide` looks once more at texts that a stream brought in
 * pieces.
 */
export function chatView(given: {
  /** What the path that was called speaks. */
  readonly dialect: Spoken
  readonly messages: StoredMessages
  /** What is in memory of its images. */
  readonly media?: readonly Media[]
  readonly hide: HideSecrets
}): ChatView {
  const { dialect, messages, media = [], hide } = given
  if (!isDialect(dialect)) return { system: [], tools: [], turns: [], problem: noConversation(dialect) }
  const request = readRequestOf(messages['client-request'], dialect)
  const reply = readReplyTurn(messages['client-response'], dialect, request.conversation)
  const problem = [request.problem, reply.problem].filter(text => text !== undefined).join(' ')
  const clean = (text: string) => hide(text).text
  return {
    system: systemTexts(request.conversation, clean),
    tools: toolList(request.conversation, clean),
    turns: [
      ...turnViews(request.conversation?.turns ?? [], false, { clean, media }),
      ...turnViews(reply.turn ? [reply.turn] : [], true, { clean, media }),
    ],
    ...(problem !== '' && { problem: clean(problem) }),
  }
}

const noConversation = (spoken: Spoken): string =>
  `A call of ${spoken} is no conversation: its text stands under Request and Response.`

function readRequestOf(
  message: StoredMessage | undefined,
  dialect: Dialect,
): { readonly conversation?: Conversation; readonly problem?: string } {
  if (!message) return { problem: 'The request was not recorded.' }
  if (message.text === '') return { problem: 'The request has no body.' }
  const body = readCutJson(message.text)
  if (!isObject(body)) return { problem: 'The request is no JSON object: its text stands under Request.' }
  // Some clients send the shape of Responses to the path of Chat.
  const isResponses = dialect === 'chat' && body.input !== undefined && body.messages === undefined
  const read = readLoosely(asObject(body), isResponses ? 'responses' : dialect)
  const cut = message.truncated ? 'The request was too long to be recorded whole: its end is missing.' : ''
  const problem = [read.problem ?? '', cut].filter(text => text !== '').join(' ')
  return { conversation: read.conversation, ...(problem !== '' && { problem }) }
}
