import type { Dialect } from '../core/conversation.ts'
import type { ReadContext, WriteContext } from '../core/dialects/dialect.ts'
import { parseExact } from '../core/exact-json.ts'
import { asObject, type JsonObject } from '../core/json.ts'
import type { Failure } from '../core/reply.ts'
import type { Resolution, ResolvedTarget } from '../core/routing/resolution.ts'
import type { Peek } from '../core/text/peek.ts'
import type { UpstreamReply } from '../upstream/upstream-reply.ts'
import type { Call } from './call.ts'
import { routeHeaders, warningHeaders } from './headers.ts'
import type { ProxyParts } from './parts.ts'
import type { ProviderKeys } from './provider-data.ts'

/** A request whose body was read and whose name was resolved. */
export interface Trip {
  readonly call: Call
  readonly parts: ProxyParts
  /** As it came, decompressed. */
  readonly bytes: Uint8Array
  readonly peeked: Peek
  /** The dialect of the body, which may differ from that of the path (Cursor). */
  readonly shape: Dialect
  readonly resolution: Resolution
  readonly brought: ProviderKeys
  /** The caller wants its conversation compacted (`POST /responses/compact`), and the provider cannot. */
  readonly compacts?: boolean
}

/** One target of a trip, and how it is called. */
export interface Leg extends Trip {
  readonly target: ResolvedTarget
  readonly to: Dialect
}

/** A reply that is to be told in another dialect. */
export interface Translation {
  readonly leg: Leg
  readonly reply: UpstreamReply
  readonly context: ReadContext
  /** The request as the provider got it. */
  readonly asked: JsonObject
  /** Makes of a whole reply what the path promises (`/compact`); absent where that is the reply itself. */
  readonly shaped?: (reply: JsonObject) => JsonObject
  /** Keeps the whole reply before the caller hears of its end; absent where nobody can ask for it again. */
  readonly keep?: (reply: JsonObject) => void
}

/** The body as an object; only for those who cannot do with its bytes. */
export const bodyOf = ({ bytes, peeked }: Pick<Trip, 'bytes' | 'peeked'>): JsonObject =>
  asObject(parseExact(new TextDecoder().decode(bytes.subarray(peeked.start))))

/** The name to show to the caller in place of the provider's; undefined where nothing was renamed (interface §6). */
export function shownName({
  parts,
  resolution,
  target,
}: Pick<Leg, 'parts' | 'resolution' | 'target'>): string | undefined {
  const isRenamed = resolution.requested !== target.upstreamId
  return isRenamed && parts.settings().echoModel === 'requested' ? resolution.requested : undefined
}

/** What a reply is written with: the name that the caller asked for, ids and the time. */
export const writeContext = (leg: Leg, context: ReadContext): WriteContext => ({
  ...context,
  model: shownName(leg) ?? leg.target.upstreamId,
  id: leg.parts.newId,
  created: Math.floor(leg.parts.clock.now() / 1000),
})

/** The headers that Patchbay adds to each reply of a model. */
export const ownHeaders = (
  { call, resolution, target }: Pick<Leg, 'call' | 'resolution' | 'target'>,
  way: string | undefined,
): Record<string, string> => ({
  'x-request-id': call.id,
  ...routeHeaders(resolution, target, way),
  ...warningHeaders(call.journal.losses()),
})

/** A 200 that is no reply of a model: a login page, nothing, or noise. */
export const badReply = (providerId: string, what: string): Failure => ({
  status: 502,
  code: 'provider_bad_reply',
  message: `Provider "${providerId}" answered 200 with ${what} in place of a model's reply. Check that its baseUrl is that of an API.`,
  origin: 'provider',
})

/** A stream that ended cleanly, and too early. */
export const cutStream = (providerId: string): Failure => ({
  status: 502,
  code: 'provider_stream_cut',
  message: `The stream of provider "${providerId}" ended before the reply was complete. Try again.`,
  origin: 'provider',
})

/** Bytes that are held back until an event or a reply is whole; images in base64 come to a few tens of megabytes. */
export const LONGEST_EVENT = 64 * 1024 * 1024
export const LONGEST_REPLY = 256 * 1024 * 1024

/** One event, or one whole reply, that is larger than anything a model says. */
export const endlessReply = (providerId: string): Failure => ({
  status: 502,
  code: 'provider_reply_too_large',
  message: `Provider "${providerId}" sent more at once than can be held. Ask for less in one reply, or look at the provider's status page.`,
  origin: 'provider',
})
