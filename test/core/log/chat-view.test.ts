import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { chatView } from '../../../src-main/core/log/chat-view.ts'
import { secretHider } from '../../../src-main/core/log/hide-secrets.ts'
import { readRecording } from '../../../src-main/core/log/stored-message.ts'
import type { Spoken } from '../../../src-main/core/spoken.ts'
import { PIXEL, recorded } from './recordings.ts'

const URL_OF_PIXEL = `data:image/png;base64,${PIXEL}`
const SECRET = 'canary-0123456789'

function view(dialect: Spoken, request: unknown, reply: unknown, rest: { truncated?: boolean } = {}) {
  const textOf = (body: unknown) => (typeof body === 'string' ? body : JSON.stringify(body))
  const hide = secretHider([SECRET])
  const read = readRecording(
    {
      'client-request': recorded(textOf(request), rest),
      'client-response': recorded(textOf(reply), { status: 200 }),
    },
    hide,
  )
  return chatView({ dialect, ...read, hide })
}
const stream = (...events: unknown[]) =>
  events.map(event => `data: ${typeof event === 'string' ? event : JSON.stringify(event)}\n\n`).join('')
const delta = (content: string) => ({ id: 'c', choices: [{ index: 0, delta: { content } }] })

describe('the view of a conversation', () => {
  it('says that a call beside the dialects is none', () => {
    expect(view('embeddings', { model: 'm', input: 'hi' }, { data: [] })).toEqual({
      system: [],
      tools: [],
      turns: [],
      problem: expect.stringContaining('embeddings'),
    })
  })

  it('is the same in the three dialects', () => {
    const chat = view(
      'chat',
      {
        model: 'm',
        messages: [
          { role: 'system', content: 'Be brief.' },
          {
            role: 'user',
            content: [
              { type: 'text', text: 'What is it?' },
              { type: 'image_url', image_url: { url: URL_OF_PIXEL } },
            ],
          },
          {
            role: 'assistant',
            content: null,
            tool_calls: [{ id: 't1', type: 'function', function: { name: 'look', arguments: '{"at":1}' } }],
          },
          { role: 'tool', tool_call_id: 't1', content: 'a pixel' },
        ],
        tools: [{ type: 'function', function: { name: 'look', description: 'Looks.', parameters: {} } }],
      },
      { choices: [{ index: 0, message: { role: 'assistant', content: 'A pixel.' }, finish_reason: 'stop' }] },
    )
    const messages = view(
      'messages',
      {
        model: 'm',
        system: 'Be brief.',
        max_tokens: 9,
        messages: [
          {
            role: 'user',
            content: [
              { type: 'text', text: 'What is it?' },
              { type: 'image', source: { type: 'base64', media_type: 'image/png', data: PIXEL } },
            ],
          },
          {
            role: 'assistant',
            content: [{ type: 'tool_use', id: 't1', name: 'look', input: { at: 1 } }],
          },
          { role: 'user', content: [{ type: 'tool_result', tool_use_id: 't1', content: 'a pixel' }] },
        ],
        tools: [{ name: 'look', description: 'Looks.', input_schema: { type: 'object' } }],
      },
      {
        type: 'message',
        role: 'assistant',
        content: [{ type: 'text', text: 'A pixel.' }],
        stop_reason: 'end_turn',
      },
    )
    const responses = view(
      'responses',
      {
        model: 'm',
        instructions: 'Be brief.',
        input: [
          {
            role: 'user',
            content: [
              { type: 'input_text', text: 'What is it?' },
              { type: 'input_image', image_url: URL_OF_PIXEL },
            ],
          },
          { type: 'function_call', call_id: 't1', name: 'look', arguments: '{"at":1}' },
          { type: 'function_call_output', call_id: 't1', output: 'a pixel' },
        ],
        tools: [{ type: 'function', name: 'look', description: 'Looks.', parameters: {} }],
      },
      {
        object: 'response',
        status: 'completed',
        output: [
          { type: 'message', role: 'assistant', content: [{ type: 'output_text', text: 'A pixel.' }] },
        ],
      },
    )
    expect(chat).toEqual({
      system: ['Be brief.'],
      tools: [{ name: 'look', description: 'Looks.' }],
      turns: [
        {
          role: 'user',
          isReply: false,
          blocks: [
            { kind: 'text', text: 'What is it?' },
            { kind: 'image', text: expect.stringMatching(/^sha256:/), dataUrl: URL_OF_PIXEL },
          ],
        },
        {
          role: 'assistant',
          isReply: false,
          blocks: [{ kind: 'tool-call', id: 't1', name: 'look', input: '{"at":1}' }],
        },
        {
          role: 'tool',
          isReply: false,
          blocks: [{ kind: 'tool-result', id: 't1', text: 'a pixel', isError: false }],
        },
        { role: 'assistant', isReply: true, blocks: [{ kind: 'text', text: 'A pixel.' }] },
      ],
    })
    expect(messages).toEqual(chat)
    expect(responses).toEqual(chat)
  })

  it('folds the stream of a reply, and finds a secret that came in pieces', () => {
    const { turns } = view(
      'chat',
      { model: 'm', messages: [{ role: 'user', content: 'hi' }] },
      stream(delta('it is canary-'), delta('0123456789.'), '[DONE]'),
    )
    expect(turns.at(-1)?.blocks).toEqual([{ kind: 'text', text: 'it is [hidden].' }])
  })

  it('says what cannot be read, and shows the rest', () => {
    const { turns, problem } = view(
      'chat',
      {
        model: 'm',
        messages: [
          { role: 'user', content: 'hi' },
          { role: 'user', content: [{ type: 'hologram', data: {} }] },
        ],
      },
      { choices: [{ message: { content: 'hello' } }] },
    )
    expect(problem).toContain('hologram')
    expect(turns.map(turn => turn.blocks[0])).toEqual([
      { kind: 'text', text: 'hi' },
      { kind: 'text', text: 'hello' },
    ])
  })

  it('passes over fields that only their own provider can serve', () => {
    const request = { model: 'm', background: true, prompt_cache_key: 'k', input: 'hi' }
    const { turns, problem } = view('responses', request, { object: 'response', status: 'completed' })
    expect(turns[0]?.blocks).toEqual([{ kind: 'text', text: 'hi' }])
    expect(problem).toBeUndefined()
  })

  it('goes as far as a body that was cut does', () => {
    const body = JSON.stringify({ model: 'm', messages: [{ role: 'user', content: 'one two three' }] })
    const { turns, problem } = view('chat', body.slice(0, -8), '', { truncated: true })
    expect(turns[0]?.blocks).toEqual([{ kind: 'text', text: 'one two t' }])
    expect(problem).toContain('too long')
  })

  it('shows a conversation that goes on from an earlier response', () => {
    const { turns, problem } = view('responses', { model: 'm', previous_response_id: 'r', input: 'hi' }, {})
    expect(turns[0]?.blocks).toEqual([{ kind: 'text', text: 'hi' }])
    expect(problem).toContain('earlier response')
  })

  it('tells an error in place of a reply', () => {
    const hide = secretHider([])
    const { messages } = readRecording(
      {
        'client-request': recorded('{"messages":[]}'),
        'client-response': recorded('{"error":{"message":"No such model."}}', { status: 404 }),
      },
      hide,
    )
    expect(chatView({ dialect: 'chat', messages, hide }).problem).toContain('No such model.')
  })

  it('never throws, whatever was sent', () => {
    const dialect = fc.constantFrom<Spoken>('chat', 'responses', 'messages', 'other')
    const part = fc.record(
      {
        role: fc.oneof(fc.constantFrom('user', 'assistant', 'system', 'tool'), fc.jsonValue()),
        type: fc.oneof(fc.constantFrom('message', 'function_call', 'reasoning'), fc.jsonValue()),
        content: fc.jsonValue(),
      },
      { requiredKeys: [] },
    )
    const parts = fc.array(fc.oneof(part, fc.jsonValue()))
    const request = fc.record(
      { messages: parts, input: parts, tools: fc.oneof(fc.jsonValue(), parts), system: fc.jsonValue() },
      { requiredKeys: [] },
    )
    const reply = fc.oneof(
      fc.jsonValue(),
      fc.record({ choices: parts }),
      fc.record({ output: parts }),
      fc.record({ content: parts }),
    )
    fc.assert(
      fc.property(dialect, request, reply, (which, asked, answered) => {
        expect(view(which, asked, answered).turns).toBeInstanceOf(Array)
        expect(view(which, asked, stream(answered)).turns).toBeInstanceOf(Array)
      }),
    )
  })
})
