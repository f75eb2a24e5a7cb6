import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { asArray, asObject, type JsonObject } from '../../src-main/core/json.ts'
import { type Answer, ask } from '../support/client.ts'
import { hear } from '../support/heard.ts'
import { PRINTERS, say } from '../support/replies/index.ts'
import { joined, RICH, type Saying } from '../support/replies/saying.ts'
import { events } from '../support/scripted.ts'
import { ONLY, PAIRS, startTrio, type Trio } from '../support/trio.ts'

let trio: Trio
beforeAll(async () => {
  trio = await startTrio()
})
beforeEach(() => {
  trio.up.forget()
})

async function streamed(
  client: 'chat' | 'responses' | 'messages',
  provider: 'chat' | 'responses' | 'messages',
  saying: Saying,
  fields: JsonObject = {},
): Promise<Answer> {
  trio.up.script = request => say(saying, request)
  const answer = await ask(trio, client, ONLY[provider], { stream: true, ...fields })
  expect(answer.status).toBe(200)
  expect(answer.headers['content-type']).toContain('text/event-stream')
  return answer
}

const types = (answer: Answer) => answer.events.map(event => event.type)
const withoutRepeats = (names: string[]) => names.filter((name, index) => name !== names[index - 1])

describe.each(['chat', 'messages'] as const)('F: a Responses stream from %s', provider => {
  it('F02 text only, in the order of the dialect', async () => {
    const answer = await streamed('responses', provider, { text: RICH.text })
    expect(withoutRepeats(types(answer).filter(type => type !== 'response.in_progress'))).toEqual([
      'response.created',
      'response.output_item.added',
      'response.content_part.added',
      'response.output_text.delta',
      'response.output_text.done',
      'response.content_part.done',
      'response.output_item.done',
      'response.completed',
      ...(answer.text.includes('[DONE]') ? [''] : []),
    ])
    const numbered = answer.events.filter(event => event.type !== '')
    expect(numbered.map(event => event.body.sequence_number)).toEqual(numbered.map((_, index) => index))
    for (const event of numbered) expect(event.event).toBe(event.type)
    const text = joined(RICH.text)
    expect(hear('responses', answer).text).toBe(text)
    const find = (type: string) => answer.events.find(event => event.type === type)?.body ?? {}
    expect(find('response.output_text.done').text).toBe(text)
    expect(find('response.completed').response).toMatchObject({ output: [{ content: [{ text }] }] })
  })

  it('F03 a tool call only, without a ghost message', async () => {
    const answer = await streamed('responses', provider, { calls: RICH.calls })
    const added = answer.events.filter(event => event.type === 'response.output_item.added')
    expect(added.map(event => event.body.item)).toMatchObject([
      { type: 'function_call', call_id: 'call_7', name: 'weather' },
    ])
    const deltas = answer.events
      .filter(event => event.type === 'response.function_call_arguments.delta')
      .map(event => event.body.delta)
      .join('')
    const done = answer.events.find(event => event.type === 'response.function_call_arguments.done')
    expect(deltas).toBe(joined(RICH.calls?.[0]?.input))
    expect(done?.body.arguments).toBe(deltas)
    expect(hear('responses', answer).calls).toEqual([{ id: 'call_7', name: 'weather', input: deltas }])
  })

  it('F03 ids stay the same from the first event to the last', async () => {
    const answer = await streamed('responses', provider, RICH)
    const responseIds = answer.events.map(event => asObject(event.body.response).id).filter(Boolean)
    expect(new Set(responseIds).size).toBe(1)
    const final = answer.events.find(event => event.type === 'response.completed')?.body
    const output = asArray(asObject(final?.response).output).map(asObject)
    for (const event of answer.events) {
      if (event.body.output_index === undefined) continue
      const item = output[Number(event.body.output_index)]
      expect(event.body.item_id ?? asObject(event.body.item).id).toBe(item?.id)
    }
  })
})

describe.each(['responses', 'messages'] as const)('F: a Chat stream from %s', provider => {
  it.each([false, true])('F08 in the order of the dialect (usage asked for: %s)', async include_usage => {
    const answer = await streamed('chat', provider, RICH, { stream_options: { include_usage } })
    const chunks = answer.events.slice(0, -1).map(event => event.body)
    expect(answer.events.at(-1)?.data).toBe('[DONE]')
    expect(asArray(chunks[0]?.choices)).toMatchObject([{ delta: { role: 'assistant' } }])
    const calls = chunks.flatMap(chunk =>
      asArray(chunk.choices).flatMap(choice => asArray(asObject(asObject(choice).delta).tool_calls)),
    )
    expect(calls[0]).toMatchObject({
      index: 0,
      id: 'call_7',
      type: 'function',
      function: { name: 'weather', arguments: '' },
    })
    for (const later of calls.slice(1)) {
      expect(asObject(later).id).toBeUndefined()
      expect(asObject(later).index).toBe(0)
    }
    const heard = hear('chat', answer)
    expect(heard).toMatchObject({
      text: joined(RICH.text),
      reasoning: joined(RICH.reasoning),
      stop: 'tool_calls',
    })
    expect(JSON.parse(heard.calls[0]?.input ?? '')).toEqual({ city: 'Zürich 🏔' })
    const usages = chunks.filter(chunk => chunk.usage)
    expect(usages).toHaveLength(include_usage ? 1 : 0)
    if (include_usage)
      expect(chunks.at(-1)).toMatchObject({ choices: [], usage: { prompt_tokens: 11, completion_tokens: 7 } })
  })
})

describe('F: a Messages stream', () => {
  it.each(['chat', 'responses'] as const)('F12 from %s keeps the grammar of the dialect', async provider => {
    const answer = await streamed('messages', provider, {
      ...RICH,
      calls: [...(RICH.calls ?? []), { id: 'call_8', name: 'now', input: ['{}'] }],
    })
    const seen = types(answer).filter(type => type !== 'ping')
    expect(seen[0]).toBe('message_start')
    expect(seen.filter(type => type === 'message_start')).toHaveLength(1)
    expect(seen.slice(-2)).toEqual(['message_delta', 'message_stop'])
    expect(answer.text).not.toContain('[DONE]')
    for (const event of answer.events) expect(event.event).toBe(event.type)
    let open: unknown
    let next = 0
    for (const { type, body } of answer.events) {
      if (type === 'content_block_start') {
        expect(open).toBeUndefined()
        expect(body.index).toBe(next++)
        open = body.index
      }
      if (type === 'content_block_delta') expect(body.index).toBe(open)
      if (type === 'content_block_stop') {
        expect(body.index).toBe(open)
        open = undefined
      }
    }
    expect(next).toBe(4)
    expect(open).toBeUndefined()
    const delta = answer.events.find(event => event.type === 'message_delta')?.body
    expect(delta).toMatchObject({ delta: { stop_reason: 'tool_use' }, usage: { output_tokens: 7 } })
  })
})

describe('F: odd Responses streams', () => {
  it.each(['chat', 'messages'] as const)(
    'F10 a completion without output still ends whole for %s',
    async client => {
      const spoken = PRINTERS.responses.stream(RICH)
      const last = spoken.at(-1) ?? ''
      trio.up.script = () =>
        events([...spoken.slice(0, -1), last.replace(/"output":\[.*?\],"error"/s, '"error"')])
      const answer = await ask(trio, client, 'rm', { stream: true })
      expect(hear(client, answer)).toMatchObject({ text: joined(RICH.text), calls: [{ id: 'call_7' }] })
      expect(hear(client, answer).stop).toMatch(/^tool_/)
    },
  )
})

describe('F: whole and streamed', () => {
  it.each(PAIRS)('F20 $client hears the same from $provider either way', async ({ client, provider }) => {
    trio.up.script = request => say(RICH, request)
    const heard = async (stream: boolean) => {
      const { usage, calls, ...rest } = hear(client, await ask(trio, client, ONLY[provider], { stream }))
      return { ...rest, calls: calls.map(call => ({ ...call, input: JSON.parse(call.input) })) }
    }
    const whole = await heard(false)
    expect(whole.text).toBe(joined(RICH.text))
    expect(whole.reasoning).toBe(joined(RICH.reasoning))
    expect(await heard(true)).toEqual(whole)
  })
})
