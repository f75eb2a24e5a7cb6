import type { DialectModule } from '../dialect.ts'
import { cleanEnvelopes } from './clean-envelopes.ts'
import { readFailure } from './read-failure.ts'
import { readReply } from './reply-reader.ts'
import { writeReply } from './reply-writer.ts'
import { readRequest } from './request-reader.ts'
import { writeRequest } from './request-writer.ts'
import { streamReader } from './stream-reader.ts'
import { streamWriter } from './stream-writer.ts'
import { writeFailure, writeStreamFailure } from './write-failure.ts'

/** OpenAI Chat Completions, and what all the providers that call themselves compatible made of it. */
export const chat: DialectModule = {
  name: 'chat',
  path: '/chat/completions',
  readRequest,
  writeRequest,
  readReply,
  writeReply,
  streamReader,
  streamWriter,
  readFailure,
  writeFailure,
  cleanEnvelopes,
  writeStreamFailure,
}
