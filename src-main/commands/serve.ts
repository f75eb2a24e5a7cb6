import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { type App, startApp } from '../app.ts'
import { orComplain } from './or-complain.ts'
import { bold, complain, dim, print, tell, yellow } from './terminal.ts'

export interface ServeOptions {
  readonly home?: string
  readonly port?: number
  readonly controlPort?: number
  readonly demo?: boolean
  /** Commander's `--no-key`. */
  readonly key?: boolean
}

/** Serves until SIGINT or SIGTERM; a second signal does not wait for open streams. */
export const serve = (options: ServeOptions): Promise<void> => orComplain(() => serveUntilSignal(options))

async function serveUntilSignal(options: ServeOptions): Promise<void> {
  for (const port of [options.port, options.controlPort]) {
    if (port !== undefined && !(port <= 65_535)) return complain('A port is a whole number from 0 to 65535.')
  }
  const app = await startApp({
    ...options,
    requireKey: options.key === false ? false : undefined,
    pageFolder: fileURLToPath(new URL('../renderer', import.meta.url)),
    log: tell,
  })
  if (!app.ok) return complain(app.message)
  announce(app, options)
  await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')])
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(130))
  await app.stop()
}

function announce(app: App, { demo, key }: ServeOptions): void {
  print(`Proxy         ${bold(app.proxyUrl)}  ${dim('point your tools here (SDKs of OpenAI: with /v1)')}`)
  print(`Control page  ${bold(app.pageUrl)}`)
  if (key !== false)
    print(`Local key     ${dim('`patchbay key` prints it; clients send it as their API key')}`)
  print(`Settings      ${app.state().settings.path}`)
  if (demo) print(`Demo          try the models demo-chat, demo-responses, demo-messages, demo-4`)
  for (const warning of app.state().warnings) print(`${yellow('Warning')}       ${warning}`)
  if (app.state().providers.length === 0) {
    print('No provider is configured yet. Add one to the settings, or start with --demo.')
  }
}
