import type { LogDetail } from '../../control/contract/log.ts'
import { type HideSecrets, secretHider } from '../../core/log/hide-secrets.ts'
import type { Media } from '../../core/log/media.ts'
import { type Recording, SIDES, type Side } from '../../core/log/recording.ts'
import type { StoredMessage, StoredMessages } from '../../core/log/store.ts'
import { readRecording } from '../../core/log/stored-message.ts'
import { decode } from '../../state/request-log/decode.ts'
import type { ExchangeLog } from './exchange-log.ts'
import type { HeldRequest } from './replay-body.ts'

/** Messages without credentials; `media`: the images and files in them, while they are in memory. */
export interface ShownMessages {
  readonly messages: StoredMessages
  readonly media: readonly Media[]
}

/** The messages of an exchange as they are still held: raw in memory, else as text without credentials on disk. */
export interface HeldMessages {
  /** As it was on the wire; of one that runs, what has come so far. Never leaves the process as it is. */
  recording(id: string): Recording | undefined
  sides(id: string): Promise<Pick<LogDetail, 'sides' | 'held'>>
  /** The client's own request, to be sent again. */
  request(id: string): Promise<HeldRequest | undefined>
  /** Those that are wanted: all, where `sides` is absent. */
  shown(id: string, sides?: readonly Side[]): Promise<ShownMessages>
  /** Takes credentials out of a text, those that were learned of since it was stored included. */
  hider(): HideSecrets
}

export function heldMessages({
  live,
  bodies,
  store,
  secrets,
}: Pick<ExchangeLog, 'live' | 'bodies' | 'store' | 'secrets'>): HeldMessages {
  const recording = (id: string): Recording | undefined => {
    const running = live.running(id)?.recording()
    return running && sidesOf(running).length > 0 ? running : bodies.get(id)
  }
  const hider = () => secretHider(secrets.all())
  return {
    recording,
    hider,
    async shown(id, wanted = SIDES) {
      const hide = hider()
      const raw = recording(id)
      if (raw) return readRecording(only(wanted, raw), hide, decode)
      const stored = only(wanted, await store.messages(id))
      const shown = Object.entries(stored).map(([side, message]) => [side, hiddenAgain(message, hide)])
      return { messages: Object.fromEntries(shown), media: [] }
    },
    async sides(id) {
      const inMemory = sidesOf(recording(id))
      if (inMemory.length > 0) return { sides: inMemory, held: 'memory' }
      const onDisk = sidesOf(await store.messages(id))
      return { sides: onDisk, held: onDisk.length > 0 ? 'disk' : 'nowhere' }
    },
    async request(id) {
      const raw = recording(id)?.['client-request']
      if (raw) return { held: 'memory', message: raw }
      const message = (await store.messages(id))['client-request']
      return message && { held: 'disk', message }
    },
  }
}

const sidesOf = (messages: Recording | StoredMessages = {}): readonly Side[] =>
  SIDES.filter(side => messages[side])

const only = <T extends object>(wanted: readonly Side[], messages: Partial<Record<Side, T>>) =>
  Object.fromEntries(wanted.flatMap(side => (messages[side] ? [[side, messages[side]]] : [])))

function hiddenAgain(stored: StoredMessage, hide: HideSecrets): StoredMessage {
  const { text, hidden } = hide(stored.text)
  const headers = Object.entries(stored.headers).map(([name, value]) => [name, hide(value).text])
  return {
    ...stored,
    text,
    hidden: stored.hidden + hidden,
    headers: Object.fromEntries(headers),
    ...(stored.url !== undefined && { url: hide(stored.url).text }),
  }
}
