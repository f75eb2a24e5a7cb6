import type { ToolKind } from '../../conversation.ts'
import { inputUnwrapper } from '../../custom-input.ts'
import type { Json, JsonObject } from '../../json.ts'
import { asString } from '../../json.ts'
import type { ReplyEvent } from '../../reply.ts'
import type { NamedTool, ToolNames } from '../../tool-names.ts'
import { openBlock } from './open-block.ts'
import type { OutputContext, OutputReader } from './output-reader.ts'
import { inputText } from './read-items.ts'

/** Whose call it is, in the client's words: its own name, namespace and kind again. */
function clientTool(item: JsonObject, names: ToolNames): NamedTool {
  const name = asString(item.name) ?? ''
  const namespace = asString(item.namespace)
  if (item.type === 'tool_search_call') return { name: 'tool_search', kind: 'tool_search' }
  const kind: ToolKind = item.type === 'custom_tool_call' ? 'custom' : 'function'
  if (namespace !== undefined) return { name, namespace, kind }
  const known = names.client(name)
  return kind === 'custom' ? { ...known, kind } : known
}

/** A call of the client's tool, by arguments or by free text. `field` is where the finished item holds them. */
export function callReader(
  first: JsonObject,
  field: 'arguments' | 'input',
  { names, next }: OutputContext,
): OutputReader {
  let block: ReturnType<typeof openBlock> | undefined
  let waiting = ''
  let received = ''
  let unwrapper: ReturnType<typeof inputUnwrapper> | undefined
  /** A call begins when its name is known. */
  const open = (item: JsonObject): ReplyEvent[] => {
    if (block) return []
    const id = asString(item.call_id) || asString(item.id)
    if (id === undefined || (!asString(item.name) && item.type !== 'tool_search_call')) return []
    const tool = clientTool(item, names)
    if (tool.kind === 'custom' && field === 'arguments') unwrapper = inputUnwrapper()
    block = openBlock({ type: 'tool-call', id, ...tool }, next)
    return [...block.begin(), ...flow(waiting)]
  }
  const flow = (text: string): ReplyEvent[] => {
    if (!block) {
      waiting += text
      return []
    }
    return block.text('input', unwrapper ? unwrapper.feed(text) : text)
  }
  const feed = (text: string): ReplyEvent[] => {
    received += text
    return flow(text)
  }
  const end = (): ReplyEvent[] =>
    block ? [...block.text('input', unwrapper?.end() ?? ''), ...block.end()] : []
  const complete = (value: Json | undefined): ReplyEvent[] => {
    const whole = inputText(value)
    return whole.startsWith(received) ? feed(whole.slice(received.length)) : []
  }
  return {
    kind: asString(first.type) ?? '',
    isCall: () => block !== undefined,
    begin: () => open(first),
    feed(event) {
      const type = asString(event.type) ?? ''
      if (type.endsWith('.delta')) return feed(asString(event.delta) ?? '')
      return type.endsWith('.done') ? complete(event[field]) : []
    },
    done: item => [...open({ ...first, ...item }), ...complete(item[field]), ...end()],
    cut: end,
  }
}
