import type { Conversation } from '../../conversation.ts'
import { asArray, asObject, isObject, type Json, type JsonObject } from '../../json.ts'
import type { Failure } from '../../reply.ts'
import { untranslatable } from '../../untranslatable.ts'
import type { Outcome } from '../dialect.ts'
import { readMcpServers } from './read-mcp.ts'
import { readOptions } from './read-options.ts'
import { readToolChoice, readTools } from './read-tools.ts'
import { readTurns } from './read-turns.ts'

/** Top-level fields with a canonical place. */
export const UNDERSTOOD_FIELDS: ReadonlySet<string> = new Set([
  'model',
  'max_tokens',
  'messages',
  'system',
  'stop_sequences',
  'stream',
  'temperature',
  'top_p',
  'top_k',
  'thinking',
  'output_config',
  'output_format',
  'tools',
  'tool_choice',
  'metadata',
  'service_tier',
  'speed',
])

/** Fields that only concern Anthropic's own billing, safety telemetry and diagnosis: nobody misses them elsewhere. */
const IGNORABLE_FIELDS: ReadonlySet<string> = new Set([
  'betas',
  'billing_policy',
  'diagnostics',
  'fallback_credit_token',
  'safeguards',
  'user_profile_id',
  'workspace_id',
])

/**
 * Reads a Messages body. Never fails for a feature that only changes cost or looks, as Claude Code probes in several
 * further requests when it meets a 400.
 */
export function readRequest(body: JsonObject): Outcome<Conversation> {
  const failure = refusal(body)
  if (failure) return { ok: false, failure }
  const read = readTurns(body)
  if ('status' in read) return { ok: false, failure: read }
  const { turns, toolChanges, effort } = read
  return {
    ok: true,
    losses: [],
    value: {
      from: 'messages',
      turns,
      tools: [...readTools(body.tools, turns, toolChanges), ...readMcpServers(body)],
      ...readToolChoice(body.tool_choice),
      options: readOptions(body, effort),
      stream: body.stream === true,
      streamUsage: true,
      unknown: unknownFields(body),
      body,
    },
  }
}

/** What is understood of objects. */
const UNDERSTOOD_WITHIN: Readonly<Record<string, ReadonlySet<string>>> = {
  metadata: new Set(['user_id']),
  output_config: new Set(['effort', 'format']),
  thinking: new Set(['type', 'budget_tokens', 'display']),
}

const unknownFields = (body: JsonObject): { path: string; value: Json }[] =>
  Object.entries(body).flatMap(([path, value]) => {
    if (isNothing(value) || isNoOp(path, value)) return []
    const within = UNDERSTOOD_WITHIN[path]
    if (within) return unknownWithin(path, asObject(value), within)
    // There is one place for the speed, and the faster one takes it.
    const isSecondTier = path === 'service_tier' && body.speed === 'fast' && value !== 'auto'
    const isKnown = UNDERSTOOD_FIELDS.has(path) || IGNORABLE_FIELDS.has(path) || path === 'mcp_servers'
    return isKnown && !isSecondTier ? [] : [{ path, value }]
  })

const unknownWithin = (field: string, value: JsonObject, understood: ReadonlySet<string>) =>
  Object.entries(value).flatMap(([name, entry]) =>
    understood.has(name) || isNothing(entry) ? [] : [{ path: `${field}.${name}`, value: entry }],
  )

const isNothing = (value: Json | undefined): value is null | undefined | [] =>
  value === undefined || value === null || (Array.isArray(value) && value.length === 0)

/** Claude Code always asks to keep all thinking, which is what happens anyway. */
const isNoOp = (path: string, value: Json): boolean =>
  path === 'context_management' &&
  asArray(asObject(value).edits).every(edit => {
    const { type, keep } = asObject(edit)
    return type === 'clear_thinking_20251015' && (keep === 'all' || asObject(keep).type === 'all')
  })

/** Fields without which the reply would be another than the client waits for. */
const REFUSALS: Readonly<Record<string, string>> = {
  container:
    'Containers and skills live at Anthropic. Take `container` out, or choose a model of an Anthropic provider.',
  compaction:
    'Only Anthropic answers with a compaction. Ask for a summary in a user message, or choose a model of an Anthropic provider.',
}

function refusal(body: JsonObject): Failure | undefined {
  if (isObject(body.thread)) return threadUnsupported()
  const refused = Object.entries(REFUSALS).find(([field]) => !isNothing(body[field]))
  return refused && untranslatable(...refused)
}

/** With these details the SDK sends the whole conversation again, without threads; without them it throws. */
const threadUnsupported = (): Failure => ({
  ...untranslatable(
    'thread',
    'Message threads are not kept here. Send the whole conversation without `thread`.',
  ),
  details: { details: { error_code: 'thread_unsupported_request', unsupported: [] } },
})
