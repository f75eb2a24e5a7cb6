import type { LogOperations } from '../../control/contract/log.ts'
import { curlCommand } from '../../core/log/curl.ts'
import { patchbayKey, providerKey } from '../../core/log/curl-keys.ts'
import { providerOf } from '../../core/log/exchange-fields.ts'
import type { RecordedMessage } from '../../core/log/recording.ts'
import type { Logged, StoredMessage } from '../../core/log/store.ts'
import type { Provider } from '../../core/routing/provider.ts'
import { decode } from '../../state/request-log/decode.ts'
import type { HeldMessages } from './held-messages.ts'
import { sentPath } from './sent-path.ts'

type Copied = Awaited<ReturnType<LogOperations['curl']>>

/** A recorded request as a command: the client's to this proxy, or what was made of it straight to its provider. */
export async function copyCurl(given: {
  readonly to: 'patchbay' | 'provider'
  readonly logged: Logged
  readonly held: Pick<HeldMessages, 'recording' | 'shown' | 'hider'>
  readonly providers: readonly Provider[]
  /** Where the proxy listens, without `/v1`. */
  readonly proxyUrl: string
  readonly isKeyRequired: boolean
}): Promise<Copied> {
  const { to, logged, held, providers, proxyUrl, isKeyRequired } = given
  const side = to === 'patchbay' ? 'client-request' : 'upstream-request'
  const raw = held.recording(logged.id)?.[side]
  const stored = raw ? undefined : (await held.shown(logged.id, [side])).messages[side]
  const message = raw ?? (stored && asRecorded(stored))
  if (!message) return null
  const provider = providers.find(({ id }) => id === providerOf(logged.modelId))
  const { upstreamDialect: dialect } = logged
  const keys = {
    patchbay: () => (isKeyRequired ? patchbayKey(message.headers) : undefined),
    provider: () => provider && dialect && providerKey(provider, dialect),
  }
  const command = curlCommand({
    message,
    url: to === 'patchbay' ? proxyUrl + sentPath(message.url ?? logged.path) : (message.url ?? ''),
    key: keys[to](),
    stream: logged.stream,
    hide: held.hider(),
    decode,
  })
  if (!command) return null
  const isWhole = !stored || stored.size === Buffer.byteLength(stored.text) || stored.hidden > 0
  const notes = isWhole ? command.notes : [...command.notes, HASHES]
  return { text: command.text, notes }
}

const HASHES =
  'Images and files of the body stand as their hashes, which is all that is stored of them: put them back before you send it.'

const asRecorded = ({ text, hidden: _, size: __, ...message }: StoredMessage): RecordedMessage => {
  const bytes = Buffer.from(text)
  return { ...message, size: bytes.length, chunks: [{ at: 0, bytes }] }
}
