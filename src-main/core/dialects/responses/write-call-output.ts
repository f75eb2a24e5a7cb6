import type { ResponseCustomToolCallItem, ResponseOutputItem } from 'openai/resources/responses/responses'
import type { BlockHead } from '../../reply.ts'
import { clientCall, isClientTool } from './client-tools.ts'
import { added, done, type OutputPlace, type OutputWriter, type UnnumberedEvent } from './output-writer.ts'
import { searchArguments } from './write-items.ts'

type CallHead = Extract<BlockHead, { type: 'tool-call' }>

interface CallShape {
  readonly prefix: string
  item(id: string, input: string, status: 'in_progress' | 'completed' | 'incomplete'): ResponseOutputItem
  delta(at: Place, delta: string): UnnumberedEvent[]
  whole(at: Place, input: string): UnnumberedEvent[]
  /** What a call without input says: JSON arguments are never nothing. */
  readonly empty: string
}

interface Place {
  readonly item_id: string
  readonly output_index: number
}

/** A call as the client declared its tool: with JSON arguments, as free text, or as the search that Codex runs itself. */
const SHAPES: Readonly<Record<CallHead['kind'], (head: CallHead) => CallShape>> = {
  function: ({ id: call_id, ...head }) => ({
    prefix: 'fc_',
    item: (id, input, status) => ({
      id,
      type: 'function_call',
      status,
      call_id,
      ...toolOf(head),
      arguments: input,
    }),
    delta: (at, delta) => [{ type: 'response.function_call_arguments.delta', ...at, delta }],
    whole: (at, input) => [{ type: 'response.function_call_arguments.done', ...at, arguments: input }],
    empty: '{}',
  }),
  custom: ({ id: call_id, ...head }) => ({
    prefix: 'ctc_',
    item: (id, input, status): ResponseCustomToolCallItem => ({
      id,
      type: 'custom_tool_call',
      status,
      call_id,
      ...toolOf(head),
      input,
    }),
    delta: (at, delta) => [{ type: 'response.custom_tool_call_input.delta', ...at, delta }],
    whole: (at, input) => [{ type: 'response.custom_tool_call_input.done', ...at, input }],
    empty: '',
  }),
  tool_search: ({ id: call_id }) => ({
    prefix: 'tsc_',
    item: (id, input, status) => ({
      id,
      type: 'tool_search_call',
      status,
      call_id,
      execution: 'client',
      arguments: searchArguments(input),
    }),
    delta: () => [],
    whole: () => [],
    empty: '{}',
  }),
  local_shell: clientShape,
  shell: clientShape,
  apply_patch: clientShape,
}

/** A call of a tool that the client knows by its type: its action is an object, so it comes whole. */
function clientShape({ kind, id: call_id }: CallHead): CallShape {
  const prefix = { local_shell: 'lsh_', shell: 'sh_', apply_patch: 'apc_' }
  return {
    prefix: isClientTool(kind) ? prefix[kind] : '',
    item: (id, input, status) => {
      const item = isClientTool(kind) ? clientCall(kind, call_id, input) : {}
      // The action is the model's: it is passed on as it gave it.
      return { ...item, id, status } as unknown as ResponseOutputItem
    },
    delta: () => [],
    whole: () => [],
    empty: '{}',
  }
}

const toolOf = ({ name, namespace }: { name: string; namespace?: string }) => ({
  name,
  ...(namespace !== undefined && { namespace }),
})

/** A tool call. It shows at once, so that calls keep the order in which the model made them. */
export function callWriter(
  head: CallHead,
  place: OutputPlace,
): { writer: OutputWriter; opened: UnnumberedEvent[] } {
  const shape = SHAPES[head.kind](head)
  const at = { item_id: place.id(shape.prefix), output_index: place.take() }
  let input = ''
  const feed = (delta: string): UnnumberedEvent[] => {
    input += delta
    return delta === '' ? [] : shape.delta(at, delta)
  }
  const writer: OutputWriter = {
    text: feed,
    cite() {},
    prove() {},
    end(status) {
      const filled = input === '' && status === 'completed' ? feed(shape.empty) : []
      const item = shape.item(at.item_id, input, status)
      place.keep(at.output_index, item)
      return [...filled, ...shape.whole(at, input), done(at.output_index, item)]
    },
  }
  return { writer, opened: [added(at.output_index, shape.item(at.item_id, '', 'in_progress'))] }
}
