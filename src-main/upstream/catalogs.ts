import type { Catalogs } from '../core/routing/catalog.ts'
import type { Provider } from '../core/routing/provider.ts'
import type { Sender } from './send.ts'

/** Keeps every configured provider's model list: polled, kept on disk, one failing provider never hides another. */
export interface CatalogKeeper {
  /** The state of each configured provider, in settings order; the same object until something changes. */
  catalogs(): Catalogs
  /** Reads the last good lists from disk, then begins to poll. Gives no errors: they are in the catalogs. */
  start(): void
  /** Fetches now: one provider or all. Settles when done; a fetch that runs already is joined. */
  refresh(providerId?: string): Promise<void>
  /** A name was not found: fetches each provider that was not fetched within the last minute. True if a list changed. */
  refreshOnMiss(): Promise<boolean>
  /** Calls after every change; gives the way to stop. */
  onChange(listener: () => void): () => void
  /** Ends polling, aborts what runs, and has the last good lists on disk. */
  stop(): Promise<void>
}

export interface CatalogOptions {
  /** Asked anew at each look: settings change. */
  readonly providers: () => readonly Provider[]
  /** The key to list with, if there is one. Rejects with a message for people where it should be there and is not. */
  readonly credential: (provider: Provider) => Promise<string | undefined>
  readonly sender: Sender
  /** catalog.json */
  readonly file: string
  /** Milliseconds since the epoch. */
  readonly now: () => number
  /** Milliseconds between two rounds; 10 minutes by default. */
  readonly every?: number
  /** Milliseconds a provider has for its whole list; 15 s by default. */
  readonly timeout?: number
  readonly log: (line: string) => void
}

export declare function createCatalogs(options: CatalogOptions): CatalogKeeper
