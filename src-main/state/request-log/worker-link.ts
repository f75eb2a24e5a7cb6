import { extname } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { WorkerTask, WorkerWord } from './worker-call.ts'

/** A call to the worker failed. `code` is SQLite's number, where it was SQLite that failed. */
export class WorkerFailure extends Error {
  override name = 'WorkerFailure'
  readonly code: number | undefined

  constructor(message: string, code?: number) {
    super(message)
    this.code = code
  }
}

export type Answer<T extends Operations<T>, K extends keyof T> = Awaited<ReturnType<T[K]>>

/** What a worker can be called for. */
type Operations<T> = { readonly [K in keyof T]: (...given: never[]) => unknown }

/** A thread that does what it is asked. It starts with the first call, and again with the next one after it ended. */
export interface WorkerLink<T extends Operations<T>> {
  /** Rejects with a WorkerFailure. */
  call<K extends keyof T & string>(
    name: K,
    given: Parameters<T[K]>,
    moved?: readonly ArrayBuffer[],
  ): Promise<Answer<T, K>>
  /** Ends it once it has answered; without a word where it never ran. */
  close(): Promise<void>
}

interface Waiting {
  readonly resolve: (value: unknown) => void
  readonly reject: (failure: WorkerFailure) => void
}

/** Beside this file, as source and when built: the output is flat, and the worker is an entry of its own. */
const WORKER = new URL(`./request-log-worker${extname(import.meta.url)}`, import.meta.url)

export function linkWorker<T extends Operations<T>>(options: {
  readonly task: WorkerTask
  /** The file was set aside and begun anew. */
  readonly onRenewed: (line: string) => void
}): WorkerLink<T> {
  const { task, onRenewed } = options
  const waiting = new Map<number, Waiting>()
  let worker: Worker | undefined
  let last = 0

  /** A call that is waited for keeps the process alive; the thread alone does not. */
  const settle = (number: number): Waiting | undefined => {
    const call = waiting.get(number)
    waiting.delete(number)
    if (waiting.size === 0) worker?.unref()
    return call
  }
  const hear = (word: WorkerWord): void => {
    if (word.kind === 'renewed') onRenewed(word.line)
    else if (word.kind === 'answer') settle(word.number)?.resolve(word.value)
    else settle(word.number)?.reject(new WorkerFailure(word.message, word.code))
  }
  const start = (): Worker => {
    const started = new Worker(WORKER, { workerData: task, name: `request log, ${task.role}` })
    const end = (why: string): void => {
      if (worker !== started) return
      worker = undefined
      const failure = new WorkerFailure(`the thread that works on ${task.file} ended (${why})`)
      for (const { reject } of waiting.values()) reject(failure)
      waiting.clear()
    }
    started.on('message', hear)
    started.on('error', error => end(error instanceof Error ? error.message : String(error)))
    started.on('exit', code => end(`code ${code}`))
    return started
  }
  const post = (name: string, given: readonly unknown[], moved: readonly ArrayBuffer[]) =>
    new Promise<unknown>((resolve, reject) => {
      worker ??= start()
      worker.ref()
      last += 1
      waiting.set(last, { resolve, reject })
      worker.postMessage({ number: last, name, arguments: given }, [...moved])
    })

  return {
    // The interface says what a call answers with; the worker is made from the same one.
    call: (name, given, moved = []) => post(name, given, moved) as Promise<Answer<T, typeof name>>,
    async close() {
      const ending = worker
      if (!ending) return
      const ended = new Promise<void>(resolve => ending.once('exit', () => resolve()))
      const closed = post('close', [], [])
      // Whoever calls from now on gets a new one.
      worker = undefined
      await Promise.race([closed, ended])
      await ended
    },
  }
}
