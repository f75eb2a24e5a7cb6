import { startApp } from '../../src-main/app.ts'
import type { ChildOptions } from './app-process.ts'

/** The app as a process of its own, started by `startAppProcess`: says where it listens, and ends when it is told to. */
process.once('message', async (options: ChildOptions) => {
  const { keychain = {}, ...rest } = options
  const held = new Map(Object.entries(keychain))
  const app = await startApp({
    port: 0,
    controlPort: 0,
    ...rest,
    keychain: {
      name: 'the test keychain',
      get: async account => held.get(account),
      set: async (account, secret) => void held.set(account, secret),
      remove: async account => held.delete(account),
    },
  })
  if (!app.ok) throw new Error(app.message)
  await app.catalogsReady
  process.send?.({ proxyUrl: app.proxyUrl, pageUrl: app.pageUrl, localKey: app.localKey })
  process.once('message', async () => {
    await app.stop()
    process.disconnect()
  })
})
