import { contextBridge, ipcRenderer } from 'electron'
import type { Desktop } from '../control/contract.ts'

const desktop: Desktop = {
  appVersion: () => ipcRenderer.invoke('desktop:appVersion'),
  startAtLogin: () => ipcRenderer.invoke('desktop:startAtLogin'),
  setStartAtLogin: on => ipcRenderer.invoke('desktop:setStartAtLogin', on),
  showInFolder: place => ipcRenderer.invoke('desktop:showInFolder', place),
}

contextBridge.exposeInMainWorld('desktop', desktop)
