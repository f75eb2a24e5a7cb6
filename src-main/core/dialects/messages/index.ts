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

/** Anthropic Messages, as spoken by `anthropic-version` 2023-06-01 and 2026-10-21. */
export const messages: DialectModule = {
  name: 'messages',
  path: '/messages',
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
