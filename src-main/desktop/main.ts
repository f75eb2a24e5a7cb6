import { fileURLToPath } from 'node:url'
import { app, BrowserWindow, clipboard, dialog, ipcMain, Menu, nativeImage, shell, Tray } from 'electron'
import { startApp } from '../app.ts'
import { runShell } from './shell.ts'

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

// Paths are those of the build: out/main, out/preload, out/renderer, and resources beside out.
runShell({
  electron: { app, BrowserWindow, Tray, Menu, nativeImage, clipboard, dialog, ipcMain, shell },
  startApp: () => startApp({ demo: process.argv.includes('--demo'), pageFolder: at('../renderer') }),
  platform: process.platform,
  resources: at('../../resources'),
  preload: at('../preload/preload.cjs'),
}).catch((error: Error) => {
  process.stderr.write(`${error.stack}\n`)
  dialog.showErrorBox('Patchbay cannot start', error.message)
  app.exit(1)
})
