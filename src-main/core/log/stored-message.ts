import { type BodyBytes, bodyText, type Decode } from './body-text.ts'
import { type HideSecrets, secretHider } from './hide-secrets.ts'
import { type Media, mediaOf, withoutMedia } from './media.ts'
import { type RecordedMessage, type Recording, SIDES } from './recording.ts'
import type { StoredMessage, StoredMessages } from './store.ts'

/**
 * What may be kept and shown of a recording: bodies as text without these secrets and without what looks like one, images and
 * files as their hashes. Without `decode`, bodies that went by compressed are said in words.
 */
export function storedMessages(
  recording: Recording,
  secrets: readonly string[],
  decode?: Decode,
): StoredMessages {
  const hide = secretHider(secrets)
  const read = (message: RecordedMessage | undefined) => message && storeMessage(message, hide, decode).stored
  return Object.fromEntries(
    SIDES.flatMap(side => {
      const stored = read(recording[side])
      return stored ? [[side, stored]] : []
    }),
  )
}

/** One message in that form, and the images and files that were in it. */
export function storeMessage(
  message: RecordedMessage,
  hide: HideSecrets,
  decode?: Decode,
): { readonly stored: StoredMessage; readonly media: readonly Media[] } {
  const { method, url, status, size, truncated } = message
  const body = bodyText(message, decode)
  const { text, media } = body.kind === 'text' ? withoutMedia(body.text) : wholeMedia(body)
  const shown = hide(text)
  return {
    stored: {
      headers: hideInHeaders(message.headers, hide),
      ...(method !== undefined && { method }),
      ...(url !== undefined && { url: hide(url).text }),
      ...(status !== undefined && { status }),
      text: shown.text,
      size,
      truncated,
      hidden: shown.hidden,
    },
    media,
  }
}

const hideInHeaders = (headers: RecordedMessage['headers'], hide: HideSecrets): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, hide(value).text]))

/** Only pictures are worth their hash: nobody looks at the others. */
const wholeMedia = ({ text, bytes, mediaType }: BodyBytes): { text: string; media: readonly Media[] } => ({
  text,
  media: mediaType.startsWith('image/') ? [mediaOf(bytes, mediaType)] : [],
})
