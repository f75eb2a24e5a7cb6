import type { Conversation } from '../../conversation.ts'
import { isObject, type Json, type JsonObject } from '../../json.ts'
import { type Ledger, ledger as newLedger } from '../../ledger.ts'
import { prefilledTurn } from '../../prefill.ts'
import { withoutRefused } from '../../refused-fields.ts'
import { schemaHint } from '../../schema-hint.ts'
import type { Target } from '../../target.ts'
import { toolNames } from '../../tool-names.ts'
import { isShared, tellUnknown } from '../../unknown-options.ts'
import type { Outcome, WireRequest } from '../dialect.ts'
import type { Page } from './page.ts'
import { writeMessages } from './write-messages.ts'
import { writeOptions, writeStreamOptions } from './write-options.ts'
import { writeTools } from './write-tools.ts'

/** Prints a conversation as a Chat Completions body for one model, and tells what could not be kept. */
export function writeRequest(conversation: Conversation, target: Target): Outcome<WireRequest> {
  const names = toolNames(conversation, target.quirks)
  if (!names.ok) return names
  const page: Page = { conversation, target, names: names.value, ledger: newLedger() }
  const written: JsonObject = {
    model: target.model,
    messages: withPrefill(withHint(writeMessages(page), page), page),
    ...prefillFields(page),
    ...writeTools(page),
    ...writeOptions(page),
    ...(conversation.stream && { stream: true, stream_options: writeStreamOptions(page) }),
  }
  const body = { ...writeUnknown(page), ...written }
  const failure = page.ledger.failure()
  if (failure) return { ok: false, failure }
  const kept = withoutRefused(body, page)
  return { ok: true, value: { body: kept, headers: {} }, losses: page.ledger.losses() }
}

/** An answer that the caller has begun is the last message; few servers want to be told that it is to be continued. */
function withPrefill(messages: JsonObject[], { conversation, target, ledger }: Page): JsonObject[] {
  const begun = prefilledTurn(conversation)
  const { prefill } = target.quirks
  if (begun && prefill === 'restarts') ledger.lose('prefill_restarts', begun.path)
  return begun && prefill === 'prefix'
    ? messages.map((message, index) =>
        index === messages.length - 1 ? { ...message, prefix: true } : message,
      )
    : messages
}

const prefillFields = ({ conversation, target }: Page): JsonObject =>
  target.quirks.prefill === 'continue_final_message' && prefilledTurn(conversation)
    ? { continue_final_message: true, add_generation_prompt: false }
    : {}

function withHint(messages: JsonObject[], page: Page): JsonObject[] {
  const hint = schemaHint(page)
  if (hint === undefined) return messages
  const [first] = messages
  const role = page.target.quirks.instructionRole
  if (first?.role !== role) return [{ role, content: hint }, ...messages]
  const content = Array.isArray(first.content)
    ? [...first.content, { type: 'text', text: hint }]
    : `${first.content}\n\n${hint}`
  return [{ ...first, content }, ...messages.slice(1)]
}

/** Fields without canonical meaning go back to the dialect that they came from, and to OpenAI's other one where it has them. */
function writeUnknown({ conversation, target, ledger }: Page): JsonObject {
  const kept: JsonObject = {}
  for (const field of conversation.unknown) {
    // A field within an object that is written in other words has no place any more.
    const isOwn = conversation.from === 'chat' && !field.path.includes('.')
    if (isOwn) kept[field.path] = field.value
    else if (isShared(field, conversation, target)) kept[field.path] = withoutNewer(field, ledger)
    else tellUnknown(field, ledger)
  }
  return kept
}

/** Fields and values of `prompt_cache_options` that Chat has as well: the others came with Responses. */
const isOfChat = (name: string, value: Json | undefined): boolean =>
  name === 'mode' || (name === 'ttl' && value === '30m')

function withoutNewer({ path, value }: Conversation['unknown'][number], { lose }: Ledger): Json {
  if (path !== 'prompt_cache_options' || !isObject(value)) return value
  const told = Object.entries(value).filter(([, entry]) => entry !== null && entry !== false)
  for (const [name, entry] of told)
    if (!isOfChat(name, entry)) lose('unsupported_parameter', `${path}.${name}`)
  return Object.fromEntries(told.filter(([name, entry]) => isOfChat(name, entry)))
}
