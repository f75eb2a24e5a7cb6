import type { JsonObject } from '../../src-main/core/json.ts'
import { asArray, asObject } from '../../src-main/core/json.ts'
import type { ProxyParts } from '../../src-main/proxy/parts.ts'
import { type Answer, fetchAnswer } from '../support/client.ts'
import { at, upstream } from '../support/run-app.ts'
import { LAB_KEY, LOCAL_KEY, openProxy } from './open-proxy.ts'

/** Three providers at one upstream, each with one dialect: `talk/m` and `mess/m` are translated, `native/m` is not. */
export async function openKeeping(parts: Partial<ProxyParts> = {}) {
  const up = await upstream()
  const providers = {
    talk: at(up, ['chat']),
    mess: at(up, ['messages']),
    native: at(up, ['responses']),
    lab: at(up, ['chat']),
  }
  const proxy = await openProxy({ requireKey: true, providers }, { parts })
  const mine = { url: proxy.url, localKey: LOCAL_KEY }
  const theirs = { url: proxy.url, localKey: LAB_KEY }
  const call = (path: string, body?: JsonObject, method?: string, door = mine): Promise<Answer> =>
    fetchAnswer(door, path, { ...(body && { body }), ...(method && { method }) })
  return {
    up,
    proxy,
    mine,
    theirs,
    call,
    /** Asks on Responses; gives the answer, the reply in it, and what the upstream saw. */
    async ask(model: string, fields: JsonObject, door = mine) {
      up.forget()
      const answer = await fetchAnswer(door, '/v1/responses', { body: { model, ...fields } })
      const last = answer.events.at(-1)
      const reply = last ? asObject(last.body.response) : answer.body
      const output = asArray(reply.output).map(asObject)
      return { answer, reply, output, id: `${reply.id}`, sent: up.generations.map(({ body }) => body) }
    },
  }
}
