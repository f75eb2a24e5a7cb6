import type { Dialect } from '../../../src-main/core/conversation.ts'
import {
  asArray,
  asObject,
  asString,
  isObject,
  type Json,
  type JsonObject,
} from '../../../src-main/core/json.ts'
import { serverEvents } from '../../support/server-events.ts'

/** A finished stream as the whole reply that it stands for, put together by rules of the test's own. */
export const accumulated = (dialect: Dialect, stream: string): JsonObject =>
  ACCUMULATORS[dialect](serverEvents(stream).map(({ body }) => body))

const ACCUMULATORS: Readonly<Record<Dialect, (bodies: readonly JsonObject[]) => JsonObject>> = {
  chat(bodies) {
    const [first = {}, ...more] = bodies.filter(body => Array.isArray(body.choices))
    let whole: JsonObject = {}
    for (const { choices, ...fields } of [first, ...more]) {
      const joined = asArray(whole.choices).map(asObject)
      for (const choice of asArray(choices).map(asObject)) {
        const at = Number(choice.index ?? 0)
        joined[at] = joinChoice(joined[at] ?? {}, choice)
      }
      whole = { ...whole, ...said(fields), choices: joined }
    }
    return whole
  },
  messages(bodies) {
    let message: JsonObject = {}
    const content: JsonObject[] = []
    for (const body of bodies) {
      const at = Number(body.index ?? 0)
      const delta = asObject(body.delta)
      if (body.type === 'message_stop') break
      if (body.type === 'message_start') message = { ...asObject(body.message) }
      if (body.type === 'content_block_start') content[at] = { ...asObject(body.content_block) }
      if (body.type === 'content_block_delta') content[at] = joinBlock(content[at] ?? {}, delta)
      if (body.type === 'message_delta')
        message = {
          ...message,
          ...said(delta),
          usage: { ...asObject(message.usage), ...said(asObject(body.usage)) },
        }
    }
    return { ...message, content: content.filter(Boolean).map(settleInput) }
  },
  responses(all) {
    // Some recordings hold the next stream as well.
    const bodies = all.slice(0, all.findIndex(isLast) + 1 || undefined)
    const last = bodies.at(-1)
    const response = asObject(last?.response)
    const done = bodies
      .filter(({ type }) => type === 'response.output_item.done')
      .map(({ item }) => asObject(item))
    return { ...response, output: done.length > 0 ? done : (response.output ?? []) }
  },
}

const isLast = ({ type }: JsonObject): boolean => /^response\.(completed|incomplete|done)$/.test(String(type))

const said = (fields: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null && value !== undefined))

/** Fields of a delta that name things; all other texts are fragments. */
const NAMES = new Set(['role', 'id', 'type', 'name', 'finish_reason', 'format', 'signature', 'data'])

function joinChoice(before: JsonObject, { delta, ...rest }: JsonObject): JsonObject {
  const { tool_calls: calls, ...fields } = asObject(delta)
  const message = joinFields(asObject(before.message), fields)
  const known = [...asArray(message.tool_calls).map(asObject)]
  for (const call of asArray(calls).map(asObject)) {
    const at = known.findLastIndex(
      each => each.index === call.index && (!call.id || each.id === call.id || !each.id),
    )
    if (at < 0) known.push(call)
    else known[at] = joinFields(known[at] ?? {}, call)
  }
  return { ...before, ...said(rest), message: { ...message, ...(known.length > 0 && { tool_calls: known }) } }
}

function joinFields(before: JsonObject, delta: JsonObject): JsonObject {
  const joined: JsonObject = { ...before }
  for (const [name, value] of Object.entries(said(delta)))
    joined[name] = joinValue(before[name], value ?? null, name)
  return joined
}

function joinValue(before: Json | undefined, value: Json, name: string): Json {
  if (typeof value === 'string')
    return NAMES.has(name) ? value || (before ?? '') : (asString(before) ?? '') + value
  if (name === 'reasoning_details') return joinDetails([...asArray(before), ...asArray(value)].map(asObject))
  if (Array.isArray(value)) return [...asArray(before), ...value]
  return isObject(value) ? joinFields(asObject(before), value) : value
}

/** Fragments of one index and type are one detail. */
function joinDetails(details: readonly JsonObject[]): JsonObject[] {
  const joined: JsonObject[] = []
  for (const detail of details) {
    const at = joined.findIndex(
      ({ index, type }) => index !== undefined && index === detail.index && type === detail.type,
    )
    if (at < 0) joined.push(detail)
    else joined[at] = joinFields(joined[at] ?? {}, detail)
  }
  return joined
}

function joinBlock(block: JsonObject, delta: JsonObject): JsonObject {
  const { type, citation, partial_json, signature, ...fields } = delta
  if (type === 'citations_delta')
    return { ...block, citations: [...asArray(block.citations), citation ?? null] }
  if (type === 'input_json_delta')
    return { ...block, partial: (asString(block.partial) ?? '') + (asString(partial_json) ?? '') }
  if (type === 'signature_delta') return { ...block, signature }
  return joinFields(block, fields)
}

function settleInput({ partial, ...block }: JsonObject): JsonObject {
  const text = asString(partial)
  return text === undefined || text === '' ? block : { ...block, input: text }
}
