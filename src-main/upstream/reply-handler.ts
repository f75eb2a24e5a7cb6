import { Readable } from 'node:stream'
import type { Dispatcher } from 'undici'
import type { UpstreamReply } from './upstream-reply.ts'

const ignore = () => undefined

/**
 * Receives one answer from undici, as its own `request` does, but for a tenth less of a small request's cost: without
 * asynchronous context and the kinds of bodies that nobody asks for here. One of `onHead` and `onFailure` is called, once;
 * what goes wrong behind the head is an error of the body.
 */
export function replyHandler(options: {
  readonly signal: AbortSignal
  /** The request goes out. */
  readonly onSent: () => void
  readonly onHead: (reply: UpstreamReply) => void
  readonly onFailure: (error: unknown) => void
}): Dispatcher.DispatchHandler {
  const { signal, onSent, onHead, onFailure } = options
  let control: Dispatcher.DispatchController | undefined
  let body: Readable | undefined
  let isOver = false

  const fail = (error: unknown): void => {
    isOver = true
    signal.removeEventListener('abort', abort)
    if (body) body.destroy(error instanceof Error ? error : new Error(String(error)))
    else onFailure(error)
  }
  const abort = (): void => {
    fail(signal.reason)
    control?.abort(signal.reason)
  }
  signal.addEventListener('abort', abort)

  const bodyOf = (controller: Dispatcher.DispatchController): Readable => {
    const readable = new Readable({
      read: () => controller.resume(),
      destroy(error, done) {
        if (!isOver) controller.abort(error ?? new DOMException('Nobody reads the answer.', 'AbortError'))
        done(error)
      },
    })
    // Whoever reads it sees its errors; one that comes before anybody reads, or is thrown away, must not end the process.
    return readable.on('error', ignore)
  }

  return {
    onRequestStart(controller) {
      control = controller
      if (isOver) controller.abort(signal.reason)
      else onSent()
    },
    onResponseStart(controller, status, headers) {
      // Early hints and their like come before the answer.
      if (status < 200 || isOver) return
      body = bodyOf(controller)
      onHead({ status, headers, body })
    },
    onResponseData(controller, chunk) {
      if (body && !body.push(chunk)) controller.pause()
    },
    onResponseEnd() {
      isOver = true
      signal.removeEventListener('abort', abort)
      body?.push(null)
    },
    onResponseError(_, error) {
      if (!isOver) fail(error)
    },
  }
}
