import type { MenuItemConstructorOptions } from 'electron'
import type { Exchange } from '../core/exchange.ts'
import type { TrayState } from './tray-state.ts'

/** What the entries of the menu do. */
export interface TrayActions {
  pause(): void
  resume(): void
  setDefault(model: string | null): void
  switchAlias(name: string, target: string): void
  copyUrl(): void
  copyKey(): void
  open(): void
  setStartAtLogin(on: boolean): void
  quit(): void
}

const LINE: MenuItemConstructorOptions = { type: 'separator' }

/** The tray's menu for a state: everything the tray can do is here, since on many Linux desktops a click only opens it. */
export const trayMenu = (state: TrayState, actions: TrayActions): MenuItemConstructorOptions[] => [
  { label: statusLine(state), enabled: false },
  { label: state.last ? label(exchangeLine(state.last)) : 'No request yet', enabled: false },
  ...(state.settingsBroken ? [{ label: 'The settings file has an error…', click: actions.open }] : []),
  state.paused ? { label: 'Resume', click: actions.resume } : { label: 'Pause', click: actions.pause },
  LINE,
  { label: label(`default → ${state.defaultModel ?? 'none'}`), submenu: defaultMenu(state, actions) },
  ...state.aliases.map(alias => aliasMenu(alias, actions)),
  LINE,
  { label: 'Copy base URL', click: actions.copyUrl },
  { label: 'Copy key', click: actions.copyKey },
  recentErrors(state, actions),
  LINE,
  { label: 'Open Patchbay', click: actions.open },
  {
    label: 'Start at login',
    type: 'checkbox',
    checked: state.startAtLogin,
    click: () => actions.setStartAtLogin(!state.startAtLogin),
  },
  { label: 'Quit', click: actions.quit },
]

/** What the first entry and the tooltip say. */
export function statusLine({ problem, paused, running, port }: TrayState): string {
  if (problem !== undefined) return label(`Not running: ${problem}`)
  const now = running > 0 ? `, ${running} ${running === 1 ? 'request' : 'requests'}` : ''
  return `${paused ? 'Paused' : 'Running'} on port ${port}${now}`
}

const defaultMenu = (state: TrayState, { setDefault }: TrayActions): MenuItemConstructorOptions[] =>
  [null, ...state.defaultChoices].map(model => ({
    label: model === null ? 'None' : label(model),
    type: 'radio',
    checked: model === state.defaultModel,
    click: () => setDefault(model),
  }))

const aliasMenu = (
  { name, targets }: TrayState['aliases'][number],
  { switchAlias }: TrayActions,
): MenuItemConstructorOptions => ({
  label: label(`${name} → ${targets[0]}`),
  submenu: targets.map((target, index) => ({
    label: label(target),
    type: 'radio',
    checked: index === 0,
    click: () => switchAlias(name, target),
  })),
})

const recentErrors = ({ errors }: TrayState, { open }: TrayActions): MenuItemConstructorOptions =>
  errors.length === 0
    ? { label: 'No recent errors', enabled: false }
    : {
        label: 'Recent errors',
        submenu: errors.map(error => ({
          label: label(`${timeOf(error)}  ${exchangeLine(error)}`),
          click: open,
        })),
      }

const timeOf = ({ startedAt }: Exchange): string =>
  new Date(startedAt).toLocaleTimeString(undefined, { hour: '2-digit', minute: '2-digit' })

/** `fast → openai/gpt-5.4-mini · 200 · 1.2 s`; the arrow only where the names differ. */
function exchangeLine(exchange: Exchange): string {
  const { requested = exchange.path, modelId, outcome, status, errorCode, durationMs } = exchange
  const name = modelId === undefined || modelId === requested ? requested : `${requested} → ${modelId}`
  const end = outcome === 'completed' ? status : [status, errorCode ?? outcome].join(' ')
  return `${name} · ${end} · ${duration(durationMs)}`
}

const duration = (milliseconds: number): string =>
  milliseconds < 1000 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1000).toFixed(1)} s`

const LONGEST = 80

/** A text that menus show as it stands: `&` would mark a key, and a long one would make the menu as wide as the screen. */
function label(text: string): string {
  const plain = text.replaceAll(/\s+/g, ' ')
  const short = plain.length > LONGEST ? `${plain.slice(0, LONGEST - 1)}…` : plain
  return short.replaceAll('&', '&&')
}
