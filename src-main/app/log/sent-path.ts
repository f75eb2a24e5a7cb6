import { HIDDEN } from '../../core/redact.ts'

/** Path and query as a client sent them, without parts of the query that were hidden: they were keys of this proxy. */
export function sentPath(url: string): string {
  const [pathname = '', query = ''] = url.replace(/^https?:\/\/[^/]*/, '').split(/\?(.*)/s)
  const kept = query
    .split('&')
    .filter(part => !part.includes(HIDDEN) && !part.includes(encodeURIComponent(HIDDEN)))
    .join('&')
  return kept === '' ? pathname : `${pathname}?${kept}`
}
