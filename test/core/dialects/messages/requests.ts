import type { Block, Conversation, FunctionTool, Role, Turn } from '../../../../src-main/core/conversation.ts'
import { messages } from '../../../../src-main/core/dialects/messages/index.ts'
import type { Options } from '../../../../src-main/core/options.ts'
import type { Quirks } from '../../../../src-main/core/target.ts'
import { conversation, losses, target } from './builders.ts'

export const turn = (role: Role, ...blocks: Block[]): Turn => ({ role, blocks, path: 't' })
export const call = (id: string, input = '{}'): Block => ({
  type: 'tool-call',
  id,
  kind: 'function',
  name: 'Read',
  input,
  path: `call ${id}`,
})
export const result = (callId: string, ...blocks: Block[]): Block => ({
  type: 'tool-result',
  callId,
  kind: 'function',
  isError: false,
  blocks,
  path: `result ${callId}`,
})
export const readTool: FunctionTool = { type: 'function', kind: 'function', name: 'Read', path: 'tools[0]' }
export const asked = (options: Options, rest: Partial<Conversation> = {}) =>
  conversation({ options, ...rest })
export const lost = (given: Conversation, quirks: Partial<Quirks> = {}) =>
  losses(messages.writeRequest(given, target(quirks)))
