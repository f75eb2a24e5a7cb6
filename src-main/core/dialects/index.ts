import type { Dialect } from '../conversation.ts'
import { chat } from './chat/index.ts'
import type { DialectModule } from './dialect.ts'
import { messages } from './messages/index.ts'
import { responses } from './responses/index.ts'

/** The wire protocols that are spoken. */
export const dialects: Readonly<Record<Dialect, DialectModule>> = { chat, responses, messages }
