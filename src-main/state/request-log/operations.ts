import type { Filter } from '../../core/log/filter.ts'
import type { RecordedMessage, Side } from '../../core/log/recording.ts'
import type { ExchangeStore, Logged, StoredMessages } from '../../core/log/store.ts'

/** A recorded message on its way to the worker, its body in one piece; `cuts`: when each chunk came, and where it ends. */
export type PackedMessage = Omit<RecordedMessage, 'chunks'> & {
  readonly body: Uint8Array<ArrayBuffer>
  readonly cuts: readonly { readonly at: number; readonly end: number }[]
}

export interface Packed {
  readonly sides: { readonly [S in Side]?: PackedMessage }
  readonly secrets: readonly string[]
}

/** An exchange on its way to the worker. */
export interface Item {
  readonly exchange: Logged
  readonly packed?: Packed
}

/** Something that is not in the log, and why, as a line. */
export interface Fault {
  readonly lost: 'exchange' | 'bodies'
  readonly line: string
}

/** `before`: what began earlier goes, in milliseconds since the epoch; `bytes`: the file's largest size. */
export interface Bounds {
  readonly before: number
  readonly bytes: number
}

/** What the worker that writes does. One thing at a time, in the order of the calls, but for what takes long. */
export interface WriterOperations {
  /** Makes sure that the file is there and can be read. */
  open(): void
  /** All of them, or none: then it throws. Gives what could not be stored for a fault of its own. */
  write(items: readonly Item[]): readonly Fault[]
  keep(id: string, kept: boolean): boolean
  remove(ids: readonly string[]): number
  purge(what: 'exchanges' | 'bodies'): Promise<number>
  /** Gives how many went. */
  prune(bounds: Bounds): Promise<number>
  /** The file turned out to be broken while it was read: it is set aside, and a new one begun. */
  setAside(reason: string): void
  close(): void
}

/** What the worker that reads does. */
export interface ReaderOperations {
  find(query: Parameters<ExchangeStore['find']>[0]): readonly Logged[]
  count(query: { readonly filter: Filter; readonly most: number }): number
  get(id: string): Logged | undefined
  messages(id: string): StoredMessages
  isKept(ids: readonly string[]): ReadonlySet<string>
  usage(query: Parameters<ExchangeStore['usage']>[0]): Awaited<ReturnType<ExchangeStore['usage']>>
  facts(): Awaited<ReturnType<ExchangeStore['facts']>>
  close(): void
}
