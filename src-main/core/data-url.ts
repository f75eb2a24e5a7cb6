import { base64, utf8 } from '@scure/base'
import type { Source } from './conversation.ts'

const DATA_URL = /^data:([^;,]*)(?:;[^;,]*)*;base64,/i

/** What a URL of any kind names (RFC 2397): base64 data URLs become their bytes, everything else stays a URL. */
export function sourceOf(url: string): Source {
  const match = DATA_URL.exec(url)
  if (!match) return { kind: 'url', url }
  return {
    kind: 'base64',
    mediaType: match[1]?.toLowerCase() || 'application/octet-stream',
    data: url.slice(match[0].length),
  }
}

/** The text of a source: bytes are decoded where their type says that they are text. Undefined for everything else. */
export function textOf(source: Source): string | undefined {
  if (source.kind === 'text') return source.text
  if (source.kind !== 'base64' || !TEXTUAL.test(source.mediaType)) return undefined
  try {
    return utf8.encode(base64.decode(source.data.replace(/\s+/g, '')))
  } catch {
    return undefined
  }
}

const TEXTUAL = /^text\/|[/+](json|xml|yaml|x-yaml|javascript|typescript|toml)$/

/** The URL of a source, bytes and text as data URLs; undefined for ids, which are bound to their provider. */
export function urlOf(source: Source): string | undefined {
  switch (source.kind) {
    case 'url':
      return source.url
    case 'base64':
      return `data:${source.mediaType};base64,${source.data}`
    case 'text':
      return `data:${source.mediaType};base64,${base64.encode(utf8.decode(source.text))}`
    case 'id':
      return undefined
  }
}
