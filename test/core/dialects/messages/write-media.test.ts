import { describe, expect, it } from 'vitest'
import { messages } from '../../../../src-main/core/dialects/messages/index.ts'
import { conversation, losses, target } from './builders.ts'

describe('documents', () => {
  it('tell which of their fields others have nothing like', () => {
    const read = messages.readRequest({
      max_tokens: 9,
      messages: [
        {
          role: 'user',
          content: [
            {
              type: 'document',
              source: { type: 'text', media_type: 'text/plain', data: 'x' },
              context: 'why',
              citations: { enabled: true },
            },
          ],
        },
      ],
    })
    expect(read).toMatchObject({
      ok: true,
      value: { turns: [{ blocks: [{ type: 'file', ownFields: ['context', 'citations'] }] }] },
    })
    const given = read.ok ? read.value : conversation()
    expect(losses(messages.writeRequest(given, target()))).toEqual([
      'unsupported_parameter;messages[0].content[0].context',
      'unsupported_parameter;messages[0].content[0].citations',
    ])
  })
})

describe('images', () => {
  it.each([
    ['high', ['unsupported_parameter;messages[0].content.image_url.detail']],
    ['auto', []],
  ])('of detail "%s" tell whether it is lost', (detail, told) => {
    const source = { kind: 'url', url: 'https://example.com/a.png' } as const
    const image = { type: 'image', source, detail, path: 'messages[0].content' } as const
    const given = conversation({ turns: [{ role: 'user', path: 'messages[0]', blocks: [image] }] })
    expect(losses(messages.writeRequest(given, target()))).toEqual(told)
  })
})
