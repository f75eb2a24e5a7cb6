import { describe, expect, test } from 'vitest'
import { bodySent, sent } from '../../../support/translating.ts'
import { MESSAGES_TOOL } from './row.ts'
import { assistant, PNG, toolResult, toolUse, user } from './turns.ts'

describe('images in the result of a tool', () => {
  const image = { type: 'image', source: { type: 'base64', media_type: 'image/png', data: PNG } }
  const messages = [user('look'), assistant([toolUse('c1')]), user([toolResult('c1', [image])])]
  const fields = { messages, tools: [MESSAGES_TOOL] }

  test.each(['responses', 'messages'] as const)('follow it where %s takes none there', to => {
    expect(sent('messages', to, fields, { toolResultImages: false })).toMatchObject({
      losses: ['tool_result_media_moved;messages[2].content[0].content[0]'],
    })
    const text = JSON.stringify(bodySent('messages', to, fields, { toolResultImages: false }))
    expect(text).toContain('[image 1 follows]')
    expect(text).toContain(PNG)
  })

  test.each(['responses', 'messages'] as const)('stay where %s is not known to refuse them', to => {
    expect(sent('messages', to, fields)).toMatchObject({ losses: [] })
  })
})
