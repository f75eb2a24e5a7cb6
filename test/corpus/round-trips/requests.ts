import type { Dialect } from '../../../src-main/core/conversation.ts'
import { asArray, asObject, asString, type Json, type JsonObject } from '../../../src-main/core/json.ts'
import { type Fact, factsOf, inputOf, type Meaning } from './facts.ts'
import { holder, type Leaf, nearest } from './leaves.ts'

/** What a request says, read by other rules than the product's. */
export const requestFacts = (dialect: Dialect, body: JsonObject): Fact[] => {
  const ids = callIds(body)
  const { system, instructions, ...rest } = body
  // Leading instructions come first, wherever their field stands.
  return factsOf({ system, instructions, ...rest }, leaf => READINGS[dialect](leaf, ids))
}

/** Ids of calls only tie results to calls, so that their numbers say all that they say. */
type CallIds = ReadonlyMap<string, number>
type Reading = (leaf: Leaf, ids: CallIds) => Meaning | 'plain'

const objects = (value: unknown): JsonObject[] => asArray(value).map(asObject)

function callIds(body: JsonObject): CallIds {
  const entries = [...objects(body.messages), ...objects(body.input)]
  const calls = entries.flatMap(entry => [
    ...objects(entry.tool_calls).map(({ id }) => id),
    ...objects(entry.content)
      .filter(({ type }) => type === 'tool_use')
      .map(({ id }) => id),
    ...(/_call$/.test(String(entry.type)) ? [entry.call_id] : []),
  ])
  const ids = [...new Set(calls.map(asString))].filter(id => id !== undefined)
  return new Map(ids.map((id, index) => [id, index]))
}

/** A namespace and a name, as one (mapping §4.1). */
const flat = (space: string | undefined, name: string): string =>
  space === undefined ? name : `${space}${space.endsWith('__') ? '' : '__'}${name}`

const numbered = (id: Json | undefined, ids: CallIds): string =>
  `call ${ids.get(String(id)) ?? `unknown ${id}`}`
const sideOf = (role: unknown): string =>
  role === 'assistant' ? 'assistant' : role === 'system' || role === 'developer' ? 'instructions' : 'user'

const READINGS: Readonly<Record<Dialect, Reading>> = {
  chat(leaf, ids) {
    const { place, value } = leaf
    const { role, tool_call_id } = nearest(leaf, 'role')
    const speaker = role === 'tool' ? `result of ${numbered(tool_call_id, ids)}` : sideOf(role)
    if (/^messages\[\]\.(role|content\[\]\.type|tool_calls\[\]\.(type|index))$/.test(place)) return undefined
    if (place === 'tool_choice' && value === 'any') return { key: 'tool_choice', value: 'required' }
    if (/^max_(completion_)?tokens$/.test(place)) return { key: 'max_tokens' }
    if (/^reasoning(_|\.)effort$/.test(place)) return { key: 'effort' }
    if (
      /^(enable_thinking|reasoning\.enabled|thinking\.type)$/.test(place) &&
      /false|disabled/.test(String(value))
    )
      return { key: 'effort', value: 'none' }
    if (/^response_format\.json_schema\.(schema\.)?description$/.test(place)) return { text: 'format' }
    if (/^messages\[\]\.content(\[\]\.text)?$/.test(place)) return { text: speaker }
    if (/^messages\[\]\.(content\[\]\.)?refusal$/.test(place)) return { key: 'refusal' }
    if (/^messages\[\]\.(reasoning_content|reasoning)$/.test(place)) return { text: 'reasoning' }
    if (place === 'messages[].tool_calls[].id') return { key: 'call', value: numbered(value, ids) }
    if (place === 'messages[].tool_call_id') return { key: `result of ${numbered(value, ids)}`, value: true }
    return calledBy(leaf, ids) ?? media(leaf) ?? toolOf(leaf) ?? 'plain'
  },
  messages(leaf, ids) {
    const { place, value } = leaf
    const block = holder(leaf)
    const result = nearest(leaf, 'tool_use_id').tool_use_id
    const speaker =
      result !== undefined && nearest(leaf, 'tool_use_id').type === 'tool_result'
        ? `result of ${numbered(result, ids)}`
        : sideOf(nearest(leaf, 'role').role)
    if (/^messages\[\]\.(role|content\[\](\.content\[\])?\.type)$|^system\[\]\.type$/.test(place))
      return undefined
    if (/^output_(config\.)?format\./.test(place))
      return { key: place.replace(/^output_(config\.)?format/, 'format') }
    if (/^(messages\[\]\.)?output_config\.effort$/.test(place)) return { key: 'effort' }
    if (/^system(\[\]\.text)?$/.test(place)) return { text: 'instructions' }
    if (/^messages\[\]\.content(\[\]\.(text|content(\[\]\.text)?))?$/.test(place)) return { text: speaker }
    if (place === 'messages[].content[].id' && block.type === 'tool_use')
      return { key: 'call', value: numbered(value, ids) }
    if (place === 'messages[].content[].tool_use_id' && block.type === 'tool_result')
      return { key: `result of ${numbered(value, ids)}`, value: true }
    return calledBy(leaf, ids) ?? media(leaf) ?? toolOf(leaf) ?? 'plain'
  },
  responses(leaf, ids) {
    const { place, value } = leaf
    const item = nearest(leaf, 'call_id')
    const isOutput = /_output$/.test(String(item.type))
    const speaker = isOutput ? `result of ${numbered(item.call_id, ids)}` : sideOf(nearest(leaf, 'role').role)
    if (/^input\[\]\.(role|type|namespace|(content|output)\[\]\.type)$/.test(place)) return undefined
    if (/^text\.format\.(schema\.)?description$/.test(place)) return { text: 'format' }
    if (place === 'instructions') return { text: 'instructions' }
    if (place === 'input') return { text: 'user' }
    if (/^input\[\]\.(content|output)(\[\]\.text)?$/.test(place)) return { text: speaker }
    if (place === 'input[].content[].refusal') return { key: 'refusal' }
    if (/^input\[\]\.summary\[\]\.text$/.test(place)) return { text: 'reasoning' }
    if (place === 'input[].call_id')
      return isOutput
        ? { key: `result of ${numbered(value, ids)}`, value: true }
        : { key: 'call', value: numbered(value, ids) }
    return calledBy(leaf, ids) ?? media(leaf) ?? toolOf(leaf) ?? 'plain'
  },
}

/** A call's name and input, whatever its kind is called. */
function calledBy(leaf: Leaf, ids: CallIds): Meaning {
  const chat = /^messages\[\]\.tool_calls\[\]\.(function|custom)\.(name|arguments|input)$/.exec(leaf.place)
  const other = /^(?:messages\[\]\.content\[\]|input\[\])\.(name|arguments|input)(?:[.[]|$)/.exec(leaf.place)
  const field = chat?.[2] ?? other?.[1]
  const call = chat ? holder(leaf, 1) : leaf.around[2 - (leaf.place.startsWith('input') ? 1 : 0)]
  if (field === undefined || !call) return undefined
  if (!chat && !/^(tool_use|.*_call)$/.test(String(call.type))) return undefined
  const id = numbered(chat ? call.id : (call.call_id ?? call.id), ids)
  if (field === 'name')
    return { key: `name of ${id}`, value: flat(asString(call.namespace), String(leaf.value)) }
  const held = chat ? holder(leaf) : call
  return { key: `input of ${id}`, value: inputOf(held.arguments ?? held.input) }
}

/** Bytes, addresses and names of images and files. */
function media(leaf: Leaf): Meaning {
  const name = leaf.path.split('.').at(-1) ?? ''
  const isAttached = /^(messages|input)\[\]\.(content|output)\[\]/.test(leaf.place)
  if (!isAttached) return undefined
  if (
    /\.source\.(data|url|file_id)$|\.document_url$|\.image_url(\.url)?$|\.file_data$|\.file_url$|\.file_id$|\.input_audio\.data$/.test(
      leaf.place,
    )
  )
    return { key: 'attachment', value: bytesOf(leaf) }
  if (name === 'filename' || name === 'title') return { key: 'filename' }
  return undefined
}

/** Text of a file and its bytes are the same; a data URL is its bytes. */
function bytesOf(leaf: Leaf): string {
  const text = String(leaf.value)
  const { type } = holder(leaf)
  if (type === 'text') return Buffer.from(text).toString('base64')
  return /^data:[^,]*;base64,(.*)$/s.exec(text)?.[1] ?? text
}

/** A tool is known by its name, wherever it stands in the list; those that the history brings up are listed. */
function toolOf(leaf: Leaf): Meaning {
  const match = /^(?:input\[\]\.)?tools\[\](?:\.tools\[\])*\.(?:(?:function|custom)\.)?(.*)$/.exec(leaf.place)
  if (!match) return undefined
  const tools = leaf.around.slice(leaf.place.startsWith('input') ? 2 : 1)
  const space = tools.find(each => each.type === 'namespace')
  const tool = tools.find(each => each !== space) ?? {}
  const named = asObject(tool.function ?? tool.custom)
  const name = flat(
    asString(space?.name),
    asString(tool.name) ?? asString(named.name) ?? asString(tool.type) ?? '',
  )
  const field = match[1]?.replace(/^(input_schema|parameters)\b/, 'schema') ?? ''
  if (field === 'name')
    return space && tools.at(-1) === space ? { key: 'namespace' } : { key: `tool ${name}`, value: true }
  // A grammar is told in words where no field takes it.
  if (
    /^(description|schema\.properties\.input\.description|format\.(grammar\.)?(syntax|definition))$/.test(
      field,
    )
  )
    return { text: `tool ${name}` }
  return { key: `tool ${name}: ${field}` }
}
