import type { Dialect } from '../core/conversation.ts'
import type { Dispatch, Resolution, Unresolved } from '../core/routing/resolution.ts'
import type { AliasOperations } from './contract/aliases.ts'
import type { Change } from './contract/changes.ts'
import type { ConnectOperations } from './contract/connect.ts'
import type { LogOperations, LogRow } from './contract/log.ts'
import type { ModelOperations } from './contract/models.ts'
import type { ProviderOperations } from './contract/providers.ts'
import type { KeyOperations, SaveSettingInput } from './contract/settings.ts'
import type { ControlState } from './contract/state.ts'
import type { UsageOperations } from './contract/usage.ts'

/**
 * Everything that the control page needs from the app. It owns no state: each function is asked anew for every request.
 * URLs may hold a user and password here; the handlers take them out before anything leaves the process.
 */
export interface ControlParts {
  state(): ControlState
  /** Calls after every change of `state()`; gives the way to stop. */
  onChange(listener: () => void): () => void
  /** While paused, the proxy answers 503 and sends nothing upstream. */
  pause(): void
  resume(): void
  /** What a name means when it is called at this endpoint. `dispatch` is absent where the name leads nowhere. */
  resolve(name: string, endpoint: Dialect): { resolution: Resolution | Unresolved; dispatch?: Dispatch }
  readonly models: ModelOperations
  readonly aliases: Omit<AliasOperations, 'test'>
  readonly providers: Omit<ProviderOperations, 'list'>
  readonly settings: {
    /** The file as it stands; undefined while there is none. */
    text(): string | undefined
    save(input: SaveSettingInput): Promise<Change>
  }
  readonly keys: KeyOperations
  readonly log: LogSource
  readonly usage: UsageOperations
  readonly connect: ConnectOperations
  /** Unexpected errors, with their stack; the page sees only that there was one. */
  onError(error: unknown): void
}

/** The request log: those of this moment and those that were kept. */
export interface LogSource extends Omit<LogOperations, 'changes'> {
  /** Calls with the ids of exchanges that are new, say more or are gone; `all` where any may be. Gives the way to stop. */
  onChange(listener: (ids: readonly string[] | 'all') => void): () => void
  /** Those of these exchanges that fit the filter, and those that are there no longer. */
  look(
    ids: readonly string[],
    filter: string,
  ): Promise<{ readonly rows: readonly LogRow[]; readonly removed: readonly string[] }>
}
