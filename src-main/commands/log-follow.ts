import type { Exchange } from '../core/exchange.ts'
import { hasEnded } from '../core/log/exchange-fields.ts'
import type { Filter } from '../core/log/filter.ts'
import { readFilter } from '../core/log/read-filter.ts'
import type { ReaderOperations } from '../state/request-log/operations.ts'

const PAGE = 500

/**
 * Gives the function that says which exchanges ended since it was last called, newest first; those that had ended before are
 * not told. It looks no further back than the oldest one that ran at the last call.
 */
export function followEnded(reader: Pick<ReaderOperations, 'find'>, filter: Filter): () => Exchange[] {
  const everything = readFilter('', 0)
  const running = readFilter('is:running', 0)
  let told = new Set<string>()
  let floor = reader.find({ filter: everything, limit: 1 })[0]?.startedAt ?? 0

  const look = (): Exchange[] => {
    // Asked first: what ends in between is looked at once more, and told once.
    const oldest = reader.find({ filter: running, limit: PAGE }).at(-1)?.startedAt
    const newest = reader.find({ filter: everything, limit: 1 })[0]?.startedAt ?? floor
    const found = since(reader, filter, floor)
    const news = found.filter(({ id }) => !told.has(id))
    told = new Set(found.map(({ id }) => id))
    floor = Math.min(oldest ?? newest, newest)
    return news
  }
  look()
  return look
}

/** All that have ended and began at this time or later, page by page. */
function since(reader: Pick<ReaderOperations, 'find'>, filter: Filter, floor: number): Exchange[] {
  const all: Exchange[] = []
  let page = reader.find({ filter, limit: PAGE })
  while (page.length > 0) {
    all.push(...page.filter(hasEnded).filter(({ startedAt }) => startedAt >= floor))
    const last = page.at(-1)
    if (page.length < PAGE || !last || last.startedAt < floor) break
    page = reader.find({ filter, limit: PAGE, before: last })
  }
  return all
}
