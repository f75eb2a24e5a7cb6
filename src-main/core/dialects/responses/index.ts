import type { DialectModule } from '../dialect.ts'
import { cleanEnvelopes } from './clean-envelopes.ts'
import { readFailure, writeFailure, writeStreamFailure } from './errors.ts'
import { readRequest } from './request-reader.ts'
import { writeRequest } from './request-writer.ts'
import { readReply, streamReader } from './stream-reader.ts'
import { streamWriter, writeReply } from './stream-writer.ts'

/** OpenAI Responses, and Open Responses servers. */
export const responses: DialectModule = {
  name: 'responses',
  path: '/responses',
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
