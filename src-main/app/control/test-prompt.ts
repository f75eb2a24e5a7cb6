import type { PromptTested, TestPromptInput } from '../../control/contract/connect.ts'
import type { Conversation, Dialect } from '../../core/conversation.ts'
import { dialects } from '../../core/dialects/index.ts'
import type { JsonObject } from '../../core/json.ts'
import { collector, type ReplyEvent } from '../../core/reply.ts'
import { DEFAULT_QUIRKS } from '../../core/target.ts'
import { sseParser } from '../../core/text/sse.ts'

const LONGEST_REPLY = 4096
const TIMEOUT = 300_000

/** The request that a simple client would send. */
const BODIES: Readonly<Record<Dialect, (model: string, prompt: string) => JsonObject>> = {
  chat: (model, content) => ({
    model,
    messages: [{ role: 'user', content }],
    stream: true,
    stream_options: { include_usage: true },
  }),
  responses: (model, input) => ({ model, input, stream: true, store: false }),
  messages: (model, content) => ({
    model,
    max_tokens: LONGEST_REPLY,
    messages: [{ role: 'user', content }],
    stream: true,
  }),
}

/** Where the proxy really listens, and how a client would come in. */
export interface TestDoor {
  /** Without `/v1`. */
  readonly proxyUrl: string
  readonly localKey: string
  readonly version: string
}

/** Sends a prompt through the proxy's own port as any client would, and reads the stream to its end. Never throws. */
export async function testPrompt(
  door: TestDoor,
  { model, prompt, endpoint = 'chat' }: TestPromptInput,
  signal: AbortSignal | undefined,
): Promise<PromptTested> {
  const timeout = AbortSignal.timeout(TIMEOUT)
  const body = BODIES[endpoint](model, prompt)
  const read = dialects[endpoint].readRequest(body)
  if (!read.ok) return { ok: false, endpoint, text: '', durationMs: 0, message: read.failure.message }
  const heard = listener(endpoint, model, read.value)
  const failed = (why: {
    message: string
    status?: number
    code?: string
    requestId?: string
  }): PromptTested => ({
    ok: false,
    endpoint,
    text: heard.text(),
    durationMs: heard.since(),
    ...why,
  })
  try {
    const answer = await post(door, endpoint, body, signal ? AbortSignal.any([signal, timeout]) : timeout)
    const header = (name: string) => answer.headers.get(name) ?? undefined
    const requestId = header('x-request-id')
    if (!answer.ok || !answer.body) {
      const { code, message } = dialects[endpoint].readFailure(answer.status, await answer.text())
      return failed({ requestId, status: answer.status, code, message })
    }
    for await (const piece of answer.body.pipeThrough(new TextDecoderStream())) heard.feed(piece)
    const { failure, usage } = heard.end()
    if (failure) {
      const { status, code, message } = failure
      return failed({ requestId, status, code, message })
    }
    const { raw, ...tokens } = usage ?? {}
    return {
      ok: true,
      requestId,
      endpoint,
      modelId: header('x-patchbay-model'),
      route: header('x-patchbay-route'),
      warnings: header('x-patchbay-warnings'),
      text: heard.text(),
      firstTextMs: heard.firstTextMs(),
      durationMs: heard.since(),
      usage: usage && tokens,
    }
  } catch (error) {
    return failed({ message: whyNot(error, timeout.aborted) })
  }
}

const post = (door: TestDoor, endpoint: Dialect, body: JsonObject, signal: AbortSignal): Promise<Response> =>
  fetch(`${door.proxyUrl}/v1${dialects[endpoint].path}`, {
    method: 'POST',
    signal,
    headers: {
      'content-type': 'application/json',
      'user-agent': `patchbay-page/${door.version}`,
      authorization: `Bearer ${door.localKey}`,
      ...(endpoint === 'messages' && { 'anthropic-version': '2023-06-01' }),
    },
    body: JSON.stringify(body),
  })

/** Reads our own proxy's stream, as a client of that dialect does, with a clock beside it. */
function listener(dialect: Dialect, model: string, conversation: Conversation) {
  const target = { provider: 'patchbay', model, family: model, dialect, quirks: DEFAULT_QUIRKS }
  const reader = dialects[dialect].streamReader({ conversation, target })
  const parser = sseParser()
  const collected = collector()
  const startedAt = performance.now()
  const since = () => Math.round(performance.now() - startedAt)
  let firstTextMs: number | undefined
  const take = (events: readonly ReplyEvent[]): void => {
    for (const event of events) {
      if (event.type === 'text') firstTextMs ??= since()
      collected.add(event)
    }
  }
  return {
    since,
    firstTextMs: () => firstTextMs,
    text: () =>
      collected
        .reply()
        .blocks.filter(({ head }) => head.type === 'text' || head.type === 'refusal')
        .map(block => block.text)
        .join('\n\n'),
    feed: (text: string) => take(parser.feed(text).flatMap(event => reader.read(event))),
    end() {
      take([...parser.end().flatMap(event => reader.read(event)), ...reader.end()])
      return collected.reply()
    },
  }
}

function whyNot(error: unknown, timedOut: boolean): string {
  if (timedOut) return `There was no end within ${TIMEOUT / 60_000} minutes.`
  if (error instanceof Error && error.name === 'AbortError') return 'The test was cancelled.'
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error)
  return `The proxy could not be reached: ${cause}.`
}
