import { describe, expect, test } from 'vitest'
import { wrapProof } from '../../../../src-main/core/envelope.ts'
import type { JsonObject } from '../../../../src-main/core/json.ts'
import { ask, read, target, user } from './builders.ts'

const blocksOf = (block: JsonObject) => read(ask({ messages: [user([block])] })).turns[0]?.blocks ?? []

describe('blocks', () => {
  test.each<[string, JsonObject, JsonObject]>([
    [
      'image',
      { source: { type: 'url', url: 'https://a.example/b.png' } },
      { source: { kind: 'url', url: 'https://a.example/b.png' } },
    ],
    ['image', { source: { type: 'file', file_id: 'f' } }, { source: { kind: 'id', id: 'f' } }],
    [
      'document',
      { title: 'T', source: { type: 'base64', media_type: 'application/pdf', data: 'JVBE' } },
      { type: 'file', filename: 'T', source: { kind: 'base64', mediaType: 'application/pdf', data: 'JVBE' } },
    ],
    [
      'document',
      {
        source: {
          type: 'content',
          content: [
            { type: 'text', text: 'a' },
            { type: 'text', text: 'b' },
          ],
        },
      },
      { type: 'file', source: { kind: 'text', text: 'a\n\nb', mediaType: 'text/plain' } },
    ],
    [
      'search_result',
      { title: 'T', source: 's', content: [{ type: 'text', text: 'a' }] },
      { fate: 'text', text: 'T (s)\na' },
    ],
    [
      'server_tool_use',
      { name: 'web_search', input: { query: 'q' } },
      { fate: 'text', text: '[web_search: {"query":"q"}]' },
    ],
    ['fallback', {}, { fate: 'drop' }],
    ['compaction', { content: 'so far' }, { fate: 'text', text: 'so far' }],
    ['compaction', { content: null, encrypted_content: 'x' }, { fate: 'refuse' }],
    ['hologram', {}, { fate: 'refuse', kind: 'hologram' }],
    ['tool_use', { id: 'a', name: 'click', toolset_name: 'computer', input: {} }, { fate: 'refuse' }],
  ])('%s %j is read', (type, fields, expected) => {
    expect(blocksOf({ type, ...fields })).toEqual([expect.objectContaining(expected)])
  })

  test('a result keeps its images, its references and whether it failed', () => {
    const content = [
      { type: 'text', text: 'see' },
      { type: 'image', source: { type: 'base64', media_type: 'image/png', data: 'iVBORw0KGgo=' } },
      { type: 'tool_reference', tool_name: 'WebFetch' },
    ]
    const [result] = blocksOf({ type: 'tool_result', tool_use_id: 'a', is_error: true, content })
    expect(result).toMatchObject({ type: 'tool-result', callId: 'a', isError: true })
    expect(result?.type === 'tool-result' && result.blocks.map(block => block.type)).toEqual([
      'text',
      'image',
      'opaque',
    ])
  })

  test('empty texts are no blocks', () => {
    expect(blocksOf({ type: 'text', text: '' })).toEqual([])
  })
})

describe('thinking in the history', () => {
  const proof = { dialect: 'responses', item: { type: 'reasoning', id: 'rs_1' } } as const
  const seal = wrapProof(proof, target())
  const thinking = (signature?: string) =>
    blocksOf({ type: 'thinking', thinking: 'hm', ...(signature !== undefined && { signature }) })[0]

  test('gives the proof out of our envelope', () => {
    expect(thinking(seal)).toMatchObject({
      text: 'hm',
      proof: { ...proof, provider: 'lab', family: 'claude-lab' },
    })
    expect(blocksOf({ type: 'redacted_thinking', data: seal })[0]).toMatchObject({ text: '', proof })
  })

  test('keeps a bare signature for Messages alone', () => {
    const item = { type: 'thinking', thinking: 'hm', signature: 'sig' }
    expect(thinking('sig')).toMatchObject({ proof: { dialect: 'messages', item } })
  })

  test('proves nothing without a signature, or with a damaged envelope', () => {
    for (const signature of ['', undefined, 'pb1.j.broken'])
      expect(thinking(signature)).toHaveProperty('proof', undefined)
  })
})
