import type { LogOperations } from '../../control/contract/log.ts'
import { type CurlKey, curlCommand } from '../../core/log/curl.ts'
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
  const provider = providers.find(({ id }) => id === logged.modelId?.split('/', 1)[0])
  const command = curlCommand({
    message,
    url: to === 'patchbay' ? proxyUrl + sentPath(message.url ?? logged.path) : (message.url ?? ''),
    key: to === 'patchbay' ? (isKeyRequired ? ownKey(logged, provider) : undefined) : keyOf(logged, provider),
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

/** Where this proxy is shown a key; beside the caller's own for the provider it has a header of its own. */
function ownKey({ clientDialect }: Logged, provider: Provider | undefined): CurlKey {
  const variable = 'PATCHBAY_KEY'
  if (provider?.key.kind === 'client') return { header: 'x-patchbay-key', variable }
  return clientDialect === 'messages'
    ? { header: 'x-api-key', variable }
    : { header: 'authorization', scheme: 'Bearer', variable }
}

function keyOf({ upstreamDialect }: Logged, provider: Provider | undefined): CurlKey | undefined {
  if (!provider || provider.key.kind === 'none') return undefined
  const { header, scheme } = (upstreamDialect && provider.authFor?.[upstreamDialect]) ?? provider.auth
  return { header: header.toLowerCase(), scheme, variable: variableOf(provider) }
}

const variableOf = ({ id, key, keyEnvironment }: Provider): string =>
  key.kind === 'env'
    ? key.name
    : (keyEnvironment ?? `${id.toUpperCase().replaceAll('-', '_').replace(/^\d/, '_$&')}_API_KEY`)
