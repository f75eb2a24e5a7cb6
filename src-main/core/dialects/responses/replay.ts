import { asArray, asObject, asString, isObject, type Json, type JsonObject } from '../../json.ts'

/** An event of a stream that is over. */
export type ReplayedEvent = JsonObject & { readonly type: string; readonly sequence_number: number }

type Told = JsonObject & { readonly type: string }

/**
 * The events that tell a finished response again, each piece of text in one delta. The same response gives the same numbers,
 * which are not those of the stream that it was first told with.
 */
export function replay(response: JsonObject): ReplayedEvent[] {
  const begun = { ...response, status: 'in_progress', output: [], usage: null, incomplete_details: null }
  const output = asArray(response.output).filter(isObject)
  const told: Told[] = [
    { type: 'response.created', response: begun },
    { type: 'response.in_progress', response: begun },
    ...output.flatMap(itemEvents),
    { type: `response.${ENDS.has(response.status) ? response.status : 'completed'}`, response },
  ]
  return told.map((event, sequence_number) => ({ ...event, sequence_number }))
}

const ENDS = new Set<Json | undefined>(['completed', 'incomplete', 'failed'])

function itemEvents(item: JsonObject, output_index: number): Told[] {
  const place = { item_id: asString(item.id) ?? '', output_index }
  const pieces = Object.hasOwn(PIECES, String(item.type))
    ? PIECES[String(item.type)]?.(item, place)
    : undefined
  const blank = { ...item, ...pieces?.blank, ...(item.status !== undefined && { status: 'in_progress' }) }
  return [
    { type: 'response.output_item.added', output_index, item: blank },
    ...(pieces?.events ?? []),
    { type: 'response.output_item.done', output_index, item },
  ]
}

type Place = { readonly item_id: string; readonly output_index: number }

interface Pieces {
  /** What the item does not have yet when it is announced. */
  readonly blank: JsonObject
  readonly events: Told[]
}

/** How items are told that come in pieces; all others are told at once. */
const PIECES: Readonly<Record<string, (item: JsonObject, place: Place) => Pieces>> = {
  message: (item, place) => ({
    blank: { content: [] },
    events: objects(item.content).flatMap((part, content_index) =>
      contentEvents(part, { ...place, content_index }),
    ),
  }),
  reasoning: (item, place) => ({
    blank: { summary: [], ...(item.content !== undefined && { content: [] }) },
    events: [
      ...objects(item.summary).flatMap((part, summary_index) =>
        summaryEvents(part, { ...place, summary_index }),
      ),
      ...objects(item.content).flatMap((part, content_index) =>
        contentEvents(part, { ...place, content_index }),
      ),
    ],
  }),
  function_call: (item, place) => ({
    blank: { arguments: '' },
    events: [
      { type: 'response.function_call_arguments.delta', ...place, delta: text(item.arguments) },
      {
        type: 'response.function_call_arguments.done',
        ...place,
        name: item.name,
        arguments: text(item.arguments),
      },
    ],
  }),
  custom_tool_call: (item, place) => ({
    blank: { input: '' },
    events: [
      { type: 'response.custom_tool_call_input.delta', ...place, delta: text(item.input) },
      { type: 'response.custom_tool_call_input.done', ...place, input: text(item.input) },
    ],
  }),
}

function contentEvents(part: JsonObject, place: Place & { readonly content_index: number }): Told[] {
  const kind = KINDS[String(part.type)]
  const added = { type: 'response.content_part.added', ...place }
  const done = { type: 'response.content_part.done', ...place, part }
  if (!kind) return [{ ...added, part }, done]
  const { name, field } = kind
  const said = text(part[field])
  const logprobs = name === 'output_text' ? { logprobs: asArray(part.logprobs) } : {}
  const notes = objects(part.annotations).map((annotation, annotation_index) => ({
    type: 'response.output_text.annotation.added',
    ...place,
    annotation_index,
    annotation,
  }))
  const blank = { ...part, [field]: '', ...(part.annotations !== undefined && { annotations: [] }) }
  return [
    { ...added, part: blank },
    { type: `response.${name}.delta`, ...place, delta: said, ...logprobs },
    ...notes,
    { type: `response.${name}.done`, ...place, [field]: said, ...logprobs },
    done,
  ]
}

const KINDS: Readonly<Record<string, { readonly name: string; readonly field: string } | undefined>> = {
  output_text: { name: 'output_text', field: 'text' },
  refusal: { name: 'refusal', field: 'refusal' },
  reasoning_text: { name: 'reasoning_text', field: 'text' },
}

function summaryEvents(part: JsonObject, place: Place & { readonly summary_index: number }): Told[] {
  const said = text(part.text)
  return [
    { type: 'response.reasoning_summary_part.added', ...place, part: { ...part, text: '' } },
    { type: 'response.reasoning_summary_text.delta', ...place, delta: said },
    { type: 'response.reasoning_summary_text.done', ...place, text: said },
    { type: 'response.reasoning_summary_part.done', ...place, part },
  ]
}

const objects = (value: Json | undefined): JsonObject[] => asArray(value).map(asObject)

const text = (value: Json | undefined): string => asString(value) ?? ''
