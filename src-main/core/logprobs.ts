import type { KnownFields } from './extra-fields.ts'
import { asArray, asNumber, asObject, asString, type Json } from './json.ts'
import type { Ledger } from './ledger.ts'
import { REPLY_PATH } from './losses.ts'
import type { LikelyToken, TokenLogprob } from './reply.ts'

const LIKELY_TOKEN = { token: true, logprob: true, bytes: true } as const satisfies KnownFields

/** What is read of a token. */
export const KNOWN_LOGPROB: KnownFields = { ...LIKELY_TOKEN, top_logprobs: LIKELY_TOKEN }

/** The probabilities of a reply, wherever its protocol puts them. */
export const LOGPROBS_PATH = `${REPLY_PATH}.logprobs`

/** The tokens of a list; entries that are none are left out. */
export const readLogprobs = (list: Json | undefined): TokenLogprob[] =>
  asArray(list).flatMap(entry =>
    readToken(entry).map(token => ({
      ...token,
      top: asArray(asObject(entry).top_logprobs).flatMap(readToken),
    })),
  )

function readToken(entry: Json): LikelyToken[] {
  const { token, logprob, bytes } = asObject(entry)
  const [text, number] = [asString(token), asNumber(logprob)]
  if (text === undefined || number === undefined) return []
  const all = Array.isArray(bytes) ? bytes.filter(byte => typeof byte === 'number') : null
  return [{ token: text, logprob: number, bytes: all }]
}

/** Tells that a protocol without probabilities leaves them out. */
export function loseLogprobs(said: { readonly logprobs?: readonly TokenLogprob[] }, ledger: Ledger): void {
  if (said.logprobs) ledger.lose('reply_field_dropped', LOGPROBS_PATH)
}
