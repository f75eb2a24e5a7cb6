import type { ControlState } from './contract/state.ts'
import type { ControlOperations } from './contract.ts'
import { explanation } from './explanation.ts'
import { logChanges } from './log-changes.ts'
import type { ControlParts } from './parts.ts'
import { stateChanges } from './state-changes.ts'
import { settingsWithoutSecrets, withoutCredentials } from './without-credentials.ts'

/** The operations of the contract, done with what the app gives. */
export function createOperations(parts: ControlParts): ControlOperations {
  const { log } = parts
  const state = (): ControlState => withoutCredentials(parts.state())
  return {
    state,
    stateChanges: signal => stateChanges(state, parts.onChange, signal),
    pause: parts.pause,
    resume: parts.resume,
    models: parts.models,
    aliases: {
      ...parts.aliases,
      test: ({ name, endpoint }) => explanation(parts.resolve(name, endpoint)),
    },
    providers: { ...parts.providers, list: () => state().providers },
    settings: {
      values() {
        const { path, values } = state().settings
        return { path, values }
      },
      text: () => ({
        path: parts.state().settings.path,
        text: settingsWithoutSecrets(parts.settings.text()),
      }),
      save: parts.settings.save,
    },
    keys: parts.keys,
    log: { ...log, changes: ({ filter }, signal) => logChanges(log, filter, signal) },
    usage: parts.usage,
    connect: parts.connect,
  }
}
