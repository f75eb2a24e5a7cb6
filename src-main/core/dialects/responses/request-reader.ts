import type { Conversation, Turn } from '../../conversation.ts'
import type { Json, JsonObject } from '../../json.ts'
import { asArray, asBoolean, asObject, asString, isObject } from '../../json.ts'
import type { Failure, Loss } from '../../reply.ts'
import type { Outcome } from '../dialect.ts'
import { summaryRequest, wantsCompaction } from './compaction.ts'
import { type ReadItem, readItem } from './read-items.ts'
import { readOptions, readUnknown } from './read-options.ts'
import { readToolChoice, readTools, settleTools } from './read-tools.ts'
import { orRefused, refuse, refused, untranslatable } from './refusals.ts'

/** Reads a Responses body (mapping §2.2, §3). What needs a store of earlier responses is refused, with its path. */
export function readRequest(body: JsonObject): Outcome<Conversation> {
  const failure = needsStore(body)
  if (failure) return refused(failure)
  return orRefused(() => {
    const { turns, tools: found, effort } = readInput(body)
    const tools = settleTools(readTools(body.tools, 'tools'), found)
    const toolChoice = wantsCompaction({ from: 'responses', body })
      ? ({ type: 'none' } as const)
      : readToolChoice(body.tool_choice, tools)
    const parallelToolCalls = asBoolean(body.parallel_tool_calls)
    const options = readOptions(body)
    const conversation: Conversation = {
      from: 'responses',
      turns,
      tools,
      ...(toolChoice && { toolChoice }),
      ...(parallelToolCalls !== undefined && { parallelToolCalls }),
      options: effort === undefined ? options : { ...options, reasoning: { ...options.reasoning, effort } },
      stream: body.stream === true,
      streamUsage: asObject(body.stream_options).include_usage === true,
      unknown: readUnknown(body),
      body,
    }
    return { ok: true, value: conversation, losses: bareReferences(body) }
  })
}

/** Requests that lean on what a provider keeps. */
function needsStore(body: JsonObject): Failure | undefined {
  if (isGiven(body.previous_response_id))
    return {
      status: 400,
      code: 'previous_response_not_found',
      type: 'invalid_request_error',
      message: `Response ${JSON.stringify(body.previous_response_id)} is not kept here. Send the whole conversation in \`input\`, without \`previous_response_id\`.`,
      param: 'previous_response_id',
      origin: 'patchbay',
    }
  if (isGiven(body.conversation))
    return untranslatable('conversation', 'no conversations are kept here. Send the turns in `input`.')
  if (isGiven(body.prompt))
    return untranslatable(
      'prompt',
      'stored prompts live at OpenAI. Send the text in `instructions` or `input`.',
    )
  if (body.background === true)
    return untranslatable('background', 'this model answers only while you wait. Leave `background` out.')
  return undefined
}

const isGiven = (value: Json | undefined): boolean => value !== undefined && value !== null

function readInput(body: JsonObject) {
  const { input } = body
  const instructions = asString(body.instructions)
  const lead: Turn[] = instructions
    ? [
        {
          role: 'system',
          blocks: [{ type: 'text', text: instructions, path: 'instructions' }],
          path: 'instructions',
        },
      ]
    : []
  if (typeof input === 'string') {
    const blocks = [{ type: 'text', text: input, path: 'input' } as const]
    return { turns: [...lead, { role: 'user', blocks, path: 'input' } as const], tools: [] }
  }
  if (!Array.isArray(input)) return refuse('input', 'expected a string or an array of items.')
  const fold = folder()
  const tools = []
  let effort: string | undefined
  for (const [index, item] of input.entries()) {
    const path = `input[${index}]`
    if (!isObject(item)) return refuse(path, 'expected an item.')
    if (item.type === 'additional_tools' || item.type === 'tool_search_output')
      tools.push(...readTools(item.tools, `${path}.tools`))
    if (item.type === 'additional_tools') continue
    if (item.type === 'configuration_update') effort = updatedEffort(item, path) ?? effort
    else if (item.type === 'compaction_trigger') fold.add(trigger(index, input.length, path), path)
    else fold.add(readItem(item, path), path)
  }
  return { turns: [...lead, ...fold.turns()], tools, effort }
}

/** The last effort wins; what else an update may change has no counterpart in one request. */
function updatedEffort(item: JsonObject, path: string): string | undefined {
  const changed = Object.keys(item).filter(
    key => !['type', 'id', 'status', 'reasoning', 'role'].includes(key),
  )
  if (changed.length > 0) return refuse(`${path}.${changed[0]}`, 'only the reasoning effort can be updated.')
  return asString(asObject(item.reasoning).effort)
}

function trigger(index: number, count: number, path: string): ReadItem {
  if (index !== count - 1) return refuse(path, 'a compaction can only be asked for by the last item.')
  return { ...summaryRequest(path), message: true }
}

/** Folds adjacent assistant items into one turn, and adjacent outputs into one; a new phase begins a new turn. */
function folder(): { add(item: ReadItem, path: string): void; turns(): Turn[] } {
  const turns: Turn[] = []
  let open = false
  return {
    add(item, path) {
      const { role, blocks, phase } = item
      if (blocks.length === 0) return
      const last = turns.at(-1)
      const joins =
        open &&
        last?.role === role &&
        (role === 'assistant'
          ? phase === undefined || last.phase === undefined || last.phase === phase
          : !item.message)
      if (last && joins) {
        const merged = phase === undefined ? {} : { phase }
        turns[turns.length - 1] = { ...last, ...merged, blocks: [...last.blocks, ...blocks] }
      } else turns.push({ role, blocks, path, ...(phase !== undefined && { phase }) })
      open = role === 'assistant' || !item.message
    },
    turns: () => turns,
  }
}

/** Reasoning that is only named by its id can be replayed by nobody: nothing is kept here. */
const bareReferences = (body: JsonObject): Loss[] =>
  asArray(body.input).flatMap((item, index) => {
    const { type, encrypted_content, summary, content } = asObject(item)
    const isBare = !encrypted_content && asArray(summary).length === 0 && asArray(content).length === 0
    return type === 'reasoning' && isBare
      ? [{ code: 'reasoning_not_replayable', path: `input[${index}]` }]
      : []
  })
