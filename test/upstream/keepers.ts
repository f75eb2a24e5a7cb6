import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ProviderSettings } from '../../src-main/core/routing/settings.ts'
import { type CatalogKeeper, type CatalogOptions, createCatalogs } from '../../src-main/upstream/catalogs.ts'
import { configureProviders } from '../../src-main/upstream/providers/index.ts'
import { stopLater } from '../support/lifetime.ts'
import type { Listening } from './listen.ts'
import { openSender, serve } from './sending.ts'

/** Keepers of lists with one file, one clock that a test turns, and what they told the log. */
export function openKeepers() {
  const sender = openSender()
  const folder = mkdtempSync(join(tmpdir(), 'patchbay-catalogs-'))
  stopLater(() => rmSync(folder, { recursive: true, force: true }))
  const file = join(folder, 'catalog.json')
  const log: string[] = []
  const clock = { time: 1_000_000 }

  function keeper(
    settings: Record<string, ProviderSettings> | (() => Record<string, ProviderSettings>),
    given: Partial<CatalogOptions> = {},
  ): CatalogKeeper {
    const now = typeof settings === 'function' ? settings : () => settings
    const created = createCatalogs({
      providers: () => configureProviders({ providers: now() }).providers,
      credential: async () => undefined,
      sender,
      file,
      now: () => clock.time,
      log: line => log.push(line),
      ...given,
    })
    stopLater(created.stop)
    return created
  }
  return { clock, file, keeper, log }
}

/** Answers with a list, or with a status. */
export const serveList = (list: () => unknown): Promise<Listening> =>
  serve((_, response) => {
    const body = list()
    if (typeof body === 'number') response.writeHead(body).end('{"error":{"message":"no such luck"}}')
    else response.end(JSON.stringify(body))
  })

export const lab = (url: string, given: Partial<ProviderSettings> = {}): ProviderSettings => ({
  baseUrl: url,
  endpoints: ['chat'],
  key: 'none',
  ...given,
})

export const ids = (catalogs: CatalogKeeper, id: string) =>
  catalogs.catalogs()[id]?.models.map(model => model.id)
