import { asObject, type JsonObject } from '../../src-main/core/json.ts'
import { openSocket } from '../support/websocket.ts'
import { openKeeping } from './keeping.ts'

export const typesOf = (messages: readonly JsonObject[]) => messages.map(({ type }) => type)
export const textOf = (messages: readonly JsonObject[]) => messages.map(({ delta }) => delta ?? '').join('')
export const replyOf = (messages: readonly JsonObject[]) => asObject(messages.at(-1)?.response)

/** A client's websocket at the proxy of `openKeeping`. */
export const connected = async (parts: Parameters<typeof openKeeping>[0] = {}) => {
  const keeping = await openKeeping(parts)
  return { ...keeping, client: await openSocket(keeping.mine) }
}
