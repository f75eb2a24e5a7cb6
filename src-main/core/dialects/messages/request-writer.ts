import type { MessageCreateParamsBase } from '@anthropic-ai/sdk/resources/messages'
import type { Conversation } from '../../conversation.ts'
import { asObject, type JsonObject } from '../../json.ts'
import { type Ledger, ledger as newLedger } from '../../ledger.ts'
import { optionPath, turnsField } from '../../option-paths.ts'
import type { Options } from '../../options.ts'
import { withoutRefused } from '../../refused-fields.ts'
import type { Target } from '../../target.ts'
import { toolNames } from '../../tool-names.ts'
import type { Outcome, WireRequest } from '../dialect.ts'
import { outputSchema } from './output-schema.ts'
import { usesOutputTool } from './output-tool.ts'
import { UNDERSTOOD_FIELDS } from './request-reader.ts'
import type { Page } from './write-blocks.ts'
import { automaticCaching, limitBreakpoints } from './write-caching.ts'
import { MCP_BETA, writeMcpServers } from './write-mcp.ts'
import { reportDropped, writeMaxTokens, writeSampling, writeStop, writeTier } from './write-options.ts'
import { writeThinking } from './write-thinking.ts'
import { writeTools } from './write-tools.ts'
import { writeTurns } from './write-turns.ts'

/** The fields that this writer may print; one that the vendor renames fails the type check. */
type Body = { [Field in keyof MessageCreateParamsBase | 'top_k' | 'temperature' | 'top_p']?: unknown }

/** Prints a conversation as a strict Messages request for the target, with everything that could not be kept. */
export function writeRequest(conversation: Conversation, target: Target): Outcome<WireRequest> {
  const named = toolNames(conversation)
  if (!named.ok) return named
  const ledger = newLedger()
  const page: Page = { conversation, target, names: named.value, ledger }
  const turns = writeTurns(page)
  if (turns.messages.length === 0)
    ledger.refuse(turnsField(conversation), 'There is nothing to answer: no message has content.')
  const written = writeTools(page)
  const maxTokens = writeMaxTokens(conversation, target, ledger)
  const choice = written.tool_choice?.type
  const thinking = writeThinking({
    conversation,
    target,
    maxTokens,
    forced: choice === 'any' || choice === 'tool',
    messages: turns.messages,
    ledger,
  })
  const { tools, system, messages } = limitBreakpoints(
    {
      tools: written.tools ?? [],
      system: [...turns.system, ...formatHint(conversation, target, ledger)],
      messages: turns.messages,
    },
    conversation.from,
    ledger,
  )
  const servers = writeMcpServers(conversation, target, tools)
  const body = {
    ...ownFields(conversation),
    model: target.model,
    max_tokens: maxTokens,
    ...(system.length > 0 && { system: plainSystem(system) }),
    messages,
    ...(tools.length > 0 && { tools }),
    ...(servers.length > 0 && { mcp_servers: servers }),
    ...(written.tool_choice && { tool_choice: written.tool_choice }),
    ...automaticCaching(conversation, target),
    ...(thinking.thinking && { thinking: thinking.thinking }),
    ...outputConfig(conversation, target, thinking.effort),
    ...writeSampling({ conversation, target, thinking: thinking.on, ledger }),
    ...writeStop(conversation),
    ...writeTier(conversation, ledger),
    ...writeUser(conversation),
    ...(conversation.stream && { stream: true }),
  } satisfies Body
  reportDropped(conversation, target, ledger)
  const failure = ledger.failure()
  if (failure) return { ok: false, failure }
  const kept = withoutRefused(body, page)
  return {
    ok: true,
    value: {
      body: kept,
      headers: {
        'anthropic-version': '2023-06-01',
        ...(servers.length > 0 && { 'anthropic-beta': MCP_BETA }),
      },
    },
    losses: ledger.losses(),
  }
}

/** A Messages client's own fields without a canonical place go on as they are. */
const ownFields = ({ from, body }: Conversation): JsonObject =>
  from === 'messages'
    ? Object.fromEntries(Object.entries(body).filter(([field]) => !UNDERSTOOD_FIELDS.has(field)))
    : {}

/** One plain text needs no blocks. */
function plainSystem(system: JsonObject[]): string | JsonObject[] {
  const [only] = system
  const isPlain = system.length === 1 && Object.keys(only ?? {}).length === 2
  return isPlain && typeof only?.text === 'string' ? only.text : system
}

function outputConfig(conversation: Conversation, target: Target, effort: string | undefined): JsonObject {
  const { from, body, options } = conversation
  const { format } = options
  const { effort: _effort, format: _format, ...own } = from === 'messages' ? asObject(body.output_config) : {}
  const output: JsonObject = {
    ...own,
    ...(effort !== undefined && { effort }),
    ...(format?.type === 'schema' &&
      target.quirks.structuredOutput && {
        format: {
          type: 'json_schema',
          schema: from === 'messages' ? format.schema : describedSchema(format),
        },
      }),
  }
  return Object.keys(output).length > 0 ? { output_config: output } : {}
}

/** Messages describes a format in its schema. */
function describedSchema({
  schema,
  description,
}: Extract<Options['format'], { type: 'schema' }>): JsonObject {
  const written = outputSchema(schema)
  return description === undefined || 'description' in written ? written : { ...written, description }
}

/** JSON that no field can demand is asked for in words, at the end of the instructions. */
function formatHint(conversation: Conversation, target: Target, ledger: Ledger): JsonObject[] {
  const hint = hintFor(conversation.options.format, conversation, target)
  if (hint === undefined) return []
  ledger.lose('format_as_hint', optionPath(conversation, 'format'))
  return [{ type: 'text', text: hint }]
}

function hintFor(format: Options['format'], conversation: Conversation, target: Target): string | undefined {
  if (format?.type === 'json') return 'Answer with one JSON object and nothing else.'
  if (format?.type !== 'schema' || target.quirks.structuredOutput) return undefined
  if (usesOutputTool(conversation, target)) return undefined
  return `Answer with JSON that fits this JSON Schema, and nothing else:\n${JSON.stringify(format.schema)}`
}

function writeUser({ from, body, options }: Conversation): JsonObject {
  if (from === 'messages') return body.metadata === undefined ? {} : { metadata: body.metadata }
  return options.userId === undefined ? {} : { metadata: { user_id: options.userId } }
}
