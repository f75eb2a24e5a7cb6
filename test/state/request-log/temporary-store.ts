import { readFilter } from '../../../src-main/core/log/read-filter.ts'
import type { ExchangeStore } from '../../../src-main/core/log/store.ts'
import { openExchangeStore } from '../../../src-main/state/request-log/open-exchange-store.ts'
import { stopLater } from '../../support/lifetime.ts'
import { temporaryHome } from '../temporary-home.ts'
import { keepAll } from './keep-all.ts'

/** A store on a real file in a folder of its own; both go with the test. */
export function temporaryStore({
  open = openExchangeStore,
  ...changes
}: Partial<Parameters<typeof openExchangeStore>[0]> & { readonly open?: typeof openExchangeStore } = {}) {
  const log: string[] = []
  const file = changes.file ?? temporaryHome().exchangesFile
  const store = open(keepAll({ log: line => log.push(line), ...changes, file }))
  stopLater(() => store.close())
  return { store, file, log, ids: idsIn(store) }
}

/** The ids that a filter finds, newest first. */
const idsIn =
  (store: ExchangeStore) =>
  async (filter = '', query: Partial<Parameters<ExchangeStore['find']>[0]> = {}) => {
    const found = await store.find({ filter: readFilter(filter, Date.now()), limit: 100, ...query })
    return found.map(({ id }) => id)
  }
