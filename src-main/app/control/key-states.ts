import type { ProviderView } from '../../control/contract/state.ts'
import { createListeners } from '../../core/listeners.ts'
import type { Provider } from '../../core/routing/provider.ts'
import type { Workspace } from '../workspace.ts'

type KeyState = Omit<ProviderView['key'], 'source'>

/** Whether each provider's key is where the settings say, as last looked. */
export interface KeyStates {
  /** Empty until the first look has ended, and where no key is looked for. */
  of(provider: Provider): KeyState
  /** Looks anew; settles when done. */
  look(): Promise<void>
  /** Calls when something is other than before; gives the way to stop. */
  onChange(listener: () => void): () => void
}

export function createKeyStates(workspace: Pick<Workspace, 'providers' | 'secrets'>): KeyStates {
  const listeners = createListeners()
  let states: ReadonlyMap<string, KeyState> = new Map()
  let looks = 0

  const lookAt = async (provider: Provider): Promise<KeyState> => {
    const { kind } = provider.key
    if (kind === 'none' || kind === 'client') return {}
    const read = await workspace.secrets.read(provider)
    const keychain = kind === 'keychain' ? workspace.secrets.keychainName : undefined
    return read.ok
      ? { found: true, keychain }
      : { found: false, problem: read.reason, details: read.details, keychain }
  }

  return {
    of: provider => states.get(placeOf(provider)) ?? {},
    async look() {
      const look = ++looks
      const found = await Promise.all(
        workspace.providers().map(async provider => [placeOf(provider), await lookAt(provider)] as const),
      )
      // Settings may have changed meanwhile: then a later look knows better.
      if (look !== looks || JSON.stringify(found) === JSON.stringify([...states])) return
      states = new Map(found)
      listeners.tell()
    },
    onChange: listeners.add,
  }
}

/** What was found in one place says nothing of another. */
const placeOf = ({ id, key }: Provider): string => JSON.stringify([id, key])
