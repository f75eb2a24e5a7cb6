import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'vite'
import { expect, test } from 'vitest'
import electronViteConfig from '../../../electron.vite.config.ts'
import type { openExchangeStore } from '../../../src-main/state/request-log/open-exchange-store.ts'
import { loggedExchange } from '../../core/log/logged-exchanges.ts'
import { temporaryHome } from '../temporary-home.ts'
import { temporaryStore } from './temporary-store.ts'

const SOURCE = join(import.meta.dirname, '../../../src-main/state/request-log')

test('the store finds its worker when both are built as the app is', async () => {
  const { data, exchangesFile } = temporaryHome()
  const { input, output } = mainBuild()
  expect(input).toHaveProperty('request-log-worker')
  await build({
    configFile: false,
    logLevel: 'silent',
    ssr: { noExternal: true },
    build: {
      ssr: true,
      outDir: join(data, 'out'),
      rolldownOptions: { input: { ...input, store: join(SOURCE, 'open-exchange-store.ts') }, output },
    },
  })
  const built: { openExchangeStore: typeof openExchangeStore } = await import(
    pathToFileURL(join(data, 'out/store.js')).href
  )
  const { store, ids } = temporaryStore({ file: exchangesFile, open: built.openExchangeStore })
  store.put(loggedExchange())
  expect(await ids('codex')).toEqual(['req_1a2b'])
})

/** The worker's entry and the shape of what is written, from the app's own configuration. */
function mainBuild() {
  const options = 'main' in electronViteConfig ? electronViteConfig.main?.build?.rolldownOptions : undefined
  const input = Object.entries(options?.input ?? {}).filter(([name]) => name === 'request-log-worker')
  return { input: Object.fromEntries<string>(input), output: options?.output }
}
