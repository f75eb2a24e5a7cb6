import { parseJson } from '../json.ts'
import { layOutJson } from './lay-out-json.ts'
import type { Media } from './media.ts'
import type { Side } from './recording.ts'
import type { StoredMessage } from './store.ts'
import type { MessageView } from './views.ts'

/** Larger pictures are told by their hash only. */
const LARGEST_PICTURE = 256 * 1024
const MARK = /sha256:([\da-f]{64}) \(([\d,]+) bytes?, ([\w.+-]+\/[\w.+-]+)\)/g
const STREAM_BEGIN = /^\s*(?::|(?:data|event|id|retry)(?:[:\r\n]|$))/

/** A message for people. `media`: what is in memory of its images; their pictures come along where they are small. */
export function messageView(
  side: Side,
  { times: _, ...message }: StoredMessage,
  media: readonly Media[] = [],
): MessageView {
  const kind = kindOf(message)
  return {
    ...message,
    side,
    text: kind === 'json' ? layOutJson(message.text) : message.text,
    kind,
    images: imagesIn(message.text, media),
  }
}

/** Whether a body is a stream of events, by its begin: headers are wrong too often. */
export const isEventStream = (text: string): boolean => STREAM_BEGIN.test(text.slice(0, 200))

function kindOf({ text, truncated }: StoredMessage): MessageView['kind'] {
  if (text.trim() === '') return 'empty'
  if (isEventStream(text)) return 'events'
  const looksLikeJson = /^\s*[{[]/.test(text)
  return looksLikeJson && (truncated || parseJson(text) !== undefined) ? 'json' : 'text'
}

function imagesIn(text: string, media: readonly Media[]): MessageView['images'] {
  const found = new Map<string, MessageView['images'][number]>()
  for (const [mark, hash = '', size = '', mediaType = ''] of text.matchAll(MARK)) {
    if (!mediaType.startsWith('image/')) continue
    const dataUrl = pictureOf(mark, media)
    found.set(hash, {
      hash,
      mediaType,
      size: Number(size.replaceAll(',', '')),
      ...(dataUrl !== undefined && { dataUrl }),
    })
  }
  return [...found.values()]
}

/** The picture that stands for this mark, as a data URL; undefined where it is not in memory, or too large. */
export function pictureOf(mark: string, media: readonly Media[]): string | undefined {
  const one = media.find(candidate => candidate.mark === mark)
  if (!one?.mediaType.startsWith('image/') || one.size > LARGEST_PICTURE) return undefined
  return `data:${one.mediaType};base64,${one.base64}`
}
