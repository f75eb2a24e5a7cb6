import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import Anthropic from '@anthropic-ai/sdk'
import OpenAI from 'openai'
import type { Dialect } from '../../src-main/core/conversation.ts'
import { asArray, asObject, asString, type JsonObject, parseJson } from '../../src-main/core/json.ts'

/** What our writers printed for a client. */
export interface Printed {
  readonly status: number
  readonly type: 'application/json' | 'text/event-stream'
  readonly text: string
}

/** An official SDK: gives what it made of an answer, and throws where it would throw at its user. */
export type Judge = (printed: Printed) => Promise<JsonObject>

/** The official SDKs, each before a server on loopback that answers with what it is given. */
export async function startJudges(): Promise<{
  judges: Readonly<Record<Dialect, Judge>>
  stop(): Promise<void>
}> {
  const answers = new Map<string, Printed>()
  let count = 0
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const { model } = asObject(parseJson(Buffer.concat(chunks).toString()))
    const { status, type, text } = answers.get(String(model)) ?? {
      status: 500,
      type: 'application/json',
      text: '{}',
    }
    response.writeHead(status, { 'content-type': type }).end(text)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const openai = new OpenAI({ baseURL: `${origin}/v1`, apiKey: 'none', maxRetries: 0 })
  const anthropic = new Anthropic({ baseURL: origin, apiKey: 'none', maxRetries: 0 })

  const judged =
    (judge: (model: string, printed: Printed) => Promise<unknown>): Judge =>
    async printed => {
      const model = `answer-${count++}`
      answers.set(model, printed)
      try {
        return plain(await judge(model, printed))
      } finally {
        answers.delete(model)
      }
    }

  const judges: Readonly<Record<Dialect, Judge>> = {
    chat: judged(async (model, { type }) => {
      const messages = [{ role: 'user' as const, content: 'hi' }]
      if (type === 'application/json') return openai.chat.completions.create({ model, messages })
      const stream = openai.chat.completions.stream({ model, messages })
      // The SDK knows no reasoning, and so keeps only its last fragment.
      let reasoning = ''
      stream.on('chunk', chunk => {
        reasoning += asString(asObject(chunk.choices[0]?.delta).reasoning_content) ?? ''
      })
      const { choices, ...completion } = await stream.finalChatCompletion()
      return {
        ...completion,
        choices: choices.map(({ message, ...choice }) => ({
          ...choice,
          message: { ...message, ...(reasoning !== '' && { reasoning_content: reasoning }) },
        })),
      }
    }),
    responses: judged(async (model, { type }) => {
      const response =
        type === 'text/event-stream'
          ? await openai.responses.stream({ model, input: 'hi' }).finalResponse()
          : await openai.responses.create({ model, input: 'hi' })
      if (response.status === 'failed') throw new Error(response.error?.message ?? 'failed without an error')
      return response
    }),
    messages: judged((model, { type, text }) => {
      const request = { model, max_tokens: 9, messages: [{ role: 'user' as const, content: 'hi' }] }
      if (type === 'application/json') return anthropic.messages.create(request)
      // Calls of MCP servers are beta: only that half of the SDK puts their input together.
      return text.includes('"mcp_tool_use"')
        ? anthropic.beta.messages.stream(request).finalMessage()
        : anthropic.messages.stream(request).finalMessage()
    }),
  }
  return {
    judges,
    async stop() {
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }
}

/** What the SDKs add of their own, and is no part of the wire. */
const OF_THE_SDK = new Set([
  'parsed',
  'parsed_arguments',
  'parsed_output',
  'output_text',
  'output_parsed',
  '_request_id',
])

/** A result as data. */
export const plain = (value: unknown): JsonObject =>
  asObject(
    JSON.parse(JSON.stringify(value, (key, entry) => (OF_THE_SDK.has(key) ? undefined : entry)) ?? 'null'),
  )

/** A reply without what differs between two of the same content: its id, those of its items, and the time. */
export function withoutIdentity(dialect: Dialect, reply: JsonObject): JsonObject {
  const { id: _id, created: _created, created_at: _createdAt, completed_at: _completedAt, ...rest } = reply
  if (dialect === 'chat')
    return { ...rest, object: 'chat.completion', choices: asArray(rest.choices).map(asChoice) }
  if (dialect === 'messages') return rest
  return { ...rest, output: asArray(rest.output).map(item => ({ ...asObject(item), id: undefined })) }
}

/** Fragments cannot tell `null` from an empty text. */
function asChoice(choice: unknown): JsonObject {
  const { message, ...rest } = asObject(choice)
  const { content, refusal, ...others } = asObject(message)
  return { ...rest, message: { ...others, content: content ?? '', refusal: refusal ?? null } }
}
