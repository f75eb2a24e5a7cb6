import type { ChatCompletion } from 'openai/resources/chat/completions'
import type { LikelyToken, TokenLogprob } from '../../reply.ts'

const writeToken = ({ token, logprob, bytes }: LikelyToken) => ({
  token,
  logprob,
  bytes: bytes && [...bytes],
})

/** The probabilities of a choice's words; null where none are known. */
export function writeLogprobs(tokens: readonly TokenLogprob[] = []) {
  if (tokens.length === 0) return null
  const content = tokens.map(({ top, ...token }) => ({
    ...writeToken(token),
    top_logprobs: top.map(writeToken),
  }))
  return { content, refusal: null } satisfies ChatCompletion.Choice['logprobs']
}
