import { createSender, type Sender, type UpstreamRequest } from '../../src-main/upstream/send.ts'
import { stopLater } from '../support/lifetime.ts'
import { type Listening, listen } from './listen.ts'

/** A sender that is closed after the test. */
export function openSender(environment: NodeJS.ProcessEnv = {}): Sender {
  const sender = createSender({ environment })
  stopLater(sender.close)
  return sender
}

/** A server that is stopped after the test. */
export async function serve(answer: Parameters<typeof listen>[0]): Promise<Listening> {
  const server = await listen(answer)
  stopLater(server.stop)
  return server
}

export const request = (url: string, given: Partial<UpstreamRequest> = {}): UpstreamRequest => ({
  url,
  method: 'POST',
  headers: {},
  signal: new AbortController().signal,
  ...given,
})

/** All of a body. */
export async function bytes(body: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  for await (const chunk of body) chunks.push(chunk)
  return Buffer.concat(chunks)
}
