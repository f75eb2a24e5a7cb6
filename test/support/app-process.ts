import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { App, AppOptions } from '../../src-main/app.ts'
import { stopLater } from './lifetime.ts'

/** What a process is told of its app; the keychain is one in memory, by provider. */
export interface ChildOptions
  extends Pick<AppOptions, 'home' | 'environment' | 'providerIdleTimeout' | 'demo' | 'demoPace'> {
  readonly keychain?: Readonly<Record<string, string>>
}

export interface AppProcess extends Pick<App, 'proxyUrl' | 'pageUrl' | 'localKey'> {
  /** Without `/v1`. */
  readonly url: string
  /** All that it has written to its standard output and error. */
  output(): string
  /** Ends it as a power cut would. */
  kill(): Promise<void>
  /** Ends it as its user would. */
  stop(): Promise<void>
}

const CHILD = fileURLToPath(new URL('./app-child.ts', import.meta.url))

/** Starts the app in a process of its own, with its model lists fetched; it does not outlive the test. */
export async function startAppProcess(options: ChildOptions): Promise<AppProcess> {
  const child = fork(CHILD, {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: { PATH: process.env['PATH'] ?? '' },
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      output += text
    })
  }
  const exited = once(child, 'exit')
  const kill = async (): Promise<void> => {
    child.kill('SIGKILL')
    await exited
  }
  stopLater(kill)
  child.send(options)
  const started = await Promise.race([
    once(child, 'message'),
    exited.then(() => Promise.reject(new Error(`the app's process ended: ${output}`))),
  ])
  const { proxyUrl, pageUrl, localKey }: Pick<App, 'proxyUrl' | 'pageUrl' | 'localKey'> = started[0]
  return {
    proxyUrl,
    pageUrl,
    localKey,
    url: proxyUrl,
    output: () => output,
    kill,
    async stop() {
      child.send('stop')
      await exited
    },
  }
}
