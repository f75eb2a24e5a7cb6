import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'

/** A part of the bench in its own process, so that its CPU time is its own. */
export interface Worker {
  readonly url: string
  /** Microseconds of CPU, user and system, since the process began. */
  cpu(): Promise<number>
  stop(): Promise<void>
}

export async function startWorker(file: string, ...given: readonly string[]): Promise<Worker> {
  const child = fork(new URL(file, import.meta.url), given, {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  const ready = await answer(child)
  return {
    url: String(ready),
    async cpu() {
      child.send('cpu')
      return Number(await answer(child))
    },
    async stop() {
      const gone = once(child, 'exit')
      child.kill()
      await gone
    },
  }
}

async function answer(child: ChildProcess): Promise<unknown> {
  const heard = new AbortController()
  const { signal } = heard
  try {
    const [message] = await Promise.race([
      once(child, 'message', { signal }),
      once(child, 'exit', { signal }).then(([code]) =>
        Promise.reject(new Error(`worker ended with ${code}`)),
      ),
    ])
    return message
  } finally {
    // Takes the listener off that heard nothing.
    heard.abort()
  }
}

/** Called in the worker: says where it listens, then answers `cpu`. */
export function serveWorker(url: string): void {
  process.on('message', () => {
    const { user, system } = process.cpuUsage()
    process.send?.(user + system)
  })
  process.send?.(url)
}
