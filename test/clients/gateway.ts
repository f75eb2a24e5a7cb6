import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startApp } from '../../src-main/app.ts'
import { demoProvider, startDemo } from '../../src-main/demo/server.ts'
import { type Recorder, startRecorder } from '../support/recorder.ts'

/** The app between two recorders: what clients send to it, and what it sends to the demo provider. */
export interface Gateway {
  readonly clientSide: Recorder
  readonly providerSide: Recorder
  readonly key: string
  stop(): Promise<void>
}

/** Every client is to reach every model, also where a person would be asked first. `aliases` are patterns for `demo-*`. */
export async function startGateway(aliases: readonly string[]): Promise<Gateway> {
  const home = await mkdtemp(join(tmpdir(), 'patchbay-matrix-'))
  const demo = await startDemo({ pace: 0 })
  const providerSide = await startRecorder(demo.url)
  const settings = {
    dispatch: { mismatch: 'translate' },
    providers: { demo: demoProvider(providerSide.url) },
    aliases: Object.fromEntries(aliases.map(alias => [alias, 'demo/demo-*'])),
  }
  await writeFile(join(home, 'settings.jsonc'), JSON.stringify(settings))
  const app = await startApp({ home, port: 0, controlPort: 0, environment: {}, log: () => {} })
  if (!app.ok) throw new Error(app.message)
  await app.catalogsReady
  const clientSide = await startRecorder(app.proxyUrl)
  return {
    clientSide,
    providerSide,
    key: app.localKey,
    async stop() {
      clientSide.stop()
      await app.stop()
      providerSide.stop()
      await demo.stop()
      await rm(home, { recursive: true, force: true })
    },
  }
}
