import { isDeepStrictEqual } from 'node:util'
import { createListeners } from '../core/listeners.ts'
import type { Catalogs } from '../core/routing/catalog.ts'
import type { Provider } from '../core/routing/provider.ts'
import { type CatalogEntry, catalogOf, isSameSource, keepOld, refuseEmpty } from './catalog-entry.ts'
import { type KeptList, readCatalogFile, writeCatalogFile } from './catalog-file.ts'
import { fetchList, type ListFetched } from './fetch-list.ts'
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
  /** Whether the provider's list is being fetched now. */
  isRefreshing(providerId: string): boolean
  /** Calls when a fetch begins or ends; gives the way to stop. */
  onProgress(listener: () => void): () => void
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

const TEN_MINUTES = 600_000
const MISS_INTERVAL = 60_000

/** Builds a keeper over the settings' providers. */
export function createCatalogs(options: CatalogOptions): CatalogKeeper {
  const { providers, credential, sender, file, now, log } = options
  const { every = TEN_MINUTES, timeout = 15_000 } = options
  const changes = createListeners()
  const progress = createListeners()
  const entries = new Map<string, CatalogEntry>()
  const running = new Map<string, { provider: Provider; done: Promise<boolean> }>()
  const stopping = new AbortController()
  /** As on disk; undefined before the file was read. */
  let kept: ReadonlyMap<string, KeptList> | undefined
  let view: Catalogs = {}
  let timer: NodeJS.Timeout | undefined
  let written: Promise<void> = Promise.resolve()

  /** Brings the entries in line with the settings; a provider that now points elsewhere begins anew. */
  const align = (): readonly Provider[] => {
    kept ??= readCatalogFile(file, log)
    const configured = providers()
    const wanted = new Set(configured.map(({ id }) => id))
    for (const id of entries.keys()) if (!wanted.has(id)) entries.delete(id)
    for (const provider of configured) {
      const known = entries.get(provider.id)
      if (known && isSameSource(known.provider, provider)) continue
      const old = known?.kept ?? kept.get(provider.id)
      entries.set(provider.id, { provider, kept: old?.baseUrl === provider.baseUrl ? old : undefined })
      if (timer) void fetchOnce(provider)
    }
    return configured
  }

  /** The same object as before where nothing has changed, so that what is built from it can be kept. */
  const look = (): Catalogs => {
    const configured = align()
    const next = Object.fromEntries(
      configured.map(({ id }) => [id, keepOld(view[id], catalogOf(entries.get(id)))] as const),
    )
    const same =
      Object.keys(view).join() === Object.keys(next).join() &&
      Object.entries(next).every(([id, catalog]) => view[id] === catalog)
    if (!same) view = next
    return view
  }

  const save = (): void => {
    const lists = new Map(
      [...entries].flatMap(([id, entry]) => (entry.kept ? [[id, entry.kept] as const] : [])),
    )
    kept = lists
    written = written
      .then(() => writeCatalogFile(file, lists))
      .catch((error: unknown) => log(`${file} cannot be written: ${String(error)}`))
  }

  const ask = async (provider: Provider): Promise<ListFetched> => {
    const signal = AbortSignal.any([stopping.signal, AbortSignal.timeout(timeout)])
    try {
      const key = await credential(provider)
      const fetched = await fetchList({ provider, credential: key, sender, signal })
      if (fetched.ok || stopping.signal.aborted) return fetched
      if (signal.aborted) return { ok: false, error: `no list within ${Math.ceil(timeout / 1000)} s` }
      if (provider.key.kind === 'client' && key === undefined)
        return { ok: false, error: `its list needs the caller's key: ${fetched.error}` }
      return fetched
    } catch (error) {
      return { ok: false, error: error instanceof Error ? error.message : String(error) }
    }
  }

  /** True when the list is another one than before. */
  const fetchNow = async (provider: Provider): Promise<boolean> => {
    const before = entries.get(provider.id)
    entries.set(provider.id, { ...before, provider, triedAt: now() })
    const fetched = refuseEmpty(await ask(provider), provider, before?.kept)
    const entry = entries.get(provider.id)
    // The settings may have changed meanwhile: then this answer is nobody's.
    if (stopping.signal.aborted || !entry || !isSameSource(entry.provider, provider)) return false
    if (!fetched.ok) {
      entries.set(provider.id, { ...entry, error: fetched.error })
      if (entry.error !== fetched.error) {
        log(`the model list of ${provider.id} could not be had: ${fetched.error}`)
        changes.tell()
      }
      return false
    }
    const list = { baseUrl: provider.baseUrl, fetchedAt: now(), models: fetched.models }
    const changed = !isDeepStrictEqual(entry.kept?.models, list.models)
    entries.set(provider.id, {
      ...entry,
      kept: changed || !entry.kept ? list : { ...entry.kept, fetchedAt: list.fetchedAt },
      error: undefined,
    })
    save()
    changes.tell()
    return changed
  }

  const fetchOnce = (provider: Provider): Promise<boolean> => {
    if (provider.listPath === null || stopping.signal.aborted) return Promise.resolve(false)
    const known = running.get(provider.id)
    if (known && isSameSource(known.provider, provider)) return known.done
    const done = fetchNow(provider).finally(() => {
      if (running.get(provider.id)?.done === done) running.delete(provider.id)
      progress.tell()
    })
    running.set(provider.id, { provider, done })
    progress.tell()
    return done
  }

  const refresh = async (providerId?: string): Promise<void> => {
    const wanted = align().filter(({ id }) => providerId === undefined || id === providerId)
    await Promise.all(wanted.map(fetchOnce))
  }

  return {
    catalogs: look,
    start() {
      if (timer) return
      timer = setInterval(() => void refresh(), every)
      timer.unref()
      void refresh()
    },
    refresh,
    async refreshOnMiss() {
      const due = align().filter(({ id }) => {
        const triedAt = entries.get(id)?.triedAt
        return running.has(id) || triedAt === undefined || now() - triedAt >= MISS_INTERVAL
      })
      const changed = await Promise.all(due.map(fetchOnce))
      return changed.includes(true)
    },
    onChange: changes.add,
    isRefreshing: providerId => running.has(providerId),
    onProgress: progress.add,
    async stop() {
      clearInterval(timer)
      stopping.abort()
      await Promise.all([...running.values()].map(({ done }) => done))
      await written
    },
  }
}
