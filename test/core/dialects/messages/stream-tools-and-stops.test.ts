import { describe, expect, test } from 'vitest'
import type { ReplyEvent } from '../../../../src-main/core/reply.ts'
import { conversation, joined, readContext, readStream, sse, target } from './builders.ts'
import { delta, finish, open, reply, start, stop } from './stream-events.ts'

describe('tools of the request', () => {
  const events = (name: string, json: string): ReplyEvent[] => {
    const tools = [
      { type: 'custom', name: 'apply_patch', path: 'tools[0]' },
      { type: 'function', kind: 'function', namespace: 'mcp__demo__', name: 'weather', path: 'tools[1]' },
    ] as const
    const call = [
      open(0, { type: 'tool_use', id: 'a', name, input: {} }),
      ...[...json].map(partial_json => delta(0, { type: 'input_json_delta', partial_json })),
    ]
    return joined(
      readStream(sse([start(), ...call, stop(0), ...finish()]), readContext(conversation({ tools }))),
    )
  }

  test('free text comes back unwrapped', () => {
    expect(events('apply_patch', '{"input":"a\\n\\"b\\""}')).toContainEqual({
      type: 'input',
      index: 0,
      text: 'a\n"b"',
    })
  })

  test('namespaces come back', () => {
    const block = { type: 'tool-call', id: 'a', kind: 'function', namespace: 'mcp__demo__', name: 'weather' }
    expect(events('mcp__demo__weather', '{}')).toContainEqual({ type: 'begin', index: 0, block })
  })

  test('the stand-in for structured output comes back as text', () => {
    const format = { type: 'schema', schema: { type: 'object' } } as const
    const context = readContext(conversation({ options: { format } }), target({ structuredOutput: false }))
    const call = [
      open(0, { type: 'tool_use', id: 'a', name: 'structured_output', input: {} }),
      delta(0, { type: 'input_json_delta', partial_json: '{"a":1}' }),
      stop(0),
    ]
    const { blocks, stop: why } = reply([start(), ...call, ...finish('tool_use')], context)
    expect(blocks.map(block => [block.head.type, block.text])).toEqual([['text', '{"a":1}']])
    expect(why?.reason).toBe('end')
  })
})

describe('stops', () => {
  test.each([
    ['end_turn', 'end'],
    ['stop_sequence', 'stop-sequence'],
    ['max_tokens', 'length'],
    ['model_context_window_exceeded', 'context-window'],
    ['refusal', 'refusal'],
    ['pause_turn', 'pause'],
    ['compaction', 'compaction'],
    ['something new', 'end'],
  ])('%s is read as %s', (raw, reason) => {
    expect(reply([start(), ...finish(raw)]).stop).toMatchObject({ reason, raw })
  })

  test('a refusal keeps its explanation and category', () => {
    const stop_details = { type: 'refusal', category: 'bio', explanation: 'No.' }
    const end = {
      type: 'message_delta',
      delta: { stop_reason: 'refusal', stop_details },
      usage: { output_tokens: 1 },
    }
    expect(reply([start(), end]).stop).toMatchObject({ explanation: 'No.', category: 'bio' })
  })

  test('a compaction is kept whole, and its words told', () => {
    const compaction = [
      open(0, { type: 'compaction', content: null }),
      delta(0, { type: 'compaction_delta', content: 'so far', encrypted_content: 'x' }),
      stop(0),
    ]
    expect(reply([start(), ...compaction, ...finish()]).blocks[0]?.head).toEqual({
      type: 'opaque',
      dialect: 'messages',
      kind: 'compaction',
      value: { type: 'compaction', content: 'so far', encrypted_content: 'x' },
      text: 'so far',
    })
  })
})
