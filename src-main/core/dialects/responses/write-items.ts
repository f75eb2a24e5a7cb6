import type {
  EasyInputMessage,
  ResponseCustomToolCall,
  ResponseCustomToolCallOutput,
  ResponseFunctionToolCall,
  ResponseInputItem,
  ResponseOutputMessage,
  ResponseOutputRefusal,
  ResponseOutputText,
} from 'openai/resources/responses/responses'
import type { Block, Role, ToolCallBlock, ToolKind, ToolResultBlock, Turn } from '../../conversation.ts'
import { wrapInput } from '../../custom-input.ts'
import { proofFor } from '../../envelope.ts'
import type { JsonObject } from '../../json.ts'
import { isObject, parseJson } from '../../json.ts'
import { loseOwnFields } from '../../own-fields.ts'
import type { ToolNames } from '../../tool-names.ts'
import { wireCallId } from '../../tool-names.ts'
import { annotationOf } from './annotations.ts'
import { clientCall, clientOutput, isClientTool } from './client-tools.ts'
import { refuse } from './refusals.ts'
import { type ContentContext, opaqueText, writeInputParts } from './write-content.ts'

/** What turns are written with. `kinds` tells of each call id how the tool was called. */
export interface ItemContext extends ContentContext {
  readonly names: ToolNames
  readonly kinds: ReadonlyMap<string, ToolKind>
}

/** An assistant's message as a client replays it: an output message without the id that nobody keeps. */
type SpokenMessage = Omit<ResponseOutputMessage, 'id' | 'status'>

type Item = ResponseInputItem | SpokenMessage | JsonObject

/** How the tools of each call id were called, so that outputs answer in the same way. */
export const callKinds = (turns: readonly Turn[]): Map<string, ToolKind> =>
  new Map(
    turns
      .flatMap(turn => turn.blocks)
      .filter(block => block.type === 'tool-call')
      .map(call => [call.id, call.kind]),
  )

/** One turn as input items, in block order. */
export function writeTurn(turn: Turn, context: ItemContext): Item[] {
  if (turn.name !== undefined) context.ledger.lose('participant_name_dropped', `${turn.path}.name`)
  const items: Item[] = []
  let run: Block[] = []
  let phase = turn.phase
  const flush = () => {
    if (run.length > 0) items.push(...message({ ...turn, phase }, run, context))
    if (run.length > 0) phase = turn.phase
    run = []
  }
  for (const block of turn.blocks) {
    const own = writeBlock(block, context)
    if (!own) {
      run.push(block)
      // What reasoning says of the words behind it holds for the first of them alone.
      if (phase !== turn.phase) flush()
    } else {
      flush()
      items.push(...own)
      const isOwn = block.type === 'reasoning' && own.length > 0
      phase = turn.phase ?? (isOwn ? block.proof?.phase : undefined)
    }
  }
  flush()
  return items
}

/** Parts of a caller's message, which alone can end a cached prefix here. */
const CACHED: ReadonlySet<Block['type']> = new Set(['text', 'image', 'file'])

/** Blocks that are items of their own; undefined for content of a message. */
function writeBlock(block: Block, context: ItemContext): Item[] | undefined {
  if (block.cache && !CACHED.has(block.type)) context.ledger.lose('cache_breakpoint_dropped', block.path)
  switch (block.type) {
    case 'tool-call':
      return [writeCall(block, context)]
    case 'tool-result':
      return [writeResult(block, context)]
    case 'reasoning': {
      const item = proofFor(block, context.target)
      if (!item) context.ledger.lose('reasoning_dropped', block.path)
      return item ? [item] : []
    }
    case 'opaque':
      return block.dialect === 'responses' && isSpoken(block.kind, context) ? [block.value] : undefined
    default:
      return undefined
  }
}

/** Hosted items are replayed only to an endpoint that runs such tools. */
const isSpoken = (kind: string, { target: { quirks } }: ItemContext): boolean =>
  quirks.openaiParameters || quirks.hostedTools.some(tool => kind.startsWith(tool.replace(/_preview.*$/, '')))

function message(turn: Turn, blocks: readonly Block[], context: ItemContext): Item[] {
  if (turn.role === 'assistant') return assistantMessage(turn, blocks, context)
  const parts = writeInputParts(blocks, context)
  if (parts.length === 0) return []
  return [{ type: 'message', role: roleOf(turn.role, context), content: parts }]
}

const roleOf = (role: Exclude<Role, 'assistant'>, { target }: ItemContext): EasyInputMessage['role'] =>
  role === 'user' ? role : target.quirks.instructionRole

function assistantMessage(turn: Turn, blocks: readonly Block[], context: ItemContext): Item[] {
  const content = blocks.flatMap(block => outputPart(block, context))
  if (content.length === 0) return []
  const phase = PHASES.find(name => name === turn.phase)
  return [{ type: 'message', role: 'assistant', content, ...(phase && { phase }) }]
}

const PHASES = ['commentary', 'final_answer'] as const

function outputPart(block: Block, context: ItemContext): (ResponseOutputText | ResponseOutputRefusal)[] {
  if (block.cache && CACHED.has(block.type)) context.ledger.lose('cache_breakpoint_dropped', block.path)
  const text = (value: string, annotations: ResponseOutputText['annotations'] = []): ResponseOutputText => ({
    type: 'output_text',
    text: value,
    annotations,
  })
  switch (block.type) {
    case 'text':
      return block.text === ''
        ? []
        : [
            text(
              block.text,
              (block.citations ?? []).flatMap(
                each =>
                  annotationOf(each, block.text.length, code => context.ledger.lose(code, block.path)) ?? [],
              ),
            ),
          ]
    case 'refusal':
      return [{ type: 'refusal', refusal: block.text }]
    case 'opaque':
      return opaqueText(block, context).map(value => text(value))
    default:
      return refuse(block.path, `an assistant's message cannot hold ${block.type} content here.`)
  }
}

function writeCall(call: ToolCallBlock, { target: { quirks }, names, ledger }: ItemContext): Item {
  loseOwnFields(call, ledger)
  const call_id = wireCallId(call.id)
  const tool = quirks.toolNamespaces
    ? {
        name: names.wire({ name: call.name }),
        ...(call.namespace !== undefined && { namespace: call.namespace }),
      }
    : { name: names.wire(call) }
  if (call.kind === 'tool_search' && quirks.toolNamespaces)
    return { type: 'tool_search_call', call_id, execution: 'client', arguments: searchArguments(call.input) }
  if (isClientTool(call.kind) && quirks.hostedTools.includes(call.kind))
    return { ...clientCall(call.kind, call_id, call.input), status: 'completed' }
  if (call.kind === 'custom' && quirks.customTools)
    return { type: 'custom_tool_call', call_id, ...tool, input: call.input } satisfies ResponseCustomToolCall
  const args = call.kind === 'custom' ? wrapInput(call.input) : call.input.trim() || '{}'
  return { type: 'function_call', call_id, ...tool, arguments: args } satisfies ResponseFunctionToolCall
}

/** A search's arguments are an object, and what is none is taken for the query. */
export const searchArguments = (input: string): JsonObject => {
  const value = parseJson(input)
  if (isObject(value)) return value
  return input.trim() === '' ? {} : { query: input }
}

function writeResult(result: ToolResultBlock, context: ItemContext): Item {
  const { quirks } = context.target
  const kind = context.kinds.get(result.callId) ?? result.kind
  const call_id = wireCallId(result.callId)
  if (kind === 'tool_search' && quirks.toolNamespaces) {
    const found = result.blocks.find(block => block.type === 'opaque' && block.kind === 'tool_search_output')
    const tools = found?.type === 'opaque' ? (found.value.tools ?? []) : []
    return { type: 'tool_search_output', call_id, execution: 'client', status: 'completed', tools }
  }
  if (isClientTool(kind) && quirks.hostedTools.includes(kind)) {
    const words = result.blocks.flatMap(block => (block.type === 'text' ? [block.text] : []))
    return clientOutput(kind, call_id, words.join('\n'), result.isError)
  }
  const output = writeOutput(result, context)
  return kind === 'custom' && quirks.customTools
    ? ({ type: 'custom_tool_call_output', call_id, output } satisfies ResponseCustomToolCallOutput)
    : ({ type: 'function_call_output', call_id, output } satisfies ResponseInputItem.FunctionCallOutput)
}

/** A lone text goes as a string, which every server takes. An error is said in words: there is no flag for it. */
function writeOutput(result: ToolResultBlock, context: ItemContext) {
  const parts = writeInputParts(result.blocks, context)
  if (result.isError) {
    context.ledger.lose('tool_error_as_text', result.path)
    const first = parts[0]
    const isTold = first?.type === 'input_text' && /^\s*(<[\w-]+>)?\s*error/i.test(first.text)
    if (first?.type === 'input_text' && !isTold) parts[0] = { ...first, text: `Error: ${first.text}` }
    else if (!isTold) parts.unshift({ type: 'input_text', text: 'Error' })
  }
  const [only] = parts
  if (parts.length === 0) return ''
  return parts.length === 1 && only?.type === 'input_text' && !only.prompt_cache_breakpoint
    ? only.text
    : parts
}
