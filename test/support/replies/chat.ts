import type { JsonObject } from '../../../src-main/core/json.ts'
import { joined, type Saying, TOKENS } from './saying.ts'

const usage: JsonObject = {
  prompt_tokens: TOKENS.input,
  completion_tokens: TOKENS.output,
  total_tokens: TOKENS.input + TOKENS.output,
  prompt_tokens_details: { cached_tokens: TOKENS.cached },
  completion_tokens_details: { reasoning_tokens: TOKENS.reasoning },
}

const finish = (saying: Saying) =>
  saying.stop === 'length' ? 'length' : saying.calls?.length ? 'tool_calls' : 'stop'

export function whole(saying: Saying): JsonObject {
  const message: JsonObject = { role: 'assistant', content: saying.text ? joined(saying.text) : null }
  if (saying.reasoning) message.reasoning_content = joined(saying.reasoning)
  if (saying.calls)
    message.tool_calls = saying.calls.map(call => ({
      id: call.id,
      type: 'function',
      function: { name: call.name, arguments: joined(call.input) },
    }))
  return {
    id: 'chatcmpl-up1',
    object: 'chat.completion',
    created: 1_760_000_000,
    model: saying.model ?? 'm',
    choices: [{ index: 0, message, finish_reason: finish(saying) }],
    usage,
  }
}

export function stream(saying: Saying): string[] {
  const chunk = (fields: JsonObject) =>
    `data: ${JSON.stringify({
      id: 'chatcmpl-up1',
      object: 'chat.completion.chunk',
      created: 1_760_000_000,
      model: saying.model ?? 'm',
      ...fields,
    })}\n\n`
  const delta = (fields: JsonObject, finish_reason: string | null = null) =>
    chunk({ choices: [{ index: 0, delta: fields, finish_reason }] })
  return [
    delta({ role: 'assistant', content: '' }),
    ...(saying.reasoning ?? []).map(piece => delta({ reasoning_content: piece })),
    ...(saying.text ?? []).map(piece => delta({ content: piece })),
    ...(saying.calls ?? []).flatMap((call, index) => [
      delta({
        tool_calls: [{ index, id: call.id, type: 'function', function: { name: call.name, arguments: '' } }],
      }),
      ...call.input.map(piece => delta({ tool_calls: [{ index, function: { arguments: piece } }] })),
    ]),
    delta({}, finish(saying)),
    chunk({ choices: [], usage }),
    'data: [DONE]\n\n',
  ]
}

export const failureEvent = `data: ${JSON.stringify({
  error: { message: 'the machine is on fire', type: 'server_error', code: 'overheated' },
})}\n\n`

export const errorBody = (message: string, code?: string): JsonObject => ({
  error: { message, type: 'invalid_request_error', param: null, code: code ?? null },
})
