import { ResponseStream } from 'openai/lib/responses/ResponseStream'
import { expect, test } from 'vitest'
import { replay } from '../../../../src-main/core/dialects/responses/replay.ts'
import type { JsonObject } from '../../../../src-main/core/json.ts'

const response: JsonObject = {
  id: 'resp_1',
  object: 'response',
  status: 'completed',
  incomplete_details: null,
  tools: [],
  usage: { input_tokens: 1, output_tokens: 2, total_tokens: 3 },
  output: [
    {
      id: 'rs_1',
      type: 'reasoning',
      summary: [
        { type: 'summary_text', text: 'so' },
        { type: 'summary_text', text: 'then' },
      ],
      content: [{ type: 'reasoning_text', text: 'raw' }],
      encrypted_content: 'sealed',
    },
    {
      id: 'msg_1',
      type: 'message',
      role: 'assistant',
      status: 'completed',
      content: [
        {
          type: 'output_text',
          text: 'Zwölf 🗼',
          annotations: [{ type: 'url_citation', url: 'https://x', title: 'x', start_index: 0, end_index: 2 }],
          logprobs: [],
        },
        { type: 'refusal', refusal: 'no' },
      ],
    },
    {
      id: 'fc_1',
      type: 'function_call',
      call_id: 'c1',
      name: 'f',
      arguments: '{"a":1}',
      status: 'completed',
    },
    {
      id: 'ctc_1',
      type: 'custom_tool_call',
      call_id: 'c2',
      name: 'patch',
      input: '*** Begin',
      status: 'completed',
    },
    { id: 'ws_1', type: 'web_search_call', status: 'completed', action: { type: 'search', query: 'q' } },
  ],
}

test('a response that is told again is the same to the accumulator of the SDK', async () => {
  const lines = replay(response).map(event => `${JSON.stringify(event)}\n`)
  const body = new ReadableStream({
    start(controller) {
      for (const line of lines) controller.enqueue(new TextEncoder().encode(line))
      controller.close()
    },
  })
  const stream = ResponseStream.fromReadableStream(body)
  const final = await stream.finalResponse()
  expect(final).toMatchObject({
    ...response,
    output: (response.output as JsonObject[]).map(({ id }) => ({ id })),
  })
  expect(JSON.parse(JSON.stringify(final.output[1]))).toMatchObject(
    (response.output as JsonObject[])[1] ?? {},
  )
})

test('its deltas say all that its items do, each once, with numbers without a gap', () => {
  const events = replay(response)
  const said = (type: string) =>
    events.filter(event => event.type === type).map(({ delta, annotation }) => delta ?? annotation)
  expect(events.map(({ sequence_number }) => sequence_number)).toEqual(events.map((_, index) => index))
  expect(said('response.output_text.delta')).toEqual(['Zwölf 🗼'])
  expect(said('response.refusal.delta')).toEqual(['no'])
  expect(said('response.reasoning_summary_text.delta')).toEqual(['so', 'then'])
  expect(said('response.reasoning_text.delta')).toEqual(['raw'])
  expect(said('response.function_call_arguments.delta')).toEqual(['{"a":1}'])
  expect(said('response.custom_tool_call_input.delta')).toEqual(['*** Begin'])
  expect(said('response.output_text.annotation.added')).toHaveLength(1)
  expect(events.filter(({ type }) => type === 'response.output_item.done').map(({ item }) => item)).toEqual(
    response.output,
  )
  expect(events.at(-1)).toMatchObject({ type: 'response.completed', response })
})

test.each(['incomplete', 'failed'])('one that ended %s ends so again', status => {
  expect(replay({ ...response, status }).at(-1)?.type).toBe(`response.${status}`)
})
