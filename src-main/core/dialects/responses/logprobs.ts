import type { ResponseOutputText } from 'openai/resources/responses/responses'
import type { LikelyToken, TokenLogprob } from '../../reply.ts'

/** Bytes are required here: a token of which nobody said them has none. */
const writeToken = ({ token, logprob, bytes }: LikelyToken) => ({ token, logprob, bytes: [...(bytes ?? [])] })

/** The probabilities of a text, in its part, its deltas and its `done` alike. */
export const writeLogprobs = (tokens: readonly TokenLogprob[]): NonNullable<ResponseOutputText['logprobs']> =>
  tokens.map(({ top, ...token }) => ({ ...writeToken(token), top_logprobs: top.map(writeToken) }))
