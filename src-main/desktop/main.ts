import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { app, BrowserWindow, clipboard, dialog, ipcMain, Menu, nativeImage, shell, Tray } from 'electron'
import { startApp } from '../app.ts'
import { runShell } from './shell.ts'

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

/** The options of `patchbay serve`; Chromium's own switches stand among them and are passed over. */
const { values } = parseArgs({
  args: process.argv.slice(1),
  strict: false,
  options: {
    demo: { type: 'boolean' },
    home: { type: 'string' },
    port: { type: 'string' },
    'control-port': { type: 'string' },
    'no-key': { type: 'boolean' },
  },
})
const text = (value: unknown) => (typeof value === 'string' ? value : undefined)
const number = (value: unknown) => (typeof value === 'string' ? Number(value) : undefined)

// Paths are those of the build: out/main, out/preload, out/renderer, and resources beside out.
runShell({
  electron: { app, BrowserWindow, Tray, Menu, nativeImage, clipboard, dialog, ipcMain, shell },
  startApp: () =>
    startApp({
      demo: values['demo'] === true,
      home: text(values['home']),
      port: number(values['port']),
      controlPort: number(values['control-port']),
      requireKey: values['no-key'] === true ? false : undefined,
      pageFolder: at('../renderer'),
    }),
  platform: process.platform,
  resources: at('../../resources'),
  preload: at('../preload/preload.cjs'),
}).catch((error: Error) => {
  process.stderr.write(`${error.stack}\n`)
  dialog.showErrorBox('Patchbay cannot start', error.message)
  app.exit(1)
})
