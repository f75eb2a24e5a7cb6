import { contextBridge, ipcRenderer } from 'electron'
import type { Desktop } from '../control/contract.ts'

const desktop: Desktop = { showSettings: () => ipcRenderer.invoke('desktop:show-settings') }

contextBridge.exposeInMainWorld('desktop', desktop)
