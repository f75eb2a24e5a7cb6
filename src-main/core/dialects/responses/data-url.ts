import { base64, utf8 } from '@scure/base'
import type { Source } from '../../conversation.ts'

/** A `data:` URL as bytes with a media type, any other URL as it is. */
export function sourceOf(url: string): Source {
  const parts = /^data:([^,]*?);base64,([\s\S]*)$/i.exec(url)
  if (!parts) return { kind: 'url', url }
  return { kind: 'base64', mediaType: parts[1] || 'application/octet-stream', data: parts[2] ?? '' }
}

/** The URL of a source that has one; undefined for ids, which are bound to their provider. */
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
