import type { App } from '../app.ts'
import type { Exchange } from '../core/exchange.ts'
import { aliasIndex } from '../core/routing/aliases.ts'

/** Everything that the tray shows. */
export interface TrayState {
  readonly port: number
  readonly paused: boolean
  readonly problem?: string
  /** The settings file has an error; the last good settings are in force. */
  readonly settingsBroken: boolean
  readonly running: number
  readonly last?: Exchange
  /** The newest first. */
  readonly errors: readonly Exchange[]
  readonly defaultModel: string | null
  readonly defaultChoices: readonly string[]
  /** Those with several targets, the first being the one in use. */
  readonly aliases: readonly { readonly name: string; readonly targets: readonly string[] }[]
  readonly startAtLogin: boolean
}

export type TrayMood = 'idle' | 'active' | 'error' | 'paused'

/** What the icon says: the first that is true. */
export function moodOf({ problem, settingsBroken, paused, running, last }: TrayState): TrayMood {
  if (problem !== undefined || settingsBroken) return 'error'
  if (paused) return 'paused'
  if (running > 0) return 'active'
  return last && hasFailed(last) ? 'error' : 'idle'
}

const ERRORS_SHOWN = 8

/** Reads the app. `seenDefaults` are default models of this run: one that was switched away from stays among the choices. */
export function trayState(app: App, startAtLogin: boolean, seenDefaults: ReadonlySet<string>): TrayState {
  const { proxy, settings } = app.state()
  const { running, recent } = app.activity()
  const aliases = settings.values ? aliasIndex(settings.values).all : []
  const names = aliases.filter(({ key, hidden }) => !hidden && !key.includes('*')).map(({ key }) => key)
  const defaultModel = settings.values?.defaultModel ?? null
  const choices = [...names, ...seenDefaults, ...(defaultModel === null ? [] : [defaultModel])]
  return {
    port: proxy.port,
    paused: proxy.paused,
    problem: proxy.problem,
    settingsBroken: settings.problem !== undefined,
    running,
    last: recent[0],
    errors: recent.filter(hasFailed).slice(0, ERRORS_SHOWN),
    defaultModel,
    defaultChoices: [...new Set(choices)],
    aliases: aliases
      .map(({ key, targets }) => ({ name: key, targets: targets.map(({ text }) => text) }))
      .filter(({ targets }) => targets.length > 1),
    startAtLogin,
  }
}

/** A caller who leaves is no error. */
const hasFailed = ({ outcome }: Exchange): boolean => outcome === 'failed' || outcome === 'broken'
