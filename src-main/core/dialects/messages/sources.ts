import type { Source } from '../../conversation.ts'
import { sourceOf, textOf } from '../../data-url.ts'
import type { JsonObject } from '../../json.ts'

/** Anthropic checks that an image is what it is said to be; the first bytes tell, whatever the client declared. */
const SIGNATURES: readonly { readonly start: RegExp; readonly mediaType: string }[] = [
  { start: /^\/9j\//, mediaType: 'image/jpeg' },
  { start: /^iVBORw0KGgo/, mediaType: 'image/png' },
  { start: /^R0lGOD[dl]/, mediaType: 'image/gif' },
  { start: /^UklGR.{10}XRUJQ/, mediaType: 'image/webp' },
]
const IMAGE_TYPES: ReadonlySet<string> = new Set(SIGNATURES.map(signature => signature.mediaType))

/** The source of an image block, or undefined where Anthropic takes no such image. `sameProvider` allows file ids. */
export function imageSource(given: Source, sameProvider: boolean): JsonObject | undefined {
  const source = inline(given)
  switch (source.kind) {
    case 'url':
      return { type: 'url', url: source.url }
    case 'base64': {
      const seen = SIGNATURES.find(signature => signature.start.test(source.data))?.mediaType
      const media_type = seen ?? source.mediaType
      return IMAGE_TYPES.has(media_type) ? { type: 'base64', media_type, data: source.data } : undefined
    }
    case 'id':
      return sameProvider ? { type: 'file', file_id: source.id } : undefined
    case 'text':
      return undefined
  }
}

/** The source of a document block: PDF or text. Undefined where Anthropic takes no such file. */
export function documentSource(given: Source, sameProvider: boolean): JsonObject | undefined {
  const source = inline(given)
  switch (source.kind) {
    case 'url':
      return { type: 'url', url: source.url }
    case 'base64': {
      if (source.mediaType === 'application/pdf' || source.data.startsWith('JVBERi0')) {
        return { type: 'base64', media_type: 'application/pdf', data: source.data }
      }
      const text = textOf(source)
      return text === undefined ? undefined : { type: 'text', media_type: 'text/plain', data: text }
    }
    case 'id':
      return sameProvider ? { type: 'file', file_id: source.id } : undefined
    case 'text':
      return { type: 'text', media_type: 'text/plain', data: source.text }
  }
}

/** Whether a file is an image by its declared type. */
export function isImage(given: Source): boolean {
  const source = inline(given)
  return source.kind === 'base64' && source.mediaType.startsWith('image/')
}

/** A data URL is bytes, not a place. */
const inline = (source: Source): Source => (source.kind === 'url' ? sourceOf(source.url) : source)
