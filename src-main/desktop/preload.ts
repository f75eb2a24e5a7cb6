import { contextBridge, ipcRenderer } from 'electron'

/** What the page can do in the desktop app only; `window.desktop` is absent in a browser. */
export interface Desktop {
  /** Shows settings.jsonc in the system's file browser. */
  showSettings(): Promise<void>
}

const desktop: Desktop = { showSettings: () => ipcRenderer.invoke('desktop:show-settings') }

contextBridge.exposeInMainWorld('desktop', desktop)
