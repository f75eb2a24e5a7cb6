import { describe, expect, it } from 'vitest'
import type { Conversation } from '../../../../src-main/core/conversation.ts'
import { messages } from '../../../../src-main/core/dialects/messages/index.ts'
import { asArray, asObject } from '../../../../src-main/core/json.ts'
import { conversation, losses, target, text, write } from './builders.ts'

const marked = (count: number): Conversation =>
  conversation({
    turns: Array.from({ length: count }, (_, at) => ({
      role: at % 2 === 0 ? 'user' : 'assistant',
      path: `messages[${at}]`,
      blocks: [{ ...text(`t${at}`), cache: { type: 'ephemeral' } }],
    })),
  })

describe('caching at Anthropic', () => {
  it('is switched on for a client that has a key for it, and nothing is lost', () => {
    const given = conversation({ options: { cacheKey: 'session' } })
    expect(write(given).cache_control).toEqual({ type: 'ephemeral' })
    expect(losses(messages.writeRequest(given, target()))).toEqual([])
  })

  it('is left alone where the client says itself what to cache, or nothing of it', () => {
    const own = { ...marked(1), options: { cacheKey: 'session' } }
    expect(write(own).cache_control).toBeUndefined()
    expect(write(conversation()).cache_control).toBeUndefined()
    const fromMessages = conversation({ from: 'messages', options: { cacheKey: 'session' } })
    expect(write(fromMessages).cache_control).toBeUndefined()
  })

  it('is a loss where the endpoint knows no breakpoints', () => {
    const to = target({ cacheBreakpoints: 'none' })
    const given = conversation({ options: { cacheKey: 'session' } })
    expect(write(given, to).cache_control).toBeUndefined()
    expect(losses(messages.writeRequest(given, to))).toEqual(['unsupported_parameter;prompt_cache_key'])
  })

  it('keeps the last four breakpoints, and tells of the others', () => {
    const kept = asArray(write(marked(6)).messages).map(
      message => asObject(asArray(asObject(message).content)[0]).cache_control !== undefined,
    )
    expect(kept).toEqual([false, false, true, true, true, true])
    expect(losses(messages.writeRequest(marked(6), target()))).toEqual(['cache_breakpoint_dropped;messages'])
    expect(losses(messages.writeRequest(marked(4), target()))).toEqual([])
  })
})
